package org.applepie.agent.simulated.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Generated;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.OpenFile;
import org.jspecify.annotations.Nullable;

/** What /proc tells of processes: proc(5). */
final class ProcessFiles {

    private static final int TICKS = 100;

    private ProcessFiles() {}

    static Generated.Tree tree(Kernel kernel, Map<String, ? extends Generated> others) {
        Generated self = new Generated.Link(String::valueOf);
        return new Generated.Tree(() -> names(kernel, others), name -> {
            Generated other = others.get(name);
            return other != null ? other : name.equals("self") ? self : of(kernel, name);
        });
    }

    private static List<String> names(Kernel kernel, Map<String, ? extends Generated> others) {
        List<String> names = new ArrayList<>(others.keySet());
        names.add("self");
        kernel.processes().forEach(process -> names.add(String.valueOf(process.pid())));
        return names;
    }

    private static @Nullable Generated of(Kernel kernel, String name) {
        if (name.isEmpty() || name.length() > 9 || !name.chars().allMatch(Character::isDigit)) {
            return null;
        }
        SimulatedProcess process = kernel.process(Integer.parseInt(name));
        return process == null ? null : Generated.tree(entries(process));
    }

    private static Map<String, Generated> entries(SimulatedProcess process) {
        KernelSettings settings = process.kernel().settings();
        Map<String, Generated> entries = new LinkedHashMap<>();
        entries.put("stat", told(process, () -> stat(process)));
        entries.put("status", told(process, () -> status(process)));
        entries.put("cmdline", told(process, () -> String.join("\0", process.argv()) + "\0"));
        entries.put("mounts", told(process, () -> mounts(process)));
        if (settings.since(2, 6, 26)) {
            entries.put("mountinfo", told(process, () -> mountinfo(process)));
            entries.put("comm", told(process, () -> comm(process) + "\n"));
        }
        entries.put("cwd", new Generated.Link(viewer -> process.files().workingDirectory()));
        entries.put("root", Generated.link("/"));
        entries.put("fd", descriptors(process));
        return entries;
    }

    private interface Text {
        String get();
    }

    private static Generated told(SimulatedProcess process, Text text) {
        return Generated.text(() -> {
            if (!process.isAlive()) {
                throw new ErrnoException(Errno.ESRCH);
            }
            return text.get();
        });
    }

    private static Generated descriptors(SimulatedProcess process) {
        return new Generated.Tree(
                () -> process.descriptors().stream().map(String::valueOf).toList(), name -> {
                    Descriptor descriptor =
                            name.matches("[0-9]{1,4}") ? process.descriptor(Integer.parseInt(name)) : null;
                    return descriptor == null
                            ? null
                            : new Generated.Link(viewer -> named(descriptor), permission(descriptor));
                });
    }

    /** The bits of such a link tell how the file was opened. */
    private static int permission(Descriptor descriptor) {
        OpenFile file = descriptor.description().file();
        return file == null ? 0700 : 0100 | (file.may(Access.READ) ? 0400 : 0) | (file.may(Access.WRITE) ? 0200 : 0);
    }

    private static String named(Descriptor descriptor) {
        OpenFile file = descriptor.description().file();
        return file == null ? "pipe:[" + System.identityHashCode(descriptor.description()) + "]" : file.path();
    }

    static String comm(SimulatedProcess process) {
        String first = process.argv().getFirst();
        String name = first.substring(first.lastIndexOf('/') + 1);
        return name.substring(0, Math.min(15, name.length()));
    }

    private static String stat(SimulatedProcess process) {
        long ticks =
                Duration.between(process.kernel().booted(), process.started()).toMillis() * TICKS / 1000;
        return process.pid() + " (" + comm(process) + ") S " + process.parent() + " " + process.group() + " "
                + process.session() + " 0 -1 256 100 0 0 0 0 0 0 0 15 0 "
                + (process.kernel().settings().since(2, 6, 0) ? "1 0 " : "0 0 ") + ticks
                + " 2000000 300 4294967295 134512640 135000000 3221224000 3221223000 1074000000 0 0 0 0 0 0 0 17 0\n";
    }

    private static String status(SimulatedProcess process) {
        int uid = process.files().uid();
        int gid = process.files().gid();
        return "Name:\t" + comm(process) + "\nState:\tS (sleeping)\nTgid:\t" + process.pid() + "\nPid:\t"
                + process.pid()
                + "\nPPid:\t" + process.parent() + "\nTracerPid:\t0\nUid:\t" + four(uid) + "\nGid:\t" + four(gid)
                + "\nFDSize:\t64\nGroups:\t" + gid + " \n";
    }

    private static String four(int id) {
        return id + "\t" + id + "\t" + id + "\t" + id;
    }

    private static String mounts(SimulatedProcess process) {
        return process.kernel().namespace().mounts(process.files()).stream()
                .map(entry -> escaped(entry.source()) + " " + escaped(entry.point()) + " " + entry.type() + " "
                        + joined(entry.options(), entry.fileSystem().options()) + " 0 0\n")
                .collect(Collectors.joining());
    }

    private static String joined(List<String> options, List<String> told) {
        return Stream.concat(options.stream(), told.stream()).collect(Collectors.joining(","));
    }

    private static String mountinfo(SimulatedProcess process) {
        return process.kernel().namespace().mounts(process.files()).stream()
                .map(ProcessFiles::line)
                .collect(Collectors.joining());
    }

    private static String line(MountEntry entry) {
        String access = entry.fileSystem().isReadOnly() ? "ro" : "rw";
        return entry.id() + " " + (entry.parent() == entry.id() ? 1 : entry.parent()) + " " + entry.device() + " "
                + escaped(entry.root()) + " " + escaped(entry.point()) + " " + String.join(",", entry.options()) + " "
                + entry.tags().stream().map(tag -> tag + " ").collect(Collectors.joining()) + "- " + entry.type() + " "
                + escaped(entry.source()) + " "
                + joined(List.of(access), entry.fileSystem().options()) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012");
    }
}
