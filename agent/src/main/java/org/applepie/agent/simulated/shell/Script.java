package org.applepie.agent.simulated.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script as far as it can be understood: what comes before an error is executed, as a shell does that reads command by
 * command.
 */
record Script(List<Ast> commands, @Nullable SyntaxError error) {}
