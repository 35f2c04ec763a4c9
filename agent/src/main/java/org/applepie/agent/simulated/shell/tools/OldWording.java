package org.applepie.agent.simulated.shell.tools;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** A program of coreutils 5.2.1, whose complaints quote {@code `thus'}, and whose getopt is that of glibc 2.3.2. */
record OldWording(Program program) implements Program {

    private static final Pattern LETTER = Pattern.compile(" -- '(.)'");
    private static final Pattern QUOTED = Pattern.compile("'([^'\n]*)'");

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        return program.run(new Worded(call));
    }

    static String of(String complaint) {
        String letters = LETTER.matcher(complaint).replaceAll(" -- $1");
        return QUOTED.matcher(letters).replaceAll("`$1'");
    }

    private record Worded(Call call) implements Call {

        @Override
        public void warn(String text) throws IOException {
            call.warn(of(text));
        }

        @Override
        public String name() {
            return call.name();
        }

        @Override
        public List<String> arguments() {
            return call.arguments();
        }

        @Override
        public Map<String, String> environment() {
            return call.environment();
        }

        @Override
        public InputStream in() {
            return call.in();
        }

        @Override
        public OutputStream out() {
            return call.out();
        }

        @Override
        public OutputStream err() {
            return call.err();
        }

        @Override
        public View files() {
            return call.files();
        }

        @Override
        public SimulatedProcess process() {
            return call.process();
        }
    }
}
