package org.applepie.agent.simulated.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A word of a script before its expansion. */
record Word(List<Part> parts) {

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
    record Parameter(String name, String operator, Word argument, boolean quoted) implements Part {}

    record Substitution(Script script, boolean quoted) implements Part {}

    record Arithmetic(Word expression, boolean quoted) implements Part {}

    /** The text, if the word is nothing but unquoted text, as a word of the shell's grammar must be. */
    @Nullable
    String plain() {
        return parts.size() == 1 && parts.getFirst() instanceof Literal(String text, boolean quoted) && !quoted
                ? text
                : null;
    }
}
