package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;
import static org.applepie.agent.simulated.debian.Options.Known.valued;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.Propagation;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.Fstab;
import org.applepie.agent.simulated.shell.Call;

/** mount of util-linux 2.38.1. */
final class Mount extends OptionedTool {

    private static final List<Options.Known> KNOWN = Stream.concat(
                    Stream.of(
                            flag('a', "all"),
                            flag('B', "bind"),
                            flag('R', "rbind"),
                            flag('n', "no-mtab"),
                            flag('r', "read-only"),
                            flag('w', "rw"),
                            flag('v', "verbose"),
                            flag('l', "show-labels"),
                            valued('t', "types"),
                            valued('o', "options"),
                            valued('L', "label"),
                            valued('U', "uuid"),
                            valued("source"),
                            valued("target"),
                            flag('V', "version")),
                    Stream.of("shared", "slave", "private", "unbindable")
                            .flatMap(kind -> Stream.of(flag("make-" + kind), flag("make-r" + kind))))
            .toList();

    static final int FAILED = 32;

    /** What mount and umount tell of their version, behind their names. */
    static final String VERSION =
            " from util-linux 2.38.1 (libmount 2.38.1: selinux, smack, btrfs, verity, namespaces, assert, debug)";

    Mount(Running running) {
        super(running, KNOWN, "mount" + VERSION);
    }

    @Override
    int run(Call call, Options options) throws IOException {
        List<String> words = words(options);
        Optional<String> propagation = options.names().stream()
                .filter(name -> name.startsWith("make-"))
                .findFirst();
        if (propagation.isPresent() && words.size() == 1) {
            return propagate(call, words.getFirst(), propagation.get().substring("make-".length()));
        }
        if (options.has("all")) {
            return all(call);
        }
        if (words.isEmpty()) {
            list(call, options);
            return 0;
        }
        if (words.size() > 2) {
            return usage(call);
        }
        return one(call, words, options);
    }

    static int usage(Call call) throws IOException {
        String name = Options.program(call);
        call.warn(name + ": bad usage\nTry '" + name + " --help' for more information.\n");
        return 1;
    }

    // What the options name comes before the words.
    private static List<String> words(Options options) {
        List<String> words = new ArrayList<>();
        options.value("uuid").ifPresent(uuid -> words.add("UUID=" + uuid));
        options.value("label").ifPresent(label -> words.add("LABEL=" + label));
        options.value("source").ifPresent(words::add);
        words.addAll(options.words());
        options.value("target").ifPresent(words::add);
        return words;
    }

    /** Says it as mount does once the kernel was asked; the exit code is that of a failed mount. */
    static int refuse(Call call, String target, String words) throws IOException {
        call.warn("mount: " + target + ": " + words
                + ".\n       dmesg(1) may have more information after failed mount system call.\n");
        return FAILED;
    }

    private void list(Call call, Options options) throws IOException {
        for (MountEntry entry : running().namespace().mounts(call.files())) {
            boolean wanted = options.value("types")
                    .map(types -> List.of(types.split(",")).contains(entry.type()))
                    .orElse(true);
            if (wanted) {
                String label = entry.fileSystem().format().label();
                call.print("%s on %s type %s (%s)%s\n"
                        .formatted(
                                entry.source(),
                                entry.point(),
                                entry.type(),
                                String.join(",", Findmnt.options(entry)),
                                options.has("show-labels") && !label.isEmpty() ? " [" + label + "]" : ""));
            }
        }
    }

    private int all(Call call) throws IOException {
        int tried = 0;
        int failed = 0;
        for (Fstab entry : Fstab.read(call.files())) {
            boolean there = running().namespace().mounts(call.files()).stream()
                    .anyMatch(mount -> mount.point().equals(entry.point()));
            if (entry.automatic() && !there) {
                tried++;
                failed +=
                        mount(call, entry.source(), entry.point(), entry.type(), new MountOptions(entry.options())) == 0
                                ? 0
                                : 1;
            }
        }
        return failed == 0 ? 0 : failed == tried ? FAILED : 64;
    }

    private int one(Call call, List<String> words, Options given) throws IOException {
        List<String> flags = new ArrayList<>(given.values("options"));
        given.names().forEach(name -> {
            switch (name) {
                case "bind", "rbind", "rw" -> flags.add(name);
                case "read-only" -> flags.add("ro");
                default -> {
                    // The others are no options of the mount.
                }
            }
        });
        MountOptions options = new MountOptions(flags);
        if (options.has("remount")) {
            return new Remount(running(), call).run(words.getLast(), options);
        }
        if (words.size() == 2) {
            return mount(call, words.get(0), words.get(1), given.value("types").orElse("auto"), options);
        }
        Optional<Fstab> entry = Fstab.read(call.files()).stream()
                .filter(one ->
                        one.point().equals(words.getFirst()) || one.source().equals(words.getFirst()))
                .findFirst();
        if (entry.isEmpty()) {
            call.warn("mount: " + words.getFirst() + ": can't find in /etc/fstab.\n");
            return 1;
        }
        List<String> joined = new ArrayList<>(entry.get().options());
        joined.addAll(flags);
        return mount(
                call, entry.get().source(), entry.get().point(), entry.get().type(), new MountOptions(joined));
    }

    private int mount(Call call, String source, String point, String type, MountOptions options) throws IOException {
        String target;
        try {
            target = call.files().canonical(point);
            if (!call.files().exists(target)) {
                return refuse(call, point, "mount point does not exist");
            }
        } catch (ErrnoException absent) {
            return refuse(call, point, "mount point does not exist");
        }
        return options.bind()
                ? bind(call, source, target, options)
                : new NewMount(running(), call).run(source, target, type, options);
    }

    private int bind(Call call, String source, String target, MountOptions options) throws IOException {
        View files = call.files();
        if (!files.exists(source)) {
            return refuse(call, target, "special device " + source + " does not exist");
        }
        try {
            running().namespace().bind(files, source, target, options.has("rbind"));
            if (options.readOnly()) {
                return new Remount(running(), call).run(target, options);
            }
            return 0;
        } catch (ErrnoException refused) {
            return refused.errno() == Errno.EINVAL
                    ? refuse(
                            call,
                            target,
                            "wrong fs type, bad option, bad superblock on " + source
                                    + ", missing codepage or helper program, or other error")
                    : refuse(
                            call,
                            target,
                            "mount(2) system call failed: " + refused.errno().text());
        }
    }

    private int propagate(Call call, String point, String kind) throws IOException {
        boolean recursive = kind.startsWith("r");
        Propagation propagation = switch (recursive ? kind.substring(1) : kind) {
            case "shared" -> Propagation.SHARED;
            case "slave" -> Propagation.SLAVE;
            case "private" -> Propagation.PRIVATE;
            default -> Propagation.UNBINDABLE;
        };
        try {
            running().namespace().propagate(call.files(), point, propagation, recursive);
            return 0;
        } catch (ErrnoException refused) {
            return refuse(
                    call,
                    point,
                    refused.errno() == Errno.EINVAL ? "not mount point or bad option" : "mount point does not exist");
        }
    }
}
