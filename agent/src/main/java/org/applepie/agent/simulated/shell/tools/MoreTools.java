package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.KernelSettings;
import org.applepie.agent.simulated.shell.Program;

/** dirname basename date id uname hostname digests cmp cp ls du od, and the door to the larger ones. */
final class MoreTools {

    private static final Map<String, String> CHECKS =
            Map.of("check", "c", "quiet", "quiet", "status", "status", "binary", "b", "text", "t");

    private MoreTools() {}

    static Map<String, Program> all() {
        return Map.ofEntries(
                Map.entry("dirname", Tool.of("", MoreTools::dirname)),
                Map.entry("basename", Tool.of("", MoreTools::basename)),
                Map.entry("date", Tool.of("u", MoreTools::date)),
                Map.entry("id", Tool.of("ugn", MoreTools::id)),
                Map.entry("uname", Tool.of("asnrvm", MoreTools::uname)),
                Map.entry("hostname", Tool.of("fs", MoreTools::hostname)),
                Map.entry("md5sum", digest("MD5")),
                Map.entry("sha1sum", digest("SHA-1")),
                Map.entry("sha256sum", digest("SHA-256")),
                Map.entry("cmp", Tool.of("s", MoreTools::cmp)),
                Map.entry("cp", new Tool(copyOptions(), false, 1, MoreTools::cp)),
                Map.entry("ls", Tool.of("la1dA", MoreTools::ls)),
                Map.entry("od", Tool.of("A:vt:N:j:", MoreTools::od)),
                Map.entry("expr", Expr::run),
                Map.entry("dd", DiskDump::run),
                Map.entry("find", Find::run),
                Map.entry("sed", Sed::run),
                Map.entry("grep", Grep.program()),
                Map.entry("tr", Tool.of("dsc", Translate::run)));
    }

    private static Arguments.Known copyOptions() {
        return new Arguments.Known("adprRxfPT", Map.of("parents", "parents", "preserve", "preserve", "archive", "a"));
    }

    private static int dirname(Call call, Arguments arguments) throws IOException {
        if (arguments.operands().isEmpty()) {
            return call.fail(1, "missing operand");
        }
        String path = arguments.operands().getFirst().replaceFirst("(.)/+$", "$1");
        int slash = path.lastIndexOf('/');
        call.print(
                (slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash).replaceFirst("(.)/+$", "$1")) + "\n");
        return 0;
    }

    private static int basename(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.isEmpty()) {
            return call.fail(1, "missing operand");
        }
        String base = FileTools.base(words.getFirst());
        String suffix = words.size() > 1 ? words.get(1) : "";
        boolean cut = base.endsWith(suffix) && !base.equals(suffix);
        call.print((cut ? base.substring(0, base.length() - suffix.length()) : base) + "\n");
        return 0;
    }

    private static int date(Call call, Arguments arguments) throws IOException {
        Instant now = call.time().now();
        List<String> words = arguments.operands();
        if (words.isEmpty()) {
            call.print(DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
                            .format(now.atOffset(ZoneOffset.UTC))
                    + "\n");
            return 0;
        }
        if (!words.getFirst().startsWith("+")) {
            return call.fail(1, "invalid date '" + words.getFirst() + "'");
        }
        StringBuilder out = new StringBuilder();
        String format = words.getFirst().substring(1).replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S");
        for (int i = 0; i < format.length(); i++) {
            boolean directive = format.charAt(i) == '%' && i + 1 < format.length();
            out.append(directive ? dated(format.charAt(++i), now) : String.valueOf(format.charAt(i)));
        }
        call.print(out + "\n");
        return 0;
    }

    private static String dated(char what, Instant now) throws IOException {
        String pattern = switch (what) {
            case 's' -> "";
            case 'Y' -> "yyyy";
            case 'm' -> "MM";
            case 'd' -> "dd";
            case 'H' -> "HH";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'N' -> "nnnnnnnnn";
            case 'j' -> "DDD";
            case 'b' -> "MMM";
            case 'a' -> "EEE";
            case '%' -> "'%'";
            default -> throw new IOException("the format %" + what + " is not known here");
        };
        return pattern.isEmpty()
                ? String.valueOf(now.getEpochSecond())
                : DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(now.atOffset(ZoneOffset.UTC));
    }

    private static int id(Call call, Arguments arguments) throws IOException {
        int uid = call.files().uid();
        int gid = call.files().gid();
        String user = Users.user(call.files(), uid);
        String group = Users.group(call.files(), gid);
        boolean named = arguments.has("n");
        if (arguments.has("u")) {
            call.print((named ? user : uid) + "\n");
        } else if (arguments.has("g")) {
            call.print((named ? group : gid) + "\n");
        } else {
            String both = "gid=" + gid + "(" + group + ")";
            call.print("uid=" + uid + "(" + user + ") " + both + " groups=" + gid + "(" + group + ")\n");
        }
        return 0;
    }

    private static int uname(Call call, Arguments arguments) throws IOException {
        KernelSettings settings = call.process().kernel().settings();
        boolean all = arguments.has("a");
        List<String> words = new java.util.ArrayList<>();
        add(words, all || arguments.has("s") || arguments.options().isEmpty(), "Linux");
        add(words, all || arguments.has("n"), host(call));
        add(words, all || arguments.has("r"), settings.release());
        add(words, all || arguments.has("v"), settings.version());
        add(words, all || arguments.has("m"), settings.machine());
        add(words, all, "GNU/Linux");
        call.print(String.join(" ", words) + "\n");
        return 0;
    }

    private static void add(List<String> words, boolean wanted, String word) {
        if (wanted) {
            words.add(word);
        }
    }

    private static String host(Call call) throws IOException {
        return call.files().text("/proc/sys/kernel/hostname").strip();
    }

    private static int hostname(Call call, Arguments arguments) throws IOException {
        if (!arguments.operands().isEmpty()) {
            return call.fail(1, "you must be root to change the host name");
        }
        call.print(host(call) + "\n");
        return 0;
    }

    private static Program digest(String algorithm) {
        return new Tool(
                new Arguments.Known("cbt", CHECKS),
                false,
                1,
                (call, arguments) -> arguments.has("c")
                        ? check(call, arguments, algorithm)
                        : Input.each(
                                call,
                                arguments.operands(),
                                (name, content) -> call.print(hash(algorithm, content) + "  " + name + "\n")));
    }

    static String hash(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without " + algorithm, e);
        }
    }

    private static int check(Call call, Arguments arguments, String algorithm) throws IOException {
        int[] failed = new int[2];
        int code = Input.each(call, arguments.operands(), (name, content) -> {
            for (String line : Input.lines(Input.text(content), '\n')) {
                checkOne(call, arguments, algorithm, line, failed);
            }
        });
        boolean loud = !arguments.has("status");
        if (failed[1] > 0 && loud) {
            call.fail(0, "WARNING: " + failed[1] + " listed file" + (failed[1] > 1 ? "s" : "") + " could not be read");
        }
        if (failed[0] > 0 && loud) {
            call.fail(
                    0, "WARNING: " + failed[0] + " computed checksum" + (failed[0] > 1 ? "s" : "") + " did NOT match");
        }
        return failed[0] + failed[1] > 0 ? 1 : code;
    }

    private static void checkOne(Call call, Arguments arguments, String algorithm, String line, int[] failed)
            throws IOException {
        int blank = line.indexOf(' ');
        if (blank < 0) {
            return;
        }
        String name = line.substring(Math.min(line.length(), blank + 2));
        boolean loud = !arguments.has("status");
        try {
            boolean same = hash(algorithm, call.files().read(name)).equals(line.substring(0, blank));
            failed[0] += same ? 0 : 1;
            if (loud && !(same && arguments.has("quiet"))) {
                call.print(name + (same ? ": OK\n" : ": FAILED\n"));
            }
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            failed[1]++;
            call.fail(0, name + ": " + refused.getMessage());
            if (loud) {
                call.print(name + ": FAILED open or read\n");
            }
        }
    }

    private static int cmp(Call call, Arguments arguments) throws IOException {
        List<String> names = arguments.operands();
        if (names.size() < 2) {
            return call.fail(2, "missing operand");
        }
        byte[][] contents = new byte[2][];
        for (int i = 0; i < 2; i++) {
            try {
                contents[i] = names.get(i).equals("-")
                        ? Input.standard(call)
                        : call.files().read(names.get(i));
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                return call.fail(2, names.get(i) + ": " + refused.getMessage());
            }
        }
        int at = Arrays.mismatch(contents[0], contents[1]);
        if (at >= 0 && !arguments.has("s")) {
            if (at == Math.min(contents[0].length, contents[1].length)) {
                call.fail(1, "EOF on " + names.get(contents[0].length == at ? 0 : 1));
            } else {
                long line = 1;
                for (int i = 0; i < at; i++) {
                    line += contents[0][i] == '\n' ? 1 : 0;
                }
                call.print(names.get(0) + " " + names.get(1) + " differ: byte " + (at + 1) + ", line " + line + "\n");
            }
        }
        return at < 0 ? 0 : 1;
    }

    private static int cp(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.size() < 2) {
            return call.fail(1, "missing file operand");
        }
        boolean all = arguments.has("a");
        boolean recursive = all || arguments.has("R") || arguments.has("r");
        boolean keep = all || arguments.has("p") || arguments.has("preserve");
        boolean asIs = all || arguments.has("d") || arguments.has("P");
        return cp(call, arguments, new Copier(call.files(), keep, asIs, arguments.has("x")), recursive);
    }

    static int cp(Call call, Arguments arguments, Copier copier, boolean recursive) throws IOException {
        List<String> words = arguments.operands();
        String last = words.getLast();
        boolean into = !arguments.has("T") && FileTools.isDirectory(call.files(), last);
        int code = 0;
        for (String from : words.subList(0, words.size() - 1)) {
            code |= copyOne(call, copier, from, target(call, arguments, from, into ? last : ""), last, into, recursive);
        }
        return code;
    }

    private static String target(Call call, Arguments arguments, String from, String directory) throws IOException {
        if (!arguments.has("parents")) {
            String base = FileTools.base(from);
            return base.isEmpty() || base.equals("..")
                    ? directory
                    : directory.replaceFirst("(?<=.)/+$", "") + "/" + base;
        }
        String path = directory + "/" + from;
        int slash = path.lastIndexOf('/');
        call.files().makeDirectories(path.substring(0, slash));
        return path;
    }

    private static int copyOne(
            Call call, Copier copier, String from, String inside, String last, boolean into, boolean recursive)
            throws IOException {
        String to = into ? inside : last;
        try {
            Stat stat = call.files().lstat(from);
            if (stat.isDirectory() && !recursive) {
                return call.fail(1, "omitting directory '" + from + "'");
            }
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return call.fail(1, "cannot stat '" + from + "': " + refused.getMessage());
        }
        try {
            copier.copy(from, to);
            return 0;
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            return call.fail(1, "error copying '" + from + "' to '" + to + "': " + refused.getMessage());
        }
    }

    private static int ls(Call call, Arguments arguments) throws IOException {
        int code = 0;
        List<String> words = arguments.operands().isEmpty() ? List.of(".") : arguments.operands();
        for (String path : words) {
            try {
                boolean directory =
                        !arguments.has("d") && call.files().stat(path).isDirectory();
                for (String name : directory ? call.files().list(path) : List.of(path)) {
                    boolean hidden = directory && name.startsWith(".") && !arguments.has("a") && !arguments.has("A");
                    if (!hidden) {
                        call.print((arguments.has("l") ? listed(call, directory ? path + "/" + name : name) : "") + name
                                + "\n");
                    }
                }
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(2, "cannot access '" + path + "': " + refused.getMessage());
            }
        }
        return code;
    }

    private static String listed(Call call, String path) throws IOException {
        Stat stat = call.files().lstat(path);
        String when = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .format(Instant.ofEpochSecond(stat.modifiedNanos() / 1_000_000_000L)
                        .atOffset(ZoneOffset.UTC));
        return Modes.shown(stat) + " " + stat.links() + " " + Users.user(call.files(), stat.uid()) + " "
                + Users.group(call.files(), stat.gid()) + " " + stat.size() + " " + when + " ";
    }

    private static int od(Call call, Arguments arguments) throws IOException {
        String type = arguments.value("t", "");
        if (!arguments.value("A", "").equals("n") || !type.equals("x1")) {
            return call.fail(1, "only -An -tx1 is known here");
        }
        long skip = arguments.number("j", 0);
        int limit = (int) arguments.number("N", Integer.MAX_VALUE);
        byte[] content = arguments.operands().isEmpty()
                ? Input.standard(call)
                : part(call, arguments.operands().getFirst(), skip, limit);
        StringBuilder out = new StringBuilder();
        int length = Math.min(limit, content.length);
        for (int i = 0; i < length; i++) {
            out.append(' ').append(HexFormat.of().toHexDigits(content[i]));
            if (i % 16 == 15 || i == length - 1) {
                out.append('\n');
            }
        }
        call.print(out.toString());
        return 0;
    }

    private static byte[] part(Call call, String path, long skip, int limit) throws IOException {
        OpenFile file;
        try {
            file = call.files().open(path, Access.READ);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            throw new IOException(path + ": " + refused.getMessage());
        }
        try {
            byte[] all = new byte
                    [(int) Math.min(
                            limit, Math.max(0, Math.min(file.size() == 0 ? 1 << 20 : file.size() - skip, 1 << 26)))];
            int done = 0;
            for (int n = file.readAt(skip, all, 0, all.length); n > 0 && done < all.length; ) {
                done += n;
                n = done < all.length ? file.readAt(skip + done, all, done, all.length - done) : 0;
            }
            return Arrays.copyOf(all, done);
        } finally {
            file.close();
        }
    }
}
