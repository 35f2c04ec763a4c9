package org.applepie.agent.simulated.debian;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.BootCall;
import org.applepie.agent.simulated.machine.Booted;
import org.applepie.agent.simulated.machine.Console;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.KernelSettings;
import org.applepie.agent.simulated.shell.Program;

/** A kernel with a mounted root, and what systemd makes of it: one boot. */
final class Running extends Booted<Drivers> {

    private final Power power;
    private final Map<String, Program> programs;
    private final KernelFiles files;
    private final Units units = new Units();
    private Map<String, Generated> proc = Map.of();

    Running(Drivers drivers, Namespace namespace, Block root, Console console, Random random, Power power) {
        super(drivers, namespace, root, console, random);
        this.power = power;
        this.files = new KernelFiles(this);
        this.programs = new HashMap<>(Programs.of(this));
        drivers.mounted(this::mountedDevices);
    }

    private Set<DeviceNumber> mountedDevices() {
        return namespace().mounts(view()).stream().map(MountEntry::device).collect(Collectors.toSet());
    }

    Power power() {
        return power;
    }

    Units units() {
        return units;
    }

    /** /dev, /proc and /sys. */
    KernelFiles kernelFiles() {
        return files;
    }

    /** Options of a mounted file system itself, the last field of mountinfo; {@code rw} for most. */
    String superOptions(FileSystem of) {
        String access = of.isReadOnly() ? "ro" : "rw";
        return of.options().isEmpty() ? access : access + "," + String.join(",", of.options());
    }

    void superOptions(FileSystem of, String options) {
        of.options(List.of(options.split(",")).stream()
                .filter(option -> !option.equals("rw") && !option.equals("ro"))
                .toList());
    }

    /**
     * From now on there are processes, and /proc has them.
     *
     * @param watched lets whoever watches the machine know of its programs
     */
    void startKernel(UnaryOperator<Map<String, Program>> watched) {
        String release = drivers().release();
        Kernel fresh = new Kernel(new KernelSettings(
                namespace(),
                drivers().time(),
                watched.apply(programs),
                release,
                KernelPackage.build(release),
                "x86_64",
                400));
        started(fresh);
        FirstMounts.mount(this, fresh);
    }

    /** What /proc has besides the processes. */
    Map<String, Generated> proc() {
        if (proc.isEmpty()) {
            proc = files.proc();
        }
        return proc;
    }

    @Override
    public String greeting() {
        return "\nDebian GNU/Linux 12 " + host() + " ttyS0\n\n" + host() + " login: ";
    }

    String host() {
        return host("localhost");
    }

    /** Runs one of our programs as a boot script does. */
    int run(String name, String... arguments) {
        return run(view(), name, arguments);
    }

    /** The same in a chroot. */
    int run(View within, String name, String... arguments) {
        Program program = programs.get(name);
        if (program == null) {
            throw new IllegalArgumentException("no such program: " + name);
        }
        return BootCall.run(program, within, console(), name, arguments);
    }

    /** A file system that lives in memory only. */
    static FileSystem memory(String type, long kib, long inodes) {
        return new FileSystem(new Format(type, "", "", kib * 1024 / FileSystem.BLOCK, inodes));
    }

    /** Mounts something that has no device. */
    void mount(String point, FileSystem tree, String source, int minor, List<String> options, String ofItself) {
        try {
            view().makeDirectories(point);
        } catch (ErrnoException there) {
            // What generates its files itself has the place, or the mount below says so.
        }
        try {
            namespace().mount(view(), point, tree, source, new DeviceNumber(0, minor), options);
            superOptions(tree, ofItself);
        } catch (ErrnoException refused) {
            console().say("Failed to mount " + point + ": " + refused.errno().text());
        }
    }
}
