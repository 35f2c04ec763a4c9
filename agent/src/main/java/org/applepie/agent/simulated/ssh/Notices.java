package org.applepie.agent.simulated.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What happens to a command from outside while it runs. Listeners are called in threads of the SSH server and must be quick. */
public final class Notices {

    private final List<Consumer<String>> onSignal = new ArrayList<>();
    private final List<Runnable> onClose = new ArrayList<>();
    private boolean closed;

    Notices() {}

    /** Tells of each signal that the other side sends, by its name without SIG, such as {@code TERM}. */
    public synchronized void onSignal(Consumer<String> listener) {
        onSignal.add(listener);
    }

    /** Tells, once, that the channel is closed; at once if it is already. */
    public void onClose(Runnable listener) {
        if (!register(listener)) {
            listener.run();
        }
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean register(Runnable listener) {
        return !closed && onClose.add(listener);
    }

    void signal(String name) {
        List<Consumer<String>> all;
        synchronized (this) {
            all = List.copyOf(onSignal);
        }
        all.forEach(listener -> listener.accept(name));
    }

    void close() {
        List<Runnable> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(onClose);
            onClose.clear();
        }
        all.forEach(Runnable::run);
    }
}
