package org.applepie.agent.simulated.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Descriptor;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.Launch;
import org.applepie.agent.simulated.shell.Pipe;
import org.applepie.agent.simulated.shell.Signal;
import org.applepie.agent.simulated.shell.SimulatedProcess;
import org.applepie.agent.simulated.ssh.Exec;
import org.applepie.agent.simulated.ssh.ExecHandler;

/** What sshd does with a command: root's shell with three pipes, in a session of its own. */
public final class LoginShell implements ExecHandler {

    private final String path;
    private final Supplier<Optional<Kernel>> running;

    /**
     * @param path as the machine's SSH server is compiled to set it where nobody logs in
     * @param running what runs at the moment, empty while the machine is down
     */
    public LoginShell(String path, Supplier<Optional<Kernel>> running) {
        this.path = path;
        this.running = running;
    }

    @Override
    public int exec(Exec exec) throws IOException {
        Kernel kernel = running.get().orElseThrow(() -> new IOException("the machine is down"));
        Pipe in = new Pipe();
        Pipe out = new Pipe();
        Pipe err = new Pipe();
        SimulatedProcess shell = start(kernel, exec, in, out, err);
        exec.notices().onClose(() -> hangUp(in, out, err));
        exec.notices().onSignal(name -> signal(shell, name));
        Thread.ofVirtual().name("stdin").start(() -> feed(exec.stdin(), in));
        Thread errors = Thread.ofVirtual().name("stderr").start(() -> pass(err.input(), exec.stderr()));
        pass(out.input(), exec.stdout());
        return ended(kernel, shell, errors);
    }

    private SimulatedProcess start(Kernel kernel, Exec exec, Pipe in, Pipe out, Pipe err) throws ErrnoException {
        Descriptor stdin = in.reader();
        Descriptor stdout = out.writer();
        Descriptor stderr = err.writer();
        Map<String, String> environment = Map.of(
                "PATH", path, "HOME", "/root", "USER", exec.user(), "LOGNAME", exec.user(), "SHELL", "/bin/bash");
        try {
            return kernel.start(new Launch(
                    List.of("/bin/sh", "-c", chars(exec.command())),
                    environment,
                    kernel.namespace().view().at("/root"),
                    stdin,
                    stdout,
                    stderr,
                    true));
        } finally {
            stdin.release();
            stdout.release();
            stderr.release();
        }
    }

    // Inside of the machine a char is a byte.
    private static String chars(String command) {
        return new String(
                command.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static void hangUp(Pipe in, Pipe out, Pipe err) {
        try {
            in.output().close();
            out.input().close();
            err.input().close();
        } catch (IOException never) {
            throw new java.io.UncheckedIOException(never);
        }
    }

    private static void signal(SimulatedProcess shell, String name) {
        for (Signal signal : Signal.values()) {
            if (signal.name().equals(name)) {
                shell.signal(signal);
            }
        }
    }

    private static void feed(InputStream from, Pipe in) {
        try (OutputStream to = in.output()) {
            from.transferTo(to);
        } catch (IOException gone) {
            // The other side of the connection is gone, or nobody reads: there is no more input.
        }
    }

    /** To the end, or until the connection is gone, of which the processes then learn. The channel stays open for the exit code. */
    private static void pass(InputStream from, OutputStream to) {
        byte[] bytes = new byte[8192];
        try (from) {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                to.write(bytes, 0, count);
                to.flush();
            }
        } catch (IOException gone) {
            // Closing the pipe is all there is to do about it.
        }
    }

    private static int ended(Kernel kernel, SimulatedProcess shell, Thread errors) throws IOException {
        try {
            errors.join();
            int code = shell.waitFor();
            if (kernel.isStopped()) {
                throw new IOException("the machine went down");
            }
            return code;
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
            throw new IOException(cut);
        }
    }
}
