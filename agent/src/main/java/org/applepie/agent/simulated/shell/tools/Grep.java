package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** grep. */
final class Grep {

    private Grep() {}

    static Program program() {
        Map<String, String> names = Map.of(
                "quiet",
                "q",
                "invert-match",
                "v",
                "extended-regexp",
                "E",
                "fixed-strings",
                "F",
                "count",
                "c",
                "text",
                "a",
                "recursive",
                "r",
                "include",
                "include=");
        return new Tool(new Arguments.Known("aEvxFqwcilone:hsHm:r", names), false, 2, Grep::run);
    }

    private static int run(Call call, Arguments arguments) throws IOException {
        List<String> words = arguments.operands();
        String given = arguments.value("e");
        if (given == null && words.isEmpty()) {
            call.warn("Usage: grep [OPTION]... PATTERNS [FILE]...\n");
            return 2;
        }
        Pattern pattern = pattern(given == null ? words.getFirst() : given, arguments);
        GrepFiles search = new GrepFiles(call, arguments, given == null ? words.subList(1, words.size()) : words);
        List<String> files = search.all();
        boolean named = (search.several() || arguments.has("H")) && !arguments.has("h");
        boolean[] found = new boolean[1];
        int code = files.isEmpty()
                ? 0
                : Input.each(
                        call,
                        files,
                        (name, content) -> found[0] |=
                                file(call, arguments, pattern, named ? name + ":" : "", Input.text(content)));
        return code != 0 && !(found[0] && arguments.has("q")) ? 2 : found[0] ? 0 : 1;
    }

    private static Pattern pattern(String text, Arguments arguments) throws IOException {
        int flags = arguments.has("i") ? Pattern.CASE_INSENSITIVE : 0;
        String joined = Arrays.stream(text.split("\n", -1))
                .map(line -> arguments.has("F") ? Pattern.quote(line) : line)
                .collect(Collectors.joining(arguments.has("F") || arguments.has("E") ? "|" : "\\|"));
        return arguments.has("F")
                ? Pattern.compile(joined, flags)
                : Expressions.compile(joined, arguments.has("E"), flags);
    }

    private static boolean file(Call call, Arguments arguments, Pattern pattern, String prefix, String text)
            throws IOException {
        long limit = arguments.number("m", Long.MAX_VALUE);
        long count = 0;
        long number = 0;
        StringBuilder out = new StringBuilder();
        for (String line : Input.lines(text, '\n')) {
            number++;
            if (count < limit && matches(arguments, pattern, line) != arguments.has("v")) {
                count++;
                String shown = prefix + (arguments.has("n") ? number + ":" : "");
                out.append(arguments.has("o") ? only(shown, pattern.matcher(line)) : shown + line + "\n");
            }
        }
        if (arguments.has("c") && !arguments.has("q")) {
            call.print(prefix + count + "\n");
        } else if (arguments.has("l") && count > 0) {
            call.print(prefix.isEmpty() ? "(standard input)\n" : prefix.substring(0, prefix.length() - 1) + "\n");
        } else if (!arguments.has("q") && !arguments.has("l")) {
            call.print(out.toString());
        }
        return count > 0;
    }

    private static String only(String prefix, Matcher matcher) {
        return matcher.results()
                .filter(result -> !result.group().isEmpty())
                .map(result -> prefix + result.group() + "\n")
                .collect(Collectors.joining());
    }

    private static boolean matches(Arguments arguments, Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (arguments.has("x")) {
            return matcher.matches();
        }
        while (matcher.find()) {
            boolean free = !isWord(line, matcher.start() - 1) && !isWord(line, matcher.end());
            if (free || !arguments.has("w")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String line, int at) {
        return at >= 0 && at < line.length() && (line.charAt(at) == '_' || Character.isLetterOrDigit(line.charAt(at)));
    }
}
