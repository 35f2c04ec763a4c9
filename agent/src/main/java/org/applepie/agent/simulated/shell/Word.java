package org.applepie.agent.simulated.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word of a script before its expansion. What can be said of it once and for all is found out when it is read. */
final class Word {

    static final Word EMPTY = new Word(List.of());

    /** A piece of a word; {@code quoted} pieces are neither split nor taken for patterns. */
    sealed interface Part {
        boolean quoted();
    }

    record Literal(String text, boolean quoted) implements Part {}

    /**
     * ${name operator argument}.
     *
     * @param operator empty, or one of :- :+ := :? and their forms without a colon, # ## % %%, or length
     */
    record Parameter(String name, String operator, Word argument, boolean quoted) implements Part {

        boolean isList() {
            return name.equals("@") || name.equals("*");
        }
    }

    record Substitution(Script script, boolean quoted) implements Part {}

    record Arithmetic(Word expression, boolean quoted) implements Part {}

    private final List<Part> parts;
    private final @Nullable String literal;
    private final boolean oneField;
    private @Nullable String pattern;

    /** @param parts may be added to by a here-document, whose text is asked for and nothing else */
    Word(List<Part> parts) {
        this.parts = parts;
        literal = literal(parts);
        oneField = !parts.isEmpty() && !startsWithTilde(parts) && isOneField(parts);
    }

    List<Part> parts() {
        return parts;
    }

    private static @Nullable String literal(List<Part> parts) {
        if (parts.isEmpty() || startsWithTilde(parts)) {
            return null;
        }
        String text = "";
        for (Part part : parts) {
            if (!(part instanceof Literal literal)) {
                return null;
            }
            text = text.isEmpty() ? literal.text : text + literal.text;
        }
        return text;
    }

    private static boolean startsWithTilde(List<Part> parts) {
        return parts.getFirst() instanceof Literal(String text, boolean quoted) && !quoted && text.startsWith("~");
    }

    private static boolean isOneField(List<Part> parts) {
        if (parts.size() == 1 && parts.getFirst() instanceof Literal literal && !literal.quoted) {
            return !Glob.isPattern(literal.text);
        }
        for (Part part : parts) {
            if (!isOne(part)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it becomes part of one field, whatever it holds, and no pattern. A bracket may be closed by another part. */
    private static boolean isOne(Part part) {
        return switch (part) {
            case Literal(String text, boolean quoted) -> quoted || !Glob.isPattern(text) && text.indexOf('[') < 0;
            case Parameter parameter -> parameter.quoted && isOne(parameter);
            case Substitution substitution -> substitution.quoted;
            case Arithmetic arithmetic -> arithmetic.quoted;
        };
    }

    private static boolean isOne(Parameter parameter) {
        if (parameter.name.equals("@")) {
            return false;
        }
        for (Part part : parameter.argument.parts) {
            if (!(part instanceof Literal) && !isOne(part)) {
                return false;
            }
        }
        return true;
    }

    /** What it stands for, if that is the same wherever it stands; null if not. */
    @Nullable
    String literal() {
        return literal;
    }

    /** Whether a command gets exactly one argument of it, which is its text. */
    boolean isOneField() {
        return oneField;
    }

    /** The literal as a pattern: what was quoted stands for itself. Null where there is no literal. */
    @Nullable
    String literalPattern() {
        if (pattern == null && literal != null) {
            StringBuilder escaped = new StringBuilder();
            for (Part part : parts) {
                Fields.append(escaped, ((Literal) part).text, part.quoted());
            }
            pattern = escaped.toString();
        }
        return pattern;
    }

    /** The text, if the word is nothing but unquoted text, as a word of the shell's grammar must be. */
    @Nullable
    String plain() {
        return parts.size() == 1 && parts.getFirst() instanceof Literal(String text, boolean quoted) && !quoted
                ? text
                : null;
    }
}
