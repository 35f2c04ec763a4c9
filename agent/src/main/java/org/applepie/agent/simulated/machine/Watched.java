package org.applepie.agent.simulated.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.applepie.agent.simulated.shell.Program;

/** Programs that tell that they are run, before they begin. */
final class Watched {

    private Watched() {}

    /** @param by is told name and arguments */
    static Map<String, Program> each(Map<String, Program> programs, Consumer<List<String>> by) {
        Map<String, Program> watched = new HashMap<>(programs);
        watched.replaceAll((name, program) -> name.equals("sh") ? program : watched(program, by));
        return watched;
    }

    private static Program watched(Program program, Consumer<List<String>> by) {
        return call -> {
            List<String> words = new ArrayList<>(List.of(call.name()));
            words.addAll(call.arguments());
            by.accept(words);
            return program.run(call);
        };
    }
}
