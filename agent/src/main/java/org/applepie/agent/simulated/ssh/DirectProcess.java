package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.applepie.agent.simulated.shell.Pipe;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command of a simulated machine with its three streams in memory. */
final class DirectProcess implements RemoteProcess {

    private static final Logger LOG = LoggerFactory.getLogger(DirectProcess.class);

    private final FrontState state;
    private final Exec exec;
    private final Notices notices = new Notices();
    private final Pipe in = new Pipe();
    private final Pipe out = new Pipe();
    private final Pipe err = new Pipe();
    private final CompletableFuture<OptionalInt> exit = new CompletableFuture<>();
    private final Consumer<DirectProcess> whenOver;

    DirectProcess(FrontState state, String user, String command, Consumer<DirectProcess> whenOver) {
        this.state = state;
        this.whenOver = whenOver;
        OutputStream stdout = new ExecOutput(out.output(), state, notices);
        this.exec = new Exec(user, command, in.input(), stdout, err.output(), notices);
    }

    void start(Deadline deadline) {
        var unused = exit.completeOnTimeout(OptionalInt.empty(), deadline.left().toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((code, failed) -> cut());
        Thread.ofVirtual().name("simulated command").start(this::run);
    }

    private void run() {
        OptionalInt code = OptionalInt.empty();
        try {
            int ended = state.carryOut(exec);
            if (!notices.isClosed()) {
                code = OptionalInt.of(ended);
            }
        } catch (IOException gone) {
            LOG.debug("a command of a simulated machine lost its connection", gone);
        } catch (RuntimeException broken) {
            LOG.error("a command of a simulated machine failed: {}", exec.command(), broken);
            code = OptionalInt.of(255);
        } finally {
            exit.complete(code);
            end(out.output());
            end(err.output());
        }
    }

    /** The connection is gone: what was sent can still be read, nothing more comes, and no exit code. */
    void cut() {
        whenOver.accept(this);
        notices.close();
        exit.complete(OptionalInt.empty());
        end(out.output());
        end(err.output());
        end(in.output());
    }

    private static void end(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException never) {
            throw new java.io.UncheckedIOException(never);
        }
    }

    @Override
    public InputStream stdout() {
        return out.input();
    }

    @Override
    public InputStream stderr() {
        return err.input();
    }

    @Override
    public void feed(byte[] input) {
        try (OutputStream stdin = in.output()) {
            stdin.write(input);
        } catch (IOException ended) {
            // It ended before it read its input; what it printed and its exit code say why.
        }
    }

    @Override
    public OptionalInt exitCode(Duration patience) throws InterruptedException {
        try {
            return exit.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return OptionalInt.empty();
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
