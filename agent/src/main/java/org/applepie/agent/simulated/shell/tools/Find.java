package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.FilePattern;

/** find of findutils, with those of its tests and actions that scripts of ours use. */
final class Find {

    private interface Condition {
        boolean holds(String path, Stat stat, int depth) throws IOException;
    }

    /** The expression makes no sense. */
    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final String text;

        Wrong(String text) {
            super(text);
            this.text = text;
        }
    }

    private static final String NO_END = "missing argument to `-exec'";

    private final Call call;
    private final List<String> words;
    private Condition wanted = (path, stat, depth) -> true;
    private int at;
    private String base = "";
    private boolean pruned;
    private int least;
    private int most = Integer.MAX_VALUE;
    private boolean oneFileSystem;
    private boolean prints;
    private int code;
    /** Whether times are told to the nanosecond, as since findutils 4.3. */
    private final boolean fine;

    private Find(Call call, List<String> words, boolean fine) {
        this.fine = fine;
        this.words = words;
        this.call = call;
    }

    static int run(Call call) throws IOException {
        return run(call, false);
    }

    /** As findutils 4.9 does. */
    static int current(Call call) throws IOException {
        return run(call, true);
    }

    private static int run(Call call, boolean fine) throws IOException {
        List<String> words = call.arguments();
        int first = 0;
        while (first < words.size() && !words.get(first).matches("-.+|[(!]")) {
            first++;
        }
        Find find = new Find(call, words.subList(first, words.size()), fine);
        try {
            find.expression();
        } catch (Wrong wrong) {
            return call.fail(1, wrong.text);
        }
        for (String start : first == 0 ? List.of(".") : words.subList(0, first)) {
            find.start(start);
        }
        return find.code;
    }

    private void expression() throws Wrong {
        Condition all = words.isEmpty() ? (path, stat, depth) -> true : either();
        if (at < words.size()) {
            throw new Wrong("paths must precede expression");
        }
        wanted = prints ? all : (path, stat, depth) -> all.holds(path, stat, depth) && print(path + "\n");
    }

    private boolean sees(String word) {
        return at < words.size() && words.get(at).equals(word);
    }

    private Condition either() throws Wrong {
        Condition left = both();
        while (sees("-o") || sees("-or")) {
            at++;
            Condition one = left;
            Condition other = both();
            left = (path, stat, depth) -> one.holds(path, stat, depth) || other.holds(path, stat, depth);
        }
        return left;
    }

    private Condition both() throws Wrong {
        Condition left = negated();
        while (at < words.size() && !sees("-o") && !sees("-or") && !sees(")")) {
            at += sees("-a") || sees("-and") ? 1 : 0;
            Condition one = left;
            Condition other = negated();
            left = (path, stat, depth) -> one.holds(path, stat, depth) && other.holds(path, stat, depth);
        }
        return left;
    }

    private Condition negated() throws Wrong {
        if (sees("!") || sees("-not")) {
            at++;
            Condition not = negated();
            return (path, stat, depth) -> !not.holds(path, stat, depth);
        }
        if (!sees("(")) {
            return term();
        }
        at++;
        Condition inside = either();
        if (!sees(")")) {
            throw new Wrong("invalid expression");
        }
        at++;
        return inside;
    }

    private boolean print(String text) throws IOException {
        call.print(text);
        return true;
    }

    private Condition term() throws Wrong {
        String word = value("invalid expression");
        return switch (word) {
            case "-xdev", "-mount" -> {
                oneFileSystem = true;
                yield (path, stat, depth) -> true;
            }
            case "-print" -> action((path, stat, depth) -> print(path + "\n"));
            case "-print0" -> action((path, stat, depth) -> print(path + "\0"));
            case "-prune" ->
                (path, stat, depth) -> {
                    pruned = true;
                    return true;
                };
            case "-exec" -> action(execution());
            default -> valued(word, value("missing argument to `" + word + "'"));
        };
    }

    private String value(String complaint) throws Wrong {
        if (at >= words.size()) {
            throw new Wrong(complaint);
        }
        return words.get(at++);
    }

    private Condition valued(String word, String value) throws Wrong {
        return switch (word) {
            case "-maxdepth" -> {
                most = Integer.parseInt(value);
                yield (path, stat, depth) -> true;
            }
            case "-mindepth" -> {
                least = Integer.parseInt(value);
                yield (path, stat, depth) -> true;
            }
            case "-type" -> (path, stat, depth) -> value.indexOf(stat.type().letter()) >= 0;
            case "-name" -> (path, stat, depth) -> FilePattern.matches(value, FileTools.base(path));
            case "-path" -> (path, stat, depth) -> FilePattern.matches(value, path);
            case "-lname" ->
                (path, stat, depth) -> stat.isSymlink()
                        && FilePattern.matches(value, call.files().readLink(path));
            case "-perm" -> permission(value);
            case "-printf" -> action((path, stat, depth) -> print(formatted(value, path, stat)));
            default -> throw new Wrong("unknown predicate '" + word + "'");
        };
    }

    private static Condition permission(String value) throws Wrong {
        if (!value.matches("[-+/]?[0-7]+")) {
            throw new Wrong("invalid mode `" + value + "'");
        }
        int bits = Integer.parseInt(value.replaceFirst("^[-+/]", ""), 8);
        return switch (value.charAt(0)) {
            case '-' -> (path, stat, depth) -> (stat.mode() & bits) == bits;
            case '+', '/' -> (path, stat, depth) -> bits == 0 || (stat.mode() & bits) != 0;
            default -> (path, stat, depth) -> (stat.mode() & 07777) == bits;
        };
    }

    private Condition execution() throws Wrong {
        List<String> command = new ArrayList<>();
        for (String word = value(NO_END); !word.equals(";"); word = value(NO_END)) {
            command.add(word);
        }
        return (path, stat, depth) -> {
            List<String> argv =
                    command.stream().map(word -> word.replace("{}", path)).toList();
            try {
                return call.process().run(call.process().launch(argv)) == 0;
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                call.fail(1, argv.getFirst() + ": " + refused.getMessage());
                return false;
            }
        };
    }

    private Condition action(Condition action) {
        prints = true;
        return action;
    }

    private void start(String path) throws IOException {
        base = path;
        try {
            walk(path, call.files().lstat(path), call.files().lstat(path).device(), 0);
        } catch (ErrnoException refused) {
            call.process().checkpoint();
            code = call.fail(1, "'" + path + "': " + refused.getMessage());
        }
    }

    private void walk(String path, Stat stat, DeviceNumber device, int depth) throws IOException {
        pruned = false;
        if (depth >= least) {
            wanted.holds(path, stat, depth);
        }
        boolean elsewhere = oneFileSystem && !stat.device().equals(device);
        if (pruned || !stat.isDirectory() || depth >= most || elsewhere) {
            return;
        }
        for (String name : call.files().list(path)) {
            String below = path.endsWith("/") ? path + name : path + "/" + name;
            try {
                walk(below, call.files().lstat(below), device, depth + 1);
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(1, "'" + below + "': " + refused.getMessage());
            }
        }
    }

    private String formatted(String format, String path, Stat stat) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            char next = i + 1 < format.length() ? format.charAt(i + 1) : '\0';
            if (format.startsWith("%T@", i)) {
                i += 2;
                out.append(Math.floorDiv(stat.modifiedNanos(), 1_000_000_000L));
                if (fine) {
                    out.append(".%09d0".formatted(Math.floorMod(stat.modifiedNanos(), 1_000_000_000L)));
                }
            } else if (c == '%') {
                i++;
                out.append(one(next, path, stat));
            } else if (c == '\\') {
                i++;
                out.append(next == 'n' ? "\n" : next == 't' ? "\t" : next == '0' ? "\0" : String.valueOf(next));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private String one(char what, String path, Stat stat) throws IOException {
        return switch (what) {
            case 'f' -> FileTools.base(path);
            case 'p' -> path;
            case 'P' ->
                path.length() > base.length() ? path.substring(base.length()).replaceFirst("^/", "") : "";
            case 'l' -> stat.isSymlink() ? call.files().readLink(path) : "";
            case 's' -> String.valueOf(stat.size());
            case 'm' -> Integer.toOctalString(stat.mode());
            case 'y' -> String.valueOf(stat.type().letter());
            case 'i' -> String.valueOf(stat.inode());
            case 'n' -> String.valueOf(stat.links());
            case 'U' -> String.valueOf(stat.uid());
            case 'G' -> String.valueOf(stat.gid());
            case '%' -> "%";
            default -> throw new IOException("the format %" + what + " is not known here");
        };
    }
}
