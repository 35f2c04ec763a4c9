package org.applepie.agent.simulated.shell;

import java.util.List;
import org.applepie.agent.simulated.shell.Word.Arithmetic;
import org.applepie.agent.simulated.shell.Word.Literal;
import org.applepie.agent.simulated.shell.Word.Parameter;
import org.applepie.agent.simulated.shell.Word.Part;
import org.applepie.agent.simulated.shell.Word.Substitution;
import org.jspecify.annotations.Nullable;

/** From words to what they stand for. */
final class Expansion {

    private final Interpreter shell;

    Expansion(Interpreter shell) {
        this.shell = shell;
    }

    /** Words of a command: split, with names looked for. */
    List<String> fields(List<Word> words) {
        Fields fields = new Fields(
                separators(), shell.process().files(), !shell.options().noGlob(), true);
        for (Word word : words) {
            if (word.isOneField()) {
                fields.whole(text(word));
            } else {
                parts(word.parts(), fields, true, true);
                fields.end();
            }
        }
        return fields.all();
    }

    /** One text, neither split nor globbed. */
    String text(Word word) {
        String literal = word.literal();
        if (literal != null) {
            return literal;
        }
        return word.parts().size() == 1
                ? text(word.parts().getFirst(), word)
                : whole(word, false).text();
    }

    /** The text of a word with one part; most are one parameter or one substitution. */
    private String text(Part part, Word word) {
        return switch (part) {
            case Parameter parameter
            when parameter.operator().isEmpty() && !parameter.isList() -> required(parameter, get(parameter.name()));
            case Substitution command -> shell.children().substitute(command.script());
            case Parameter other -> whole(word, false).text();
            case Literal other -> whole(word, false).text();
            case Arithmetic other -> whole(word, false).text();
        };
    }

    String pattern(Word word) {
        String literal = word.literalPattern();
        return literal != null ? literal : whole(word, true).pattern();
    }

    private Fields whole(Word word, boolean patterns) {
        Fields fields = new Fields("", shell.process().files(), false, patterns);
        parts(word.parts(), fields, false, true);
        return fields;
    }

    private String separators() {
        String ifs = shell.variables().get("IFS");
        return ifs == null ? " \t\n" : ifs;
    }

    private void parts(List<Part> parts, Fields fields, boolean split, boolean tilde) {
        for (int i = 0; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case Literal literal ->
                    fields.add(
                            tilde && i == 0 && !literal.quoted()
                                    ? home(literal.text(), parts.size() == 1)
                                    : literal.text(),
                            literal.quoted());
                case Parameter parameter -> parameter(parameter, fields, split);
                case Substitution command ->
                    value(shell.children().substitute(command.script()), command.quoted(), fields, split);
                case Arithmetic arithmetic ->
                    value(
                            String.valueOf(Arithmetics.evaluate(text(arithmetic.expression()), shell.variables())),
                            arithmetic.quoted(),
                            fields,
                            split);
            }
        }
    }

    private String home(String text, boolean alone) {
        if (!(text.equals("~") && alone || text.startsWith("~/"))) {
            return text;
        }
        String home = shell.variables().get("HOME");
        return home != null ? home + text.substring(1) : text;
    }

    private static void value(String value, boolean quoted, Fields fields, boolean split) {
        if (quoted || !split) {
            fields.add(value, quoted);
        } else {
            fields.split(value);
        }
    }

    private void parameter(Parameter parameter, Fields fields, boolean split) {
        boolean list = parameter.isList();
        if (parameter.operator().isEmpty() && list) {
            all(parameter, fields, split);
            return;
        }
        String value = list ? joined(parameter) : get(parameter.name());
        switch (parameter.operator()) {
            case "" -> value(required(parameter, value), parameter.quoted(), fields, split);
            case "length" ->
                value(String.valueOf(required(parameter, value).length()), parameter.quoted(), fields, split);
            case "#", "##", "%", "%%" ->
                value(trimmed(parameter, required(parameter, value)), parameter.quoted(), fields, split);
            default -> conditional(parameter, value, fields, split);
        }
    }

    private void all(Parameter parameter, Fields fields, boolean split) {
        List<String> values = shell.positional();
        if (!split || parameter.quoted() && parameter.name().equals("*")) {
            fields.add(joined(parameter), parameter.quoted());
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                fields.end();
            }
            value(values.get(i), parameter.quoted(), fields, true);
        }
    }

    private String joined(Parameter parameter) {
        String ifs = separators();
        String between = parameter.name().equals("@") ? " " : ifs.isEmpty() ? "" : ifs.substring(0, 1);
        return String.join(between, shell.positional());
    }

    private String required(Parameter parameter, @Nullable String value) {
        if (value != null) {
            return value;
        }
        if (shell.options().has('u') && !parameter.isList()) {
            throw new ShellError(parameter.name() + ": parameter not set");
        }
        return "";
    }

    private void conditional(Parameter parameter, @Nullable String value, Fields fields, boolean split) {
        boolean colon = parameter.operator().startsWith(":");
        boolean given = value != null && !(colon && value.isEmpty());
        char operator = parameter.operator().charAt(colon ? 1 : 0);
        if (operator == '+' ? given : !given && operator == '-') {
            argument(parameter, fields, split);
        } else if (operator == '+') {
            value("", parameter.quoted(), fields, split);
        } else if (given && value != null) {
            value(value, parameter.quoted(), fields, split);
        } else if (operator == '=') {
            String assigned = text(parameter.argument());
            shell.variables().set(parameter.name(), assigned);
            value(assigned, parameter.quoted(), fields, split);
        } else {
            String message = text(parameter.argument());
            String unsaid = colon ? "parameter not set or null" : "parameter not set";
            throw new ShellError(parameter.name() + ": " + (message.isEmpty() ? unsaid : message));
        }
    }

    private void argument(Parameter parameter, Fields fields, boolean split) {
        if (parameter.quoted()) {
            fields.add("", true);
        }
        for (Part part : parameter.argument().parts()) {
            if (part instanceof Literal literal && !literal.quoted()) {
                value(literal.text(), parameter.quoted(), fields, split);
            } else {
                parts(List.of(part), fields, split, false);
            }
        }
    }

    private String trimmed(Parameter parameter, String value) {
        String pattern = pattern(parameter.argument());
        boolean front = parameter.operator().startsWith("#");
        boolean longest = parameter.operator().length() == 2;
        int length = value.length();
        for (int i = 0; i <= length; i++) {
            int cut = longest ? length - i : i;
            String part = front ? value.substring(0, cut) : value.substring(length - cut);
            if (Glob.matches(pattern, part)) {
                return front ? value.substring(cut) : value.substring(0, length - cut);
            }
        }
        return value;
    }

    private @Nullable String get(String name) {
        char c = name.charAt(0);
        if (Character.isDigit(c)) {
            int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
            List<String> values = shell.positional();
            return number == 0 ? shell.name() : number <= values.size() ? values.get(number - 1) : null;
        }
        return switch (name) {
            case "#" -> String.valueOf(shell.positional().size());
            case "?" -> String.valueOf(shell.status());
            case "$" -> String.valueOf(shell.rootPid());
            case "!" ->
                shell.children().lastBackground() == 0
                        ? null
                        : String.valueOf(shell.children().lastBackground());
            case "-" -> shell.options().letters();
            case "LINENO" -> String.valueOf(shell.line());
            default -> shell.variables().get(name);
        };
    }
}
