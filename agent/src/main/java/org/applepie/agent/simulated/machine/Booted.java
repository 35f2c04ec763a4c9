package org.applepie.agent.simulated.machine;

import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.shell.Kernel;
import org.jspecify.annotations.Nullable;

/**
 * A kernel with a mounted root, and what runs on it: one boot.
 *
 * @param <D> the drivers of this kernel
 */
public abstract class Booted<D extends KernelDrivers<?>> {

    private final D drivers;
    private final Namespace namespace;
    private final Block root;
    private final Console console;
    private final Random random;
    private @Nullable Kernel kernel;
    private Consumer<Boolean> listening = now -> {};

    protected Booted(D drivers, Namespace namespace, Block root, Console console, Random random) {
        this.drivers = drivers;
        this.namespace = namespace;
        this.root = root;
        this.console = console;
        this.random = random;
    }

    public final D drivers() {
        return drivers;
    }

    public final Namespace namespace() {
        return namespace;
    }

    /** Files as root sees them, from "/". */
    public final View view() {
        return namespace.view();
    }

    /** What is mounted at /. */
    public final Block root() {
        return root;
    }

    public final Console console() {
        return console;
    }

    public final Random random() {
        return random;
    }

    /** Empty before there are processes. */
    public final Optional<Kernel> kernel() {
        return Optional.ofNullable(kernel);
    }

    /** From now on there are processes. */
    protected final void started(Kernel fresh) {
        kernel = fresh;
    }

    /** Whom to tell when its SSH server is started or stopped. */
    final void whenListening(Consumer<Boolean> tells) {
        listening = tells;
    }

    /** Somebody started or stopped the SSH server. */
    public final void listens(boolean now) {
        listening.accept(now);
    }

    /** What getty greets with. */
    public abstract String greeting();

    /** What /etc/hostname has, or {@code nameless} where there is none. */
    protected final String host(String nameless) {
        try {
            return view().text("/etc/hostname").strip();
        } catch (ErrnoException absent) {
            return nameless;
        }
    }

    /** Arrays are stopped in order, or not at all when the power goes. */
    public void end(boolean orderly) {
        MdDriver md = drivers.md();
        if (orderly) {
            md.arrays().forEach(md::stop);
        } else {
            md.vanish();
        }
    }
}
