package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** cat head tail wc sort uniq cut tee seq. */
final class TextTools {

    private TextTools() {}

    static Map<String, Program> all() {
        return Map.of(
                "cat", Tool.of("u", TextTools::cat),
                "head",
                        new Tool(
                                new Arguments.Known("c:n:q", Map.of("bytes", "c", "lines", "n")),
                                false,
                                1,
                                TextTools::head),
                "tail", tail(),
                "wc", Tool.of("clwm", TextTools::wc),
                "sort", Tool.of("urnk:t:zsdo:", TextTools::sort),
                "uniq", Tool.of("cdu", TextTools::uniq),
                "cut", Tool.of("d:f:c:b:s", TextTools::cut),
                "tee", Tool.of("a", TextTools::tee),
                "seq", Tool.of("s:", TextTools::seq));
    }

    private static Program tail() {
        Map<String, String> names = Map.of(
                "bytes", "c", "lines", "n", "pid", "pid=", "version", "version", "follow", "f", "sleep-interval", "s");
        return new Tool(new Arguments.Known("c:n:fFs:q", names), false, 1, TextTools::tail);
    }

    private static int cat(Call call, Arguments arguments) throws IOException {
        int code = 0;
        for (String name : arguments.operands().isEmpty() ? List.of("-") : arguments.operands()) {
            if (name.equals("-")) {
                call.in().transferTo(call.out());
                continue;
            }
            try {
                byte[] content = call.files().read(name);
                call.out().write(content);
            } catch (ErrnoException refused) {
                call.process().checkpoint();
                code = call.fail(1, name + ": " + refused.getMessage());
            }
        }
        return code;
    }

    private static int head(Call call, Arguments arguments) throws IOException {
        long bytes = arguments.number("c", -1);
        long lines = arguments.number("n", 10);
        if (arguments.operands().isEmpty() && bytes >= 0) {
            return headOfInput(call, bytes);
        }
        return Input.each(call, arguments.operands(), (name, content) -> {
            int end = bytes >= 0 ? (int) Math.min(bytes, content.length) : endOfLine(content, lines);
            call.out().write(content, 0, end);
        });
    }

    private static int headOfInput(Call call, long bytes) throws IOException {
        byte[] part = new byte[8192];
        long left = bytes;
        while (left > 0) {
            int count = call.in().read(part, 0, (int) Math.min(left, part.length));
            if (count <= 0) {
                break;
            }
            call.out().write(part, 0, count);
            left -= count;
        }
        return 0;
    }

    private static int endOfLine(byte[] content, long lines) {
        long left = lines;
        int at = 0;
        while (at < content.length && left > 0) {
            left -= content[at++] == '\n' ? 1 : 0;
        }
        return at;
    }

    private static int tail(Call call, Arguments arguments) throws IOException, InterruptedException {
        if (arguments.has("version")) {
            call.print("tail (GNU coreutils)\n");
            return 0;
        }
        int[] ends = new int[1];
        int code = Input.each(call, arguments.operands(), (name, content) -> {
            ends[0] = content.length;
            int from = Math.clamp(tailStart(arguments, content), 0, content.length);
            call.out().write(content, from, content.length - from);
        });
        if (code == 0 && arguments.has("f")) {
            follow(call, arguments, ends[0]);
        }
        return code;
    }

    private static long tailStart(Arguments arguments, byte[] content) throws IOException {
        String bytes = arguments.value("c");
        if (bytes != null) {
            long number = Arguments.bytes(bytes);
            return bytes.startsWith("+") ? Math.max(0, number - 1) : content.length - number;
        }
        String lines = arguments.value("n", "10");
        long number = Arguments.bytes(lines);
        if (lines.startsWith("+")) {
            return endOfLine(content, Math.max(0, number - 1));
        }
        int at = content.length;
        long left = number + (at > 0 && content[at - 1] == '\n' ? 1 : 0);
        while (at > 0 && (content[at - 1] != '\n' || --left > 0)) {
            at--;
        }
        return at;
    }

    private static void follow(Call call, Arguments arguments, int from) throws IOException, InterruptedException {
        long millis = (long) (Double.parseDouble(arguments.value("s", "1")) * 1000);
        int pid = (int) arguments.number("pid", 0);
        OpenFile file = call.files().open(arguments.operands().getFirst(), Access.READ);
        try {
            file.seek(from);
            boolean last = false;
            while (true) {
                copyRest(call, file);
                if (last) {
                    return;
                }
                SimulatedProcess followed =
                        pid == 0 ? null : call.process().kernel().process(pid);
                last = pid != 0 && followed == null;
                if (!last) {
                    call.time().sleep(Duration.ofMillis(Math.max(1, millis)));
                }
            }
        } finally {
            file.close();
        }
    }

    private static void copyRest(Call call, OpenFile file) throws IOException {
        byte[] part = new byte[8192];
        for (int count = file.read(part, 0, part.length); count > 0; count = file.read(part, 0, part.length)) {
            call.out().write(part, 0, count);
        }
    }

    private static int wc(Call call, Arguments arguments) throws IOException {
        boolean named = !arguments.operands().isEmpty();
        List<long[]> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int code = Input.each(call, arguments.operands(), (name, content) -> {
            all.add(count(content));
            names.add(name);
        });
        if (all.size() > 1) {
            all.add(all.stream().reduce(new long[3], (a, b) -> new long[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]}));
            names.add("total");
        }
        boolean several = !arguments.has("l") && !arguments.has("w") && !arguments.has("c") && !arguments.has("m");
        int width = several && !named
                ? 7
                : String.valueOf(all.isEmpty() ? 0 : all.getLast()[2]).length();
        for (int i = 0; i < all.size(); i++) {
            call.print(counted(all.get(i), arguments, several, width) + (named ? " " + names.get(i) : "") + "\n");
        }
        return code;
    }

    private static String counted(long[] counts, Arguments arguments, boolean all, int width) {
        List<String> columns = new ArrayList<>();
        List<String> options = List.of("l", "w", "c");
        long chosen = options.stream().filter(arguments::has).count();
        for (int i = 0; i < 3; i++) {
            if (all || arguments.has(options.get(i)) || i == 2 && arguments.has("m")) {
                columns.add(all || chosen > 1 ? ("%" + width + "d").formatted(counts[i]) : String.valueOf(counts[i]));
            }
        }
        return String.join(" ", columns);
    }

    private static long[] count(byte[] content) {
        long lines = 0;
        long words = 0;
        boolean inside = false;
        for (byte b : content) {
            lines += b == '\n' ? 1 : 0;
            boolean blank = b == ' ' || b >= 9 && b <= 13;
            words += !blank && !inside ? 1 : 0;
            inside = !blank;
        }
        return new long[] {lines, words, content.length};
    }

    private static int sort(Call call, Arguments arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        char end = arguments.has("z") ? '\0' : '\n';
        int code = Input.each(
                call, arguments.operands(), (name, content) -> lines.addAll(Input.lines(Input.text(content), end)));
        Comparator<String> order = order(arguments);
        lines.sort(arguments.has("r") ? order.reversed() : order);
        StringBuilder out = new StringBuilder();
        String before = null;
        for (String line : lines) {
            if (!arguments.has("u") || before == null || order.compare(before, line) != 0) {
                out.append(line).append(end);
            }
            before = line;
        }
        if (arguments.has("o")) {
            call.files().write(arguments.value("o", ""), out.toString().getBytes(StandardCharsets.ISO_8859_1));
        } else {
            call.print(out.toString());
        }
        return code;
    }

    private static Comparator<String> order(Arguments arguments) {
        String key = arguments.value("k", "");
        String separator = arguments.value("t", "");
        int first = key.isEmpty() ? 0 : Integer.parseInt(key.replaceAll("[^0-9].*", "")) - 1;
        boolean numeric = arguments.has("n") || key.endsWith("n");
        Comparator<String> byKey = (left, right) -> {
            String a = field(left, separator, first);
            String b = field(right, separator, first);
            return numeric ? Double.compare(number(a), number(b)) : a.compareTo(b);
        };
        return arguments.has("u") || arguments.has("s") ? byKey : byKey.thenComparing(Comparator.naturalOrder());
    }

    private static String field(String line, String separator, int number) {
        if (number == 0 && separator.isEmpty()) {
            return line;
        }
        String[] fields = separator.isEmpty()
                ? line.strip().split("[ \t]+", -1)
                : line.split(java.util.regex.Pattern.quote(separator), -1);
        return number >= fields.length
                ? ""
                : String.join(separator, Arrays.asList(fields).subList(number, fields.length));
    }

    private static double number(String text) {
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile("\\s*(-?[0-9]*\\.?[0-9]+)").matcher(text);
        return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static int uniq(Call call, Arguments arguments) throws IOException {
        return Input.each(call, arguments.operands(), (name, content) -> {
            List<String> lines = Input.lines(Input.text(content), '\n');
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < lines.size(); ) {
                int from = i;
                while (i < lines.size() && lines.get(i).equals(lines.get(from))) {
                    i++;
                }
                boolean shown = arguments.has("d") ? i - from > 1 : !arguments.has("u") || i - from == 1;
                if (shown) {
                    out.append(arguments.has("c") ? "%7d ".formatted(i - from) : "")
                            .append(lines.get(from))
                            .append('\n');
                }
            }
            call.print(out.toString());
        });
    }

    private static int cut(Call call, Arguments arguments) throws IOException {
        boolean fields = arguments.has("f");
        String list = arguments.value("f", arguments.value("c", arguments.value("b", "")));
        if (list.isEmpty()) {
            return call.fail(1, "you must specify a list of bytes, characters, or fields");
        }
        String separator = arguments.value("d", "\t");
        return Input.each(call, arguments.operands(), (name, content) -> {
            StringBuilder out = new StringBuilder();
            for (String line : Input.lines(Input.text(content), '\n')) {
                if (fields && !line.contains(separator)) {
                    out.append(arguments.has("s") ? "" : line + "\n");
                } else {
                    List<String> parts = fields
                            ? Arrays.asList(line.split(java.util.regex.Pattern.quote(separator), -1))
                            : Arrays.asList(line.split(""));
                    out.append(String.join(fields ? separator : "", chosen(parts, list)))
                            .append('\n');
                }
            }
            call.print(out.toString());
        });
    }

    private static List<String> chosen(List<String> parts, String list) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (String range : list.split(",")) {
            int dash = range.indexOf('-');
            int from = dash == 0 ? 1 : Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int to = dash < 0
                    ? from
                    : dash == range.length() - 1 ? parts.size() : Integer.parseInt(range.substring(dash + 1));
            for (int i = from; i <= Math.min(to, parts.size()); i++) {
                numbers.add(i);
            }
        }
        return numbers.stream().map(number -> parts.get(number - 1)).toList();
    }

    /** Passes on what comes as it comes. */
    private static int tee(Call call, Arguments arguments) throws IOException {
        List<OpenFile> files = new ArrayList<>();
        try {
            for (String name : arguments.operands()) {
                files.add(
                        arguments.has("a")
                                ? call.files().open(name, Access.WRITE, Access.CREATE, Access.APPEND)
                                : call.files().open(name, Access.WRITE, Access.CREATE, Access.TRUNCATE));
            }
            byte[] bytes = new byte[8192];
            for (int count = call.in().read(bytes);
                    count >= 0;
                    count = call.in().read(bytes)) {
                call.out().write(bytes, 0, count);
                for (OpenFile file : files) {
                    file.write(bytes, 0, count);
                }
            }
        } finally {
            files.forEach(OpenFile::close);
        }
        return 0;
    }

    private static int seq(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        if (words.isEmpty()) {
            return call.fail(1, "missing operand");
        }
        long from = words.size() > 1 ? Long.parseLong(words.getFirst()) : 1;
        long step = words.size() > 2 ? Long.parseLong(words.get(1)) : 1;
        long to = Long.parseLong(words.getLast());
        StringBuilder out = new StringBuilder();
        String separator = arguments.value("s", "\n");
        for (long i = from; step > 0 ? i <= to : i >= to; i += step) {
            out.append(out.isEmpty() ? "" : separator).append(i);
        }
        call.print(out.isEmpty() ? "" : out + "\n");
        return 0;
    }
}
