package org.applepie.agent.simulated.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The grammar of the shell as a tree. */
sealed interface Ast {

    record Assignment(String name, Word value) {}

    /**
     * A redirection.
     *
     * @param operator one of {@code < > >> >| <> <& >& <<}
     * @param target file, descriptor or, for a here-document, its content
     */
    record Redirection(int descriptor, String operator, Word target) {}

    record Simple(List<Assignment> assignments, List<Word> words, List<Redirection> redirections, int line)
            implements Ast {}

    record Pipeline(boolean negated, List<Ast> commands) implements Ast {}

    record AndOr(Ast left, boolean and, Ast right) implements Ast {}

    record Sequence(List<Ast> commands) implements Ast {}

    record Background(Ast command) implements Ast {}

    record Subshell(Ast body) implements Ast {}

    record Group(Ast body) implements Ast {}

    record If(Ast condition, Ast then, @Nullable Ast otherwise) implements Ast {}

    record Loop(boolean until, Ast condition, Ast body) implements Ast {}

    /** @param words null for the positional parameters */
    record For(String name, @Nullable List<Word> words, Ast body) implements Ast {}

    record Case(Word subject, List<Clause> clauses) implements Ast {}

    record Clause(List<Word> patterns, Ast body) {}

    record Function(String name, Ast body) implements Ast {}

    record Redirected(Ast command, List<Redirection> redirections) implements Ast {}
}
