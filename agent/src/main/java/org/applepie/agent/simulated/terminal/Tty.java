package org.applepie.agent.simulated.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.Terminal;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Descriptor;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.Launch;
import org.applepie.agent.simulated.shell.Signal;
import org.applepie.agent.simulated.shell.SimulatedProcess;
import org.applepie.domain.remote.Secret;

/**
 * The first terminal of a machine: who waits for what is typed there. The machine tells who does from now on, and is told when
 * somebody is done. All methods take the lock that the machine itself goes by.
 */
public final class Tty implements Terminal {

    private static final String MAINTENANCE = "Give root password for maintenance\n(or type Control-D to continue): ";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH",
            "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME",
            "/root",
            "USER",
            "root",
            "LOGNAME",
            "root",
            "SHELL",
            "/bin/bash",
            "TERM",
            "linux",
            "PS1",
            "\\h:\\w\\$ ");

    private final Object lock;
    private final TtyMachine machine;
    private Waiting waiting = new Waiting.Nobody();

    /** @param lock guards the machine's state, and this */
    public Tty(Object lock, TtyMachine machine) {
        this.lock = lock;
        this.machine = machine;
    }

    /** Who takes what is typed. */
    private sealed interface Waiting {

        /** Nobody: the machine is off, boots, or hangs. */
        record Nobody() implements Waiting {}

        /** The boot loader, for a label. */
        record Loader() implements Waiting {}

        record Login() implements Waiting {}

        /** After a name at the log-in prompt. */
        record Password(String user) implements Waiting {}

        /** {@code sulogin}. */
        record Maintenance() implements Waiting {}

        /** @param maintenance whether it is the one of {@code sulogin} */
        record Shell(SimulatedProcess process, Keys keys, boolean maintenance) implements Waiting {}
    }

    /** Nobody reads any more. */
    public void nobody() {
        synchronized (lock) {
            waiting = new Waiting.Nobody();
        }
    }

    /** The boot loader waits for a label. */
    public void loader() {
        synchronized (lock) {
            waiting = new Waiting.Loader();
        }
    }

    /** Somebody may log in. */
    public void login() {
        synchronized (lock) {
            waiting = new Waiting.Login();
            print(machine.greeting());
        }
    }

    /** Root's password is asked for, and leads to a shell. */
    public void maintenance() {
        synchronized (lock) {
            waiting = new Waiting.Maintenance();
            print(MAINTENANCE);
        }
    }

    @Override
    public String screen() {
        return machine.shown();
    }

    @Override
    public boolean hides() {
        synchronized (lock) {
            return waiting instanceof Waiting.Password || waiting instanceof Waiting.Maintenance;
        }
    }

    @Override
    public void password(Secret password) {
        synchronized (lock) {
            if (hides()) {
                type(password.reveal());
            }
        }
    }

    @Override
    public void type(String typed) {
        String line = new String(
                typed.replaceAll("\\p{Cntrl}", " ").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        synchronized (lock) {
            print(hides() ? "\n" : line + "\n");
            switch (waiting) {
                case Waiting.Nobody nobody -> {}
                case Waiting.Loader loader -> {
                    waiting = new Waiting.Nobody();
                    machine.boot(line);
                }
                case Waiting.Login login -> name(line.strip());
                case Waiting.Password(String user) -> admit(user, line);
                case Waiting.Maintenance maintenance -> maintain(line);
                case Waiting.Shell(var process, Keys keys, var single) -> keys.line(line + "\n");
            }
        }
    }

    private void name(String user) {
        if (user.isEmpty()) {
            login();
        } else {
            waiting = new Waiting.Password(user);
            print("Password: ");
        }
    }

    private void admit(String user, String password) {
        if (user.equals("root") && machine.rootPassword().reveal().equals(password)) {
            shell(false);
        } else {
            print("Login incorrect\n");
            login();
        }
    }

    private void maintain(String password) {
        if (machine.rootPassword().reveal().equals(password)) {
            shell(true);
        } else {
            print("Login incorrect\n");
            maintenance();
        }
    }

    private void shell(boolean maintenance) {
        Keys keys = new Keys();
        machine.kernel()
                .ifPresentOrElse(
                        kernel -> {
                            SimulatedProcess process = start(kernel, keys);
                            waiting = new Waiting.Shell(process, keys, maintenance);
                            Thread.ofVirtual().name("tty1").start(() -> watch(kernel, process));
                        },
                        this::nobody);
    }

    private SimulatedProcess start(Kernel kernel, Keys keys) {
        Descriptor in = new Descriptor(keys);
        Descriptor out = new Descriptor(new Screen(machine.glass()));
        try {
            return kernel.start(new Launch(
                    List.of("/bin/bash", "-il"),
                    ENVIRONMENT,
                    kernel.namespace().view().at("/root"),
                    in,
                    out,
                    out,
                    true));
        } catch (ErrnoException refused) {
            throw new UncheckedIOException(refused);
        } finally {
            in.release();
            out.release();
        }
    }

    private void watch(Kernel kernel, SimulatedProcess process) {
        try {
            process.waitFor();
        } catch (InterruptedException never) {
            return;
        }
        synchronized (lock) {
            boolean current = waiting instanceof Waiting.Shell(var shell, var keys, var single) && shell == process;
            if (!current || kernel.isStopped()) {
                return;
            }
            if (((Waiting.Shell) waiting).maintenance()) {
                waiting = new Waiting.Nobody();
                machine.goOn();
            } else {
                login();
            }
        }
    }

    @Override
    public void press(Key key) {
        synchronized (lock) {
            switch (waiting) {
                case Waiting.Shell shell -> press(shell, key);
                case Waiting.Maintenance maintenance
                when key == Key.CONTROL_D -> {
                    print("\n");
                    waiting = new Waiting.Nobody();
                    machine.goOn();
                }
                case Waiting.Login login -> login();
                case Waiting.Password password -> login();
                case Waiting.Maintenance maintenance -> {}
                case Waiting.Loader loader -> {}
                case Waiting.Nobody nobody -> {}
            }
        }
    }

    private void press(Waiting.Shell shell, Key key) {
        switch (key) {
            case CONTROL_D -> shell.keys().end();
            case CONTROL_C -> {
                print("^C\n");
                // What runs in the foreground is of the shell's session; the shell itself goes on.
                int session = shell.process().session();
                shell.process().kernel().processes().stream()
                        .filter(process -> process.session() == session && process != shell.process())
                        .forEach(process -> process.signal(Signal.INT));
            }
        }
    }

    private void print(String text) {
        try {
            machine.glass().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
