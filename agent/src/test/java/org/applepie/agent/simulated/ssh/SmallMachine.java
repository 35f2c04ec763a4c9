package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Understands a handful of commands: enough to see what its front does with them. */
final class SmallMachine implements ExecHandler {

    static final int PIECE = 8192;

    final AtomicLong written = new AtomicLong();
    final AtomicReference<@Nullable Thread> writer = new AtomicReference<>();
    final AtomicReference<@Nullable Notices> waiting = new AtomicReference<>();

    @Override
    public int exec(Exec exec) throws IOException {
        String[] words = exec.command().split(" ", 2);
        return switch (words[0]) {
            case "cat" -> {
                exec.stdin().transferTo(exec.stdout());
                yield 0;
            }
            case "whoami" -> {
                exec.stdout().write(exec.user().getBytes(StandardCharsets.UTF_8));
                yield 0;
            }
            case "complain" -> {
                exec.stderr().write(words[1].getBytes(StandardCharsets.UTF_8));
                yield 3;
            }
            case "write" -> write(exec, Integer.parseInt(words[1]));
            case "wait" -> await(exec);
            case "break" -> throw new IllegalStateException("this is what the test wants");
            default -> 127;
        };
    }

    private int write(Exec exec, int pieces) throws IOException {
        writer.set(Thread.currentThread());
        for (int i = 0; i < pieces; i++) {
            byte[] piece = new byte[PIECE];
            java.util.Arrays.fill(piece, (byte) i);
            exec.stdout().write(piece);
            written.addAndGet(PIECE);
        }
        return 0;
    }

    /** Ends when its channel does. */
    private int await(Exec exec) throws IOException {
        java.util.concurrent.CountDownLatch closed = new java.util.concurrent.CountDownLatch(1);
        AtomicReference<String> signal = new AtomicReference<>("");
        exec.notices().onClose(closed::countDown);
        exec.notices().onSignal(name -> {
            signal.set(name);
            closed.countDown();
        });
        exec.stdout().write("waiting\n".getBytes(StandardCharsets.US_ASCII));
        exec.stdout().flush();
        waiting.set(exec.notices());
        try {
            closed.await();
        } catch (InterruptedException never) {
            throw new IOException(never);
        }
        exec.stdout().write(signal.get().getBytes(StandardCharsets.US_ASCII));
        return 9;
    }
}
