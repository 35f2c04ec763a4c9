package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Those builtins of the shell that also exist as programs. */
public final class ShellTools {

    private ShellTools() {}

    /** By name. */
    public static Map<String, Program> all() {
        return Map.of(
                "true", call -> 0,
                "false", call -> 1,
                "echo", ShellTools::echo,
                "printf", ShellTools::printf,
                "test", ShellTools::test,
                "[", ShellTools::test,
                "kill", call -> Kill.run(call.process(), call.arguments(), message -> call.fail(1, message)));
    }

    private static int echo(Call call) throws IOException {
        call.print(Echo.text(call.arguments(), Dialect.BASH2));
        return 0;
    }

    private static int printf(Call call) throws IOException {
        if (call.arguments().isEmpty()) {
            return call.fail(1, "missing operand");
        }
        Printf.Result result = Printf.format(
                call.arguments().getFirst(),
                call.arguments().subList(1, call.arguments().size()));
        call.print(result.text());
        for (String complaint : result.complaints()) {
            call.fail(1, complaint);
        }
        return result.complaints().isEmpty() ? 0 : 1;
    }

    private static int test(Call call) throws IOException {
        List<String> words = new ArrayList<>(List.of(call.name()));
        words.addAll(call.arguments());
        try {
            return Test.evaluate(words, call.process()) ? 0 : 1;
        } catch (Test.Malformed malformed) {
            return call.fail(2, malformed.text());
        }
    }
}
