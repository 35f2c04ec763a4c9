package org.applepie.agent.simulated.sarge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.BootCall;
import org.applepie.agent.simulated.machine.Booted;
import org.applepie.agent.simulated.machine.Console;
import org.applepie.agent.simulated.machine.Fstab;
import org.applepie.agent.simulated.sarge.BootLoader.Failed;
import org.applepie.agent.simulated.shell.Dialect;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.KernelSettings;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.Shell;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.shell.tools.Tools;

/** A kernel with a mounted root, and what the boot scripts make of it. */
final class Running extends Booted<Drivers> {

    private static final List<String> SERVICES =
            List.of("sysklogd", "klogd", "exim4", "inetd", "courier-imap", "atd", "cron", "ssh");

    private final Set<String> services = new TreeSet<>();
    private final ProcFiles proc;
    private Function<Map<String, Generated>, Generated.Tree> processes = Generated::tree;
    private boolean rootChecked;

    Running(Drivers drivers, Namespace namespace, Block root, Console console, Random random) {
        super(drivers, namespace, root, console, random);
        this.proc = new ProcFiles(drivers, () -> namespace.mounts(namespace.view()), this::whole, this::host);
    }

    private Generated.Tree whole(Map<String, Generated> files) {
        return processes.apply(files);
    }

    /** From now on /proc also has the processes. */
    void processes(Function<Map<String, Generated>, Generated.Tree> with) {
        processes = with;
    }

    /**
     * From now on there are processes, and /proc has them.
     *
     * @param watched lets whoever watches the machine know of its programs
     */
    void startKernel(SimulatedTime time, Shutdown.Power power, UnaryOperator<Map<String, Program>> watched) {
        Map<String, Program> programs = new HashMap<>(Tools.sarge());
        programs.putAll(Programs.of(this));
        programs.put("sh", new Shell(Dialect.BASH2));
        programs.put("shutdown", new Shutdown(power));
        Kernel fresh = new Kernel(new KernelSettings(
                namespace(),
                time,
                watched.apply(programs),
                drivers().release(),
                "#1 Wed Aug 17 09:33:35 UTC 2005",
                "i686",
                300));
        started(fresh);
        processes(fresh::proc);
    }

    ProcFiles proc() {
        return proc;
    }

    /** Names of the init scripts whose daemons run. */
    Set<String> services() {
        return services;
    }

    /** rcS, up to the point where all is mounted. */
    void initialize() throws Failed {
        console().say("INIT: version 2.86 booting");
        List<Fstab> fstab = Fstab.read(view());
        Optional<Fstab> claimed =
                fstab.stream().filter(entry -> entry.point().equals("/")).findFirst();
        mtab(claimed);
        if (claimed.isPresent() && claimed.get().pass() > 0) {
            check(
                    List.of(claimed.get()),
                    "\nfsck failed.  Please repair manually and reboot.  Please note\n"
                            + "that the root file system is currently mounted read-only.");
        }
        rootChecked = true;
        mountVirtual();
        modules();
        swap();
        startArrays();
        swap();
        check(
                fstab.stream()
                        .filter(entry -> entry.pass() > 1
                                && !entry.swap()
                                && !entry.options().contains("noauto"))
                        .toList(),
                "\nfsck failed.  Please repair manually.");
        run("mount", "-a");
    }

    /** Whether the boot got past the check of root. */
    boolean isRootChecked() {
        return rootChecked;
    }

    /** What rcS does after a check that failed, when a person is done with the maintenance shell. */
    void initializeUnchecked() {
        run("mount", "-a");
    }

    // mtab gets what fstab claims of root, whatever root is.
    private void mtab(Optional<Fstab> claimed) {
        String line = claimed.map(
                        entry -> new Fstab(entry.source(), "/", entry.type(), withMode(entry.options()), 0).line())
                .orElse("/dev/root / ext3 rw 0 0\n");
        try {
            if (view().exists("/etc")) {
                view().write(Mount.MTAB, line);
            }
        } catch (ErrnoException refused) {
            console().say("mount: cannot open /etc/mtab: " + refused.errno().text());
        }
    }

    private static List<String> withMode(List<String> options) {
        List<String> kept =
                options.stream().filter(option -> !option.equals("defaults")).toList();
        return Stream.concat(Stream.of("rw"), kept.stream()).toList();
    }

    private void mountVirtual() {
        run("mount", "-t", "proc", "proc", "/proc");
        run("mount", "-t", "devpts", "-o", "rw,gid=5,mode=620", "devpts", "/dev/pts");
        run("mount", "-t", "tmpfs", "tmpfs", "/dev/shm");
    }

    private void modules() {
        try {
            for (String line : view().text("/etc/modules").split("\n")) {
                String kept = line.replaceFirst("#.*", "").strip();
                if (!kept.isEmpty()) {
                    drivers().load(kept.split("\\s+")[0]);
                }
            }
        } catch (ErrnoException absent) {
            console().say("modprobe: /etc/modules: " + absent.errno().text());
        }
    }

    private void swap() {
        run("swapon", "-a");
    }

    private void startArrays() {
        try {
            if (!view().exists("/etc/init.d/mdadm-raid")
                    || !view().text("/etc/default/mdadm").contains("AUTOSTART=true")) {
                return;
            }
        } catch (ErrnoException absent) {
            return;
        }
        drivers().load("md");
        drivers().load("raid1");
        console().say("Starting raid devices: ");
        run("mdadm", "-A", "-s", "-a");
        console().say("done.");
    }

    /** Runs one of our programs as a boot script does. */
    int run(String name, String... arguments) {
        Program program = Programs.of(this).get(name);
        if (program == null) {
            throw new IllegalArgumentException("no such program: " + name);
        }
        return BootCall.run(program, view(), console(), name, arguments);
    }

    private void check(List<Fstab> entries, String failure) throws Failed {
        for (Fstab entry : entries) {
            Optional<String> wrong = wrong(entry);
            if (wrong.isPresent()) {
                console()
                        .say("fsck 1.37 (21-Mar-2005)\n" + wrong.get() + failure
                                + "\nCONTROL-D will exit from this shell and continue system startup.\n");
                throw new Failed(BootFailure.CHECK_FAILED);
            }
            console().say(entry.source() + ": clean");
        }
    }

    private Optional<String> wrong(Fstab entry) {
        String trying = " while trying to open " + entry.source();
        try {
            Stat stat = view().stat(entry.source());
            DeviceNumber number = stat.special();
            Optional<Block> block = drivers().block(number);
            if (block.isEmpty()) {
                return Optional.of(
                        "fsck.ext3: No such device or address" + trying + "\nPossibly non-existent or swap device?");
            }
            return block.get().medium().content() instanceof Content.Files
                    ? Optional.empty()
                    : Optional.of("fsck.ext3: Bad magic number in super-block" + trying);
        } catch (ErrnoException refused) {
            return Optional.of("fsck.ext3: " + refused.errno().text() + trying);
        } catch (DriveFailure failure) {
            return Optional.of("fsck.ext3: Attempt to read block from filesystem resulted in short read" + trying);
        }
    }

    /** rc2: what is installed is started, sshd last. */
    void startServices() {
        console().say("INIT: Entering runlevel: 2");
        SERVICES.stream()
                .filter(service -> view().exists("/etc/init.d/" + service))
                .forEach(services::add);
    }

    @Override
    public String greeting() {
        return "\nDebian GNU/Linux 3.1 " + host() + " tty1\n\n" + host() + " login: ";
    }

    String host() {
        return host("(none)");
    }

    @Override
    public void end(boolean orderly) {
        if (orderly) {
            console().say("md: stopping all md devices.");
        }
        super.end(orderly);
    }
}
