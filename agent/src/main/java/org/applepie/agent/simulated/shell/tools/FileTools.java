package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** mkdir rmdir rm mv ln chmod chown touch truncate readlink stat mktemp sync. */
final class FileTools {

    private FileTools() {}

    static Map<String, Program> all() {
        return Map.ofEntries(
                Map.entry("mkdir", Tool.of("pm:", FileTools::mkdir)),
                Map.entry("rmdir", Tool.of("p", FileTools::rmdir)),
                Map.entry("rm", Tool.of("rRfd", FileTools::rm)),
                Map.entry("mv", Tool.of("fT", FileTools::mv)),
                Map.entry("ln", Tool.of("sfnT", FileTools::ln)),
                Map.entry("chmod", Tool.of("Rf", FileTools::chmod)),
                Map.entry("chown", Tool.of("Rhf", FileTools::chown)),
                Map.entry("touch", Tool.of("cam", FileTools::touch)),
                Map.entry(
                        "truncate",
                        new Tool(new Arguments.Known("s:c", Map.of("size", "s")), false, 1, FileTools::truncate)),
                Map.entry("readlink", Tool.of("fenm", FileTools::readlink)),
                Map.entry(
                        "stat", new Tool(new Arguments.Known("c:L", Map.of("format", "c")), false, 1, FileTools::stat)),
                Map.entry("mktemp", Tool.of("dqp:t", FileTools::mktemp)),
                Map.entry("sync", Tool.of("df", FileTools::sync)));
    }

    interface Each {
        void path(String path) throws ErrnoException;
    }

    /** Says what fails in {@code message}, where %s is the path, and goes on. */
    static int each(Call call, List<String> paths, String message, Each each) throws IOException {
        if (paths.isEmpty()) {
            return call.fail(1, "missing operand");
        }
        int code = 0;
        for (String path : paths) {
            try {
                each.path(path);
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(1, message.formatted(path) + ": " + refused.getMessage());
            }
        }
        return code;
    }

    private static int mkdir(Call call, Arguments arguments) throws IOException {
        String mode = arguments.value("m");
        return each(call, arguments.operands(), "cannot create directory '%s'", path -> {
            if (arguments.has("p")) {
                call.files().makeDirectories(path);
            } else {
                call.files().makeDirectory(path, 0777);
            }
            if (mode != null) {
                call.files().mode(path, Integer.parseInt(mode, 8));
            }
        });
    }

    private static int rmdir(Call call, Arguments arguments) throws IOException {
        return each(call, arguments.operands(), "failed to remove '%s'", call.files()::removeDirectory);
    }

    private static int rm(Call call, Arguments arguments) throws IOException {
        boolean force = arguments.has("f");
        boolean recursive = arguments.has("r") || arguments.has("R");
        if (force && arguments.operands().isEmpty()) {
            return 0;
        }
        return each(call, arguments.operands(), "cannot remove '%s'", path -> {
            try {
                remove(call.files(), path, recursive);
            } catch (ErrnoException refused) {
                if (!force || refused.errno() != Errno.ENOENT) {
                    throw refused;
                }
            }
        });
    }

    private static void remove(View files, String path, boolean recursive) throws ErrnoException {
        if (!files.lstat(path).isDirectory()) {
            files.unlink(path);
            return;
        }
        if (!recursive) {
            throw new ErrnoException(Errno.EISDIR);
        }
        for (String name : files.list(path)) {
            remove(files, path + "/" + name, true);
        }
        files.removeDirectory(path);
    }

    static boolean isDirectory(View files, String path) {
        try {
            return files.stat(path).isDirectory();
        } catch (ErrnoException absent) {
            return false;
        }
    }

    static String base(String path) {
        String plain = path.length() > 1 ? path.replaceFirst("/+$", "") : path;
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private static int mv(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.size() < 2) {
            return call.fail(1, "missing file operand");
        }
        String last = words.getLast();
        boolean into = !arguments.has("T") && isDirectory(call.files(), last);
        int code = 0;
        for (String from : words.subList(0, words.size() - 1)) {
            String to = into ? last + "/" + base(from) : last;
            try {
                move(call.files(), from, to);
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                boolean source = refused.errno() == Errno.ENOENT && !exists(call.files(), from);
                code = call.fail(
                        1,
                        (source ? "cannot stat '" + from + "'" : "cannot move '" + from + "' to '" + to + "'") + ": "
                                + refused.getMessage());
            }
        }
        return code;
    }

    private static boolean exists(View files, String path) {
        try {
            files.lstat(path);
            return true;
        } catch (ErrnoException absent) {
            return false;
        }
    }

    private static void move(View files, String from, String to) throws ErrnoException {
        try {
            files.rename(from, to);
        } catch (ErrnoException refused) {
            if (refused.errno() != Errno.EXDEV) {
                throw refused;
            }
            new Copier(files, true, true, false).copy(from, to);
            remove(files, from, true);
        }
    }

    private static int ln(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.isEmpty()) {
            return call.fail(1, "missing file operand");
        }
        String target = words.getFirst();
        String path = words.size() == 1 ? base(target) : words.getLast();
        boolean plain = arguments.has("T") || arguments.has("n") && isLink(call.files(), path);
        String to = !plain && isDirectory(call.files(), path) ? path + "/" + base(target) : path;
        String kind = arguments.has("s") ? "symbolic" : "hard";
        try {
            if (arguments.has("f") && exists(call.files(), to)) {
                call.files().unlink(to);
            }
            if (arguments.has("s")) {
                call.files().symlink(target, to);
            } else {
                call.files().link(target, to);
            }
            return 0;
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return call.fail(1, "failed to create " + kind + " link '" + to + "': " + refused.getMessage());
        }
    }

    private static boolean isLink(View files, String path) {
        try {
            return files.lstat(path).isSymlink();
        } catch (ErrnoException absent) {
            return false;
        }
    }

    private static int chmod(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.size() < 2) {
            return call.fail(1, "missing operand");
        }
        String mode = words.getFirst();
        if (!Modes.isMode(mode)) {
            return call.fail(1, "invalid mode: '" + mode + "'");
        }
        return each(
                call,
                words.subList(1, words.size()),
                "cannot access '%s'",
                path -> tree(call.files(), path, arguments.has("R"), one -> {
                    if (!call.files().lstat(one).isSymlink()) {
                        Stat stat = call.files().stat(one);
                        call.files().mode(one, Modes.changed(mode, stat.mode(), stat.isDirectory()));
                    }
                }));
    }

    private static void tree(View files, String path, boolean recursive, Each each) throws ErrnoException {
        Stat stat = recursive ? files.lstat(path) : files.stat(path);
        each.path(path);
        if (recursive && stat.isDirectory()) {
            for (String name : files.list(path)) {
                tree(files, path + "/" + name, true, each);
            }
        }
    }

    private static int chown(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.size() < 2) {
            return call.fail(1, "missing operand");
        }
        String[] owner = words.getFirst().split("[:.]", 2);
        int uid = Users.uid(call.files(), owner[0]);
        int gid = owner.length < 2 ? -1 : Users.gid(call.files(), owner[1]);
        if (uid == Users.UNKNOWN || gid == Users.UNKNOWN) {
            return call.fail(1, "invalid user: '" + words.getFirst() + "'");
        }
        return each(
                call,
                words.subList(1, words.size()),
                "cannot access '%s'",
                path -> tree(call.files(), path, arguments.has("R"), one -> {
                    Stat stat = call.files().lstat(one);
                    call.files().owner(one, uid < 0 ? stat.uid() : uid, gid < 0 ? stat.gid() : gid);
                }));
    }

    private static int touch(Call call, Arguments arguments) throws IOException {
        return each(call, arguments.operands(), "cannot touch '%s'", path -> {
            if (call.files().exists(path)) {
                java.time.Instant now = call.time().now();
                call.files().modified(path, now.getEpochSecond() * 1_000_000_000L + now.getNano());
            } else if (!arguments.has("c")) {
                call.files().open(path, Access.WRITE, Access.CREATE).close();
            }
        });
    }

    private static int truncate(Call call, Arguments arguments) throws IOException {
        if (!arguments.has("s")) {
            return call.fail(1, "you must specify either '--size' or '--reference'");
        }
        String said = arguments.value("s", "");
        if (!said.matches("[-+]?[0-9]+[bkKMGT]?B?")) {
            return call.fail(1, "Invalid number: '" + said + "'");
        }
        int sign = said.startsWith("-") ? -1 : said.startsWith("+") ? 1 : 0;
        long size = Arguments.bytes(said.replaceFirst("^[-+]", ""));
        return each(call, arguments.operands(), "cannot open '%s' for writing", path -> {
            if (arguments.has("c") && !call.files().exists(path)) {
                return;
            }
            OpenFile file = call.files().open(path, Access.WRITE, Access.CREATE);
            try {
                file.truncate(sign == 0 ? size : Math.max(0, file.size() + sign * size));
            } finally {
                file.close();
            }
        });
    }

    private static int readlink(Call call, Arguments arguments) throws IOException {
        int code = arguments.operands().isEmpty() ? call.fail(1, "missing operand") : 0;
        for (String path : arguments.operands()) {
            try {
                if (arguments.has("e") && !call.files().exists(path)) {
                    return 1;
                }
                boolean canonical = arguments.has("f") || arguments.has("e");
                String target =
                        canonical ? call.files().canonical(path) : call.files().readLink(path);
                call.print(target + (arguments.has("n") ? "" : "\n"));
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = 1;
            }
        }
        return code;
    }

    private static int stat(Call call, Arguments arguments) throws IOException {
        String format = arguments.value("c");
        if (format == null) {
            return call.fail(1, "the long form is not known here; use -c");
        }
        int code = arguments.operands().isEmpty() ? call.fail(1, "missing operand") : 0;
        for (String path : arguments.operands()) {
            try {
                Stat stat = arguments.has("L")
                        ? call.files().stat(path)
                        : call.files().lstat(path);
                call.print(StatFormat.text(format, path, stat, call.files()) + "\n");
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(1, "cannot stat '" + path + "': " + refused.getMessage());
            }
        }
        return code;
    }

    private static int mktemp(Call call, Arguments arguments) throws IOException {
        String directory = arguments.value("p", call.environment().getOrDefault("TMPDIR", "/tmp"));
        String template = arguments.operands().isEmpty()
                ? directory + "/tmp.XXXXXXXXXX"
                : arguments.operands().getFirst();
        boolean below = arguments.has("p") && !arguments.operands().isEmpty();
        StringBuilder path = new StringBuilder(below ? directory + "/" + template : template);
        for (int i = path.length() - 1; i >= 0 && path.charAt(i) == 'X'; i--) {
            path.setCharAt(
                    i,
                    Character.forDigit(
                            java.util.concurrent.ThreadLocalRandom.current().nextInt(36), 36));
        }
        try {
            if (arguments.has("d")) {
                call.files().makeDirectory(path.toString(), 0700);
            } else {
                call.files()
                        .open(
                                path.toString(),
                                java.util.EnumSet.of(Access.WRITE, Access.CREATE, Access.EXCLUSIVE),
                                0600)
                        .close();
            }
        } catch (ErrnoException refused) {
            return call.fail(1, "failed to create file via template '" + template + "': " + refused.getMessage());
        }
        call.print(path + "\n");
        return 0;
    }

    private static int sync(Call call, Arguments arguments) throws IOException {
        int code = 0;
        for (String path : arguments.operands()) {
            if (!call.files().exists(path)) {
                code = call.fail(1, "error opening '" + path + "': " + Errno.ENOENT.text());
            }
        }
        return code;
    }
}
