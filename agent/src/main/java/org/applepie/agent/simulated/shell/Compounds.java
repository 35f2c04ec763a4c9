package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;

/** Compound commands: lists, conditions, loops, groups. Each gives its exit code. */
final class Compounds {

    private final Interpreter shell;

    Compounds(Interpreter shell) {
        this.shell = shell;
    }

    int sequence(Ast.Sequence sequence, boolean tested) throws IOException, InterruptedException {
        int code = 0;
        for (Ast each : sequence.commands()) {
            code = shell.run(each, tested);
            if (shell.isSkipping()) {
                break;
            }
        }
        return code;
    }

    int andOr(Ast.AndOr andOr, boolean tested) throws IOException, InterruptedException {
        int left = shell.run(andOr.left(), true);
        return !shell.isSkipping() && (left == 0) == andOr.and() ? shell.run(andOr.right(), tested) : left;
    }

    int choice(Ast.If choice, boolean tested) throws IOException, InterruptedException {
        int condition = shell.run(choice.condition(), true);
        if (shell.isSkipping()) {
            return condition;
        }
        Ast otherwise = choice.otherwise();
        return condition == 0 ? shell.run(choice.then(), tested) : otherwise == null ? 0 : shell.run(otherwise, tested);
    }

    int choose(Ast.Case choice, boolean tested) throws IOException, InterruptedException {
        String subject = shell.expansion().text(choice.subject());
        for (Ast.Clause clause : choice.clauses()) {
            for (Word pattern : clause.patterns()) {
                if (Glob.matches(shell.expansion().pattern(pattern), subject)) {
                    return sequenceOf(clause.body(), tested);
                }
            }
        }
        return 0;
    }

    private int sequenceOf(Ast body, boolean tested) throws IOException, InterruptedException {
        return body instanceof Ast.Sequence sequence && sequence.commands().isEmpty() ? 0 : shell.run(body, tested);
    }

    int loop(Ast.Loop loop, boolean tested) throws IOException, InterruptedException {
        int code = 0;
        shell.enterLoop();
        try {
            while (true) {
                boolean holds = shell.run(loop.condition(), true) == 0;
                if (shell.leavesLoop() || holds == loop.until()) {
                    return shell.isReturning() ? shell.status() : code;
                }
                code = shell.run(loop.body(), tested);
                if (shell.leavesLoop()) {
                    return shell.isReturning() ? shell.status() : code;
                }
            }
        } finally {
            shell.exitLoop();
        }
    }

    int forEach(Ast.For loop, boolean tested) throws IOException, InterruptedException {
        List<Word> words = loop.words();
        int code = 0;
        shell.enterLoop();
        try {
            for (String value :
                    words == null ? shell.positional() : shell.expansion().fields(words)) {
                shell.variables().set(loop.name(), value);
                code = shell.run(loop.body(), tested);
                if (shell.leavesLoop()) {
                    break;
                }
            }
            return code;
        } finally {
            shell.exitLoop();
        }
    }

    int pipeline(Ast.Pipeline pipeline, boolean tested) throws IOException, InterruptedException {
        int code = pipeline.commands().size() == 1
                ? shell.run(pipeline.commands().getFirst(), tested || pipeline.negated())
                : shell.children().piped(pipeline.commands());
        return !pipeline.negated() || shell.isSkipping() ? code : code == 0 ? 1 : 0;
    }

    int redirected(Ast.Redirected redirected, boolean tested) throws IOException, InterruptedException {
        if (redirected.command() instanceof Ast.Subshell subshell) {
            return shell.children().inChild(subshell.body(), redirected.redirections(), tested);
        }
        Redirections redirections = new Redirections(shell, shell.process(), true);
        try {
            if (!redirections.apply(redirected.redirections())) {
                return 2;
            }
            return shell.run(redirected.command(), tested);
        } finally {
            redirections.undo();
        }
    }

    int subshell(Ast.Subshell subshell, boolean tested) throws IOException, InterruptedException {
        return shell.children().inChild(subshell.body(), List.of(), tested);
    }
}
