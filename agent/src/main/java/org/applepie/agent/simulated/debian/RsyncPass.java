package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;

/**
 * One run of rsync over a tree. A directory comes first, then what is deleted in it, then its files, then the directories below
 * it, as rsync lists them since version 3.
 */
final class RsyncPass {

    private static final int BLOCK = 4096;
    private static final int FILE_IO = 11;
    private static final int PARTIAL = 23;
    private static final int VANISHED = 24;

    /** What was asked for. */
    record Wish(
            boolean hardLinks,
            boolean acls,
            boolean attributes,
            boolean sparse,
            boolean dry,
            boolean checksum,
            boolean itemize,
            boolean delete,
            boolean deleteExcluded) {

        Wish(Options options, boolean deleting) {
            this(
                    options.has("hard-links"),
                    options.has("acls"),
                    options.has("xattrs"),
                    options.has("sparse"),
                    options.has("dry-run"),
                    options.has("checksum"),
                    options.has("itemize-changes"),
                    deleting,
                    options.has("delete-excluded"));
        }
    }

    /** The target has no room: nothing more is tried. */
    private static final class Full extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Touched(String path, Stat stat) {}

    private final Call call;
    private final View files;
    private final String source;
    private final String target;
    private final List<RsyncExclude> excludes;
    private final Wish wish;
    private final Map<String, String> leaders = new HashMap<>();
    private final Deque<Touched> directories = new ArrayDeque<>();
    private int code;

    RsyncPass(Call call, String source, String target, List<RsyncExclude> excludes, Wish wish) {
        this.call = call;
        this.files = call.files();
        this.source = source;
        this.target = target;
        this.excludes = excludes;
        this.wish = wish;
    }

    int run() throws IOException {
        try {
            directory("", files.stat(source));
            while (!directories.isEmpty()) {
                Touched touched = directories.removeLast();
                time(target(touched.path), touched.stat);
            }
        } catch (Full full) {
            return FILE_IO;
        }
        return code;
    }

    private String source(String path) {
        return path.isEmpty() ? source : (source.equals("/") ? "" : source) + "/" + path;
    }

    private String target(String path) {
        return path.isEmpty() ? target : (target.equals("/") ? "" : target) + "/" + path;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    private Optional<Stat> lstat(String path) {
        try {
            return Optional.of(files.lstat(path));
        } catch (ErrnoException absent) {
            call.process().checkpoint();
            return Optional.empty();
        }
    }

    private boolean excluded(String path, boolean directory) {
        return excludes.stream().anyMatch(one -> one.matches(path, directory));
    }

    private void say(RsyncItem item, String path, String more) throws IOException {
        if (wish.itemize && !item.silent()) {
            String name = path.isEmpty() ? "./" : item.kind() == 'd' ? path + "/" : path;
            call.print(item.text() + " " + name + more + "\n");
        }
    }

    private void trouble(String what, String path, ErrnoException refused) throws IOException, Full {
        call.process().checkpoint();
        call.warn("rsync: " + what + " \"" + path + "\" failed: "
                + refused.errno().text() + " (" + refused.errno().number() + ")\n");
        if (refused.errno() == Errno.ENOSPC) {
            throw new Full();
        }
        code = PARTIAL;
    }

    private void directory(String path, Stat stat) throws IOException, Full {
        Optional<Stat> there = lstat(target(path));
        if (there.isPresent() && !there.get().isDirectory() && !wish.dry) {
            remove(path, there.get(), false);
        }
        boolean fresh = there.filter(Stat::isDirectory).isEmpty();
        RsyncItem item = fresh ? RsyncItem.fresh('c', stat) : compared('.', path, stat, there.get(), false);
        say(item, path, "");
        if (fresh && !wish.dry) {
            try {
                files.makeDirectory(target(path), stat.mode() | 0700);
            } catch (ErrnoException refused) {
                trouble("[generator] recv_generator: mkdir", target(path), refused);
                return;
            }
        }
        SortedMap<String, Stat> here = listed(path);
        if (wish.delete && !fresh) {
            delete(path, here);
        }
        inside(path, here);
        if (!wish.dry) {
            keep(path, stat, false);
            directories.add(new Touched(path, stat));
        }
    }

    /** What is to be copied of a directory. */
    private SortedMap<String, Stat> listed(String path) throws IOException, Full {
        SortedMap<String, Stat> here = new TreeMap<>();
        List<String> names;
        try {
            names = files.list(source(path));
        } catch (ErrnoException refused) {
            trouble("[sender] opendir", source(path), refused);
            return here;
        }
        for (String name : names) {
            String child = below(path, name);
            Optional<Stat> stat = lstat(source(child));
            if (stat.isEmpty()) {
                call.warn("file has vanished: \"" + source(child) + "\"\n");
                code = code == 0 ? VANISHED : code;
            } else if (!excluded(child, stat.get().isDirectory())) {
                here.put(name, stat.get());
            }
        }
        return here;
    }

    private void inside(String path, SortedMap<String, Stat> here) throws IOException, Full {
        for (Map.Entry<String, Stat> entry : here.entrySet()) {
            if (!entry.getValue().isDirectory()) {
                file(below(path, entry.getKey()), entry.getValue());
            }
        }
        for (Map.Entry<String, Stat> entry : here.entrySet()) {
            if (entry.getValue().isDirectory()) {
                directory(below(path, entry.getKey()), entry.getValue());
            }
        }
    }

    private void delete(String path, SortedMap<String, Stat> here) throws IOException, Full {
        List<String> names;
        try {
            names = files.list(target(path));
        } catch (ErrnoException refused) {
            trouble("[generator] opendir", target(path), refused);
            return;
        }
        for (String name : sorted(path, names)) {
            String child = below(path, name);
            Optional<Stat> stat = lstat(target(child));
            boolean kept = stat.isEmpty()
                    || here.containsKey(name)
                    || !wish.deleteExcluded && excluded(child, stat.get().isDirectory());
            if (!kept) {
                remove(child, stat.get(), true);
            }
        }
    }

    // Last first: directories, then files, each from the end of the alphabet.
    private List<String> sorted(String path, List<String> names) {
        List<String> order = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String name : names) {
            boolean directory =
                    lstat(target(below(path, name))).filter(Stat::isDirectory).isPresent();
            (directory ? order : others).add(name);
        }
        order.sort(java.util.Comparator.reverseOrder());
        others.sort(java.util.Comparator.reverseOrder());
        order.addAll(others);
        return order;
    }

    private void remove(String path, Stat stat, boolean told) throws IOException, Full {
        if (stat.isDirectory()) {
            try {
                for (String name : sorted(path, files.list(target(path)))) {
                    Optional<Stat> below = lstat(target(below(path, name)));
                    if (below.isPresent()) {
                        remove(below(path, name), below.get(), told);
                    }
                }
            } catch (ErrnoException refused) {
                trouble("[generator] opendir", target(path), refused);
                return;
            }
        }
        if (told && wish.itemize) {
            call.print("*deleting   " + path + (stat.isDirectory() ? "/" : "") + "\n");
        }
        if (wish.dry) {
            return;
        }
        try {
            if (stat.isDirectory()) {
                files.removeDirectory(target(path));
            } else {
                files.unlink(target(path));
            }
        } catch (ErrnoException refused) {
            trouble("[generator] delete_file: " + (stat.isDirectory() ? "rmdir" : "unlink"), target(path), refused);
        }
    }

    private RsyncItem compared(char change, String path, Stat from, Stat to, boolean content) throws IOException {
        return RsyncItem.of(change, from, to, content, attributes(source(path)), attributes(target(path)));
    }

    /** Those that are asked for. */
    private SortedMap<String, String> attributes(String path) {
        SortedMap<String, String> some;
        try {
            some = new TreeMap<>(files.attributes(path));
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return new TreeMap<>();
        }
        some.keySet().removeIf(name -> name.startsWith("system.posix_acl_") ? !wish.acls : !wish.attributes);
        return some;
    }

    private void file(String path, Stat stat) throws IOException, Full {
        Optional<Stat> there = lstat(target(path));
        if (wish.hardLinks && stat.links() > 1) {
            String leader = leaders.putIfAbsent(stat.device() + " " + stat.inode(), path);
            if (leader != null) {
                link(path, stat, there, leader);
                return;
            }
        }
        boolean sameKind = there.filter(one -> one.type() == stat.type()).isPresent();
        if (!sameKind) {
            make(path, stat, there, RsyncItem.fresh(stat.isRegular() ? '>' : 'c', stat));
            return;
        }
        Stat old = there.orElseThrow();
        boolean differs;
        try {
            differs = differs(path, stat, old);
        } catch (ErrnoException refused) {
            trouble("[sender] send_files failed to open", source(path), refused);
            return;
        }
        boolean shown = differs && (!stat.isRegular() || wish.checksum);
        RsyncItem item = compared(differs ? stat.isRegular() ? '>' : 'c' : '.', path, stat, old, shown);
        if (differs) {
            make(path, stat, there, item);
        } else {
            say(item, path, pointer(path, stat));
            if (!item.silent() && !wish.dry) {
                keep(path, stat, true);
            }
        }
    }

    private String pointer(String path, Stat stat) throws IOException {
        try {
            return stat.isSymlink() ? " -> " + files.readLink(source(path)) : "";
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return "";
        }
    }

    // Without -c, what has the size and the second of the other is taken to be the same.
    private boolean differs(String path, Stat from, Stat to) throws ErrnoException {
        return switch (from.type()) {
            case REGULAR ->
                from.size() != to.size()
                        || (wish.checksum
                                ? !Arrays.equals(files.read(source(path)), files.read(target(path)))
                                : RsyncItem.seconds(from) != RsyncItem.seconds(to));
            case SYMLINK -> !files.readLink(source(path)).equals(files.readLink(target(path)));
            case BLOCK_DEVICE, CHARACTER_DEVICE -> !from.special().equals(to.special());
            case DIRECTORY, FIFO, SOCKET -> false;
        };
    }

    private void link(String path, Stat stat, Optional<Stat> there, String leader) throws IOException, Full {
        Optional<Stat> first = lstat(target(leader));
        if (there.isPresent() && first.isPresent() && there.get().sameFile(first.get())) {
            return;
        }
        boolean sameKind = there.filter(one -> one.type() == stat.type()).isPresent();
        RsyncItem item = sameKind ? compared('h', path, stat, there.get(), false) : RsyncItem.fresh('h', stat);
        say(item, path, " => " + leader);
        if (wish.dry) {
            return;
        }
        try {
            if (there.isPresent()) {
                remove(path, there.get(), false);
            }
            files.link(target(leader), target(path));
        } catch (ErrnoException refused) {
            trouble("[generator] link", target(path), refused);
        }
    }

    private void make(String path, Stat stat, Optional<Stat> there, RsyncItem item) throws IOException, Full {
        say(item, path, pointer(path, stat));
        if (wish.dry) {
            return;
        }
        boolean directory = there.filter(Stat::isDirectory).isPresent();
        if (there.isPresent() && (directory || !stat.isRegular())) {
            remove(path, there.get(), false);
        }
        try {
            switch (stat.type()) {
                case REGULAR -> content(path, stat);
                case SYMLINK -> files.symlink(files.readLink(source(path)), target(path));
                case BLOCK_DEVICE, CHARACTER_DEVICE, FIFO, SOCKET ->
                    files.makeNode(target(path), stat.type(), stat.special(), stat.mode());
                case DIRECTORY -> throw new IllegalStateException("a directory is no file");
            }
            keep(path, stat, true);
        } catch (ErrnoException refused) {
            if (refused.errno() == Errno.ENOENT && lstat(source(path)).isEmpty()) {
                call.warn("file has vanished: \"" + source(path) + "\"\n");
                code = code == 0 ? VANISHED : code;
            } else {
                trouble(stat.isRegular() ? "[receiver] write failed on" : "[generator] mknod", target(path), refused);
            }
        }
    }

    // Beside the old one, which it replaces when it is complete.
    private void content(String path, Stat stat) throws ErrnoException {
        String whole = target(path);
        int slash = whole.lastIndexOf('/') + 1;
        String beside = whole.substring(0, slash) + "." + whole.substring(slash) + ".applepie";
        OpenFile from = files.open(source(path), Access.READ);
        boolean complete = false;
        try {
            OpenFile to =
                    files.open(beside, EnumSet.of(Access.WRITE, Access.CREATE, Access.TRUNCATE), stat.mode() & 0777);
            try {
                bytes(from, to);
                complete = true;
            } finally {
                to.close();
                if (!complete) {
                    files.unlink(beside);
                }
            }
        } finally {
            from.close();
        }
        files.rename(beside, whole);
    }

    private void bytes(OpenFile from, OpenFile to) throws ErrnoException {
        byte[] block = new byte[BLOCK];
        long at = 0;
        for (int count = from.read(block, 0, BLOCK); count > 0; count = from.read(block, 0, BLOCK)) {
            if (!wish.sparse || !zeros(block, count)) {
                to.seek(at);
                to.write(block, 0, count);
            }
            at += count;
        }
        if (to.size() < at) {
            to.truncate(at);
        }
    }

    private static boolean zeros(byte[] block, int count) {
        for (int i = 0; i < count; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private void keep(String path, Stat stat, boolean times) throws IOException, Full {
        String to = target(path);
        try {
            Stat now = files.lstat(to);
            if (now.uid() != stat.uid() || now.gid() != stat.gid()) {
                files.owner(to, stat.uid(), stat.gid());
            }
            if (!stat.isSymlink()) {
                files.mode(to, stat.mode());
            }
            SortedMap<String, String> wanted = attributes(source(path));
            for (String name : attributes(to).keySet()) {
                if (!wanted.containsKey(name)) {
                    files.attribute(to, name, null);
                }
            }
            for (Map.Entry<String, String> attribute : wanted.entrySet()) {
                files.attribute(to, attribute.getKey(), attribute.getValue());
            }
            if (times) {
                files.modified(to, stat.modifiedNanos());
            }
        } catch (ErrnoException refused) {
            trouble("[generator] set_file_attrs", to, refused);
        }
    }

    private void time(String path, Stat stat) throws IOException, Full {
        try {
            files.modified(path, stat.modifiedNanos());
        } catch (ErrnoException refused) {
            trouble("[generator] failed to set times on", path, refused);
        }
    }
}
