package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;

/** A command that the shell itself carries out; {@code words} begins with its name. */
@FunctionalInterface
interface Builtin {
    int run(Interpreter shell, List<String> words) throws IOException, InterruptedException;
}
