package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.shell.Call;
import org.jspecify.annotations.Nullable;

/** sed, as far as the commands s p d q = and groups of them go. */
final class Sed {

    private interface Address {
        boolean holds(String line, long number, boolean last);
    }

    private record Command(
            @Nullable Address from,
            @Nullable Address to,
            long toLine,
            boolean negated,
            char name,
            List<Command> group,
            @Nullable Pattern pattern,
            String replacement,
            String flags,
            boolean[] inside) {}

    /** What a script that is none gets told. */
    private static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(int at, String what) {
            super("-e expression #1, char " + at + ": " + what);
        }
    }

    private final String script;
    private final boolean extended;
    private int at;
    private final boolean quiet;
    private boolean deleted;
    private boolean stopped;
    private final StringBuilder out = new StringBuilder();

    private Sed(String script, boolean extended, boolean quiet) {
        this.script = script;
        this.extended = extended;
        this.quiet = quiet;
    }

    static int run(Call call) throws IOException {
        boolean quiet = false;
        boolean extended = false;
        StringBuilder script = new StringBuilder();
        List<String> operands = new ArrayList<>();
        List<String> words = call.arguments();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-n" -> quiet = true;
                case "-E", "-r" -> extended = true;
                case "-ne", "-e" -> {
                    quiet |= words.get(i).equals("-ne");
                    script.append(++i < words.size() ? words.get(i) : "").append('\n');
                }
                default -> {
                    if (words.get(i).startsWith("-") && words.get(i).length() > 1) {
                        return call.fail(1, "invalid option -- '" + words.get(i).charAt(1) + "'");
                    }
                    operands.add(words.get(i));
                }
            }
        }
        if (script.isEmpty()) {
            if (operands.isEmpty()) {
                call.warn("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n");
                return 1;
            }
            script.append(operands.removeFirst());
        }
        Sed sed = new Sed(script.toString(), extended, quiet);
        List<Command> commands = sed.commands(false);
        StringBuilder text = new StringBuilder();
        int code = Input.each(call, operands, (name, content) -> text.append(Input.text(content)));
        sed.edit(commands, text.toString());
        call.print(sed.out.toString());
        return code == 0 ? 0 : 2;
    }

    private void edit(List<Command> commands, String text) {
        List<String> lines = Input.lines(text, '\n');
        for (int i = 0; i < lines.size() && !stopped; i++) {
            boolean last = i == lines.size() - 1;
            String end = last && !text.endsWith("\n") ? "" : "\n";
            deleted = false;
            String line = apply(commands, lines.get(i), i + 1, last, end);
            if (!quiet && !deleted) {
                out.append(line).append(end);
            }
        }
    }

    private String apply(List<Command> commands, String given, long number, boolean last, String end) {
        String line = given;
        for (Command command : commands) {
            if (deleted || stopped || selects(command, line, number, last) == command.negated) {
                continue;
            }
            switch (command.name) {
                case '{' -> line = apply(command.group, line, number, last, end);
                case 'p' -> out.append(line).append(end);
                case 'd' -> deleted = true;
                case 'q' -> stopped = true;
                case '=' -> out.append(number).append('\n');
                default -> line = substitute(command, line, end);
            }
        }
        return line;
    }

    private static boolean selects(Command command, String line, long number, boolean last) {
        if (command.from == null) {
            return true;
        }
        if (command.to == null) {
            return command.from.holds(line, number, last);
        }
        if (command.inside[0]) {
            command.inside[0] = command.toLine > 0 ? number < command.toLine : !command.to.holds(line, number, last);
            return command.toLine == 0 || number <= command.toLine;
        }
        if (command.from.holds(line, number, last)) {
            command.inside[0] = (command.toLine == 0 || number < command.toLine) && !last;
            return true;
        }
        return false;
    }

    private String substitute(Command command, String line, String end) {
        Pattern pattern = command.pattern;
        if (pattern == null) {
            return line;
        }
        Matcher matcher = pattern.matcher(line);
        boolean all = command.flags.contains("g");
        String digits = command.flags.replaceAll("[^0-9]", "");
        int wanted = digits.isEmpty() ? 1 : Integer.parseInt(digits);
        StringBuilder result = new StringBuilder();
        int found = 0;
        boolean changed = false;
        int from = 0;
        while (matcher.find()) {
            found++;
            if (found == wanted || all && found > wanted) {
                result.append(line, from, matcher.start()).append(replaced(command.replacement, matcher));
                from = matcher.end();
                changed = true;
            }
        }
        result.append(line.substring(from));
        if (changed && command.flags.contains("p")) {
            out.append(result).append(end);
        }
        return result.toString();
    }

    private static String replaced(String replacement, Matcher matcher) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '&') {
                text.append(matcher.group());
            } else if (c == '\\' && i + 1 < replacement.length()) {
                char next = replacement.charAt(++i);
                boolean group = next >= '1' && next <= '9' && next - '0' <= matcher.groupCount();
                String value = group ? matcher.group(next - '0') : null;
                text.append(
                        group
                                ? value == null ? "" : value
                                : next == 'n' ? "\n" : next == 't' ? "\t" : String.valueOf(next));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private char peek() {
        return at < script.length() ? script.charAt(at) : '\0';
    }

    private void blanks(String which) {
        while (at < script.length() && which.indexOf(peek()) >= 0) {
            at++;
        }
    }

    private List<Command> commands(boolean inGroup) throws IOException {
        List<Command> commands = new ArrayList<>();
        for (blanks(" \t\n;"); at < script.length(); blanks(" \t\n;")) {
            if (peek() == '}') {
                if (!inGroup) {
                    throw new Malformed(at + 1, "unexpected `}'");
                }
                at++;
                return commands;
            }
            if (peek() == '#') {
                blanks(script.substring(at).lines().findFirst().orElse("#"));
                continue;
            }
            commands.add(command());
        }
        if (inGroup) {
            throw new Malformed(0, "unmatched `{'");
        }
        return commands;
    }

    private Command command() throws IOException {
        Address from = address();
        long toLine = 0;
        Address to = null;
        if (from != null && peek() == ',') {
            at++;
            blanks(" ");
            int start = at;
            to = address();
            String text = script.substring(start, at);
            toLine = text.matches("[0-9]+") ? Long.parseLong(text) : 0;
        }
        blanks(" \t");
        boolean negated = peek() == '!';
        at += negated ? 1 : 0;
        blanks(" \t!");
        char name = peek();
        at++;
        boolean[] inside = new boolean[1];
        return switch (name) {
            case '{' -> new Command(from, to, toLine, negated, name, commands(true), null, "", "", inside);
            case 'p', 'd', 'q', '=' -> new Command(from, to, toLine, negated, name, List.of(), null, "", "", inside);
            case 's' -> {
                char separator = peek();
                Pattern pattern = Expressions.compile(until(separator), extended, 0);
                at--;
                String replacement = until(separator);
                int start = at;
                blanks("gpI0123456789");
                yield new Command(
                        from,
                        to,
                        toLine,
                        negated,
                        name,
                        List.of(),
                        pattern,
                        replacement,
                        script.substring(start, at),
                        inside);
            }
            default -> throw new Malformed(at, name == 0 ? "missing command" : "unknown command: `" + name + "'");
        };
    }

    private @Nullable Address address() throws IOException {
        if (peek() == '$') {
            at++;
            return (line, number, last) -> last;
        }
        if (peek() == '/') {
            Pattern pattern = Expressions.compile(until('/'), extended, 0);
            return (line, number, last) -> pattern.matcher(line).find();
        }
        int start = at;
        blanks("0123456789");
        if (start == at) {
            return null;
        }
        long wanted = Long.parseLong(script.substring(start, at));
        return (line, number, last) -> number == wanted;
    }

    /** What stands between this separator and the next; afterwards the place is after the second. */
    private String until(char separator) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean bracket = false;
        for (at++; at < script.length(); at++) {
            char c = peek();
            if (c == '\\' && at + 1 < script.length()) {
                boolean own = script.charAt(at + 1) == separator;
                text.append(own ? "" : "\\").append(script.charAt(++at));
                continue;
            }
            if (c == separator && !bracket) {
                at++;
                return text.toString();
            }
            bracket = c == '[' || bracket && c != ']';
            text.append(c);
        }
        throw new Malformed(script.length(), "unterminated `s' command");
    }
}
