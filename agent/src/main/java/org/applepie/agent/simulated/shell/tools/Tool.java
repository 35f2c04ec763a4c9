package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** A program whose options are checked first; unknown ones are refused as getopt does. */
record Tool(Arguments.Known known, boolean early, int refusal, Body body) implements Program {

    interface Body {
        int run(Call call, Arguments arguments) throws IOException, InterruptedException;
    }

    static Program of(String letters, Body body) {
        return new Tool(Arguments.Known.of(letters), false, 1, body);
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.of(call.arguments(), known, early);
        } catch (Arguments.Unknown unknown) {
            call.fail(refusal, String.valueOf(unknown.getMessage()));
            call.warn("Try '" + call.name() + " --help' for more information.\n");
            return refusal;
        }
        return body.run(call, arguments);
    }
}
