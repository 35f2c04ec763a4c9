package org.applepie.agent.simulated.shell;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;

/**
 * What a process is to begin with. The descriptors stay with whoever made them; the process shares them until it ends.
 *
 * @param argv the program, a path or a name to be found in PATH of {@code environment}, and its arguments
 * @param newSession whether it becomes the leader of a session and of a process group of its own
 */
public record Launch(
        List<String> argv,
        Map<String, String> environment,
        View files,
        Descriptor in,
        Descriptor out,
        Descriptor err,
        boolean newSession) {

    public Launch {
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a process needs a program");
        }
    }

    public Launch withEnvironment(Map<String, String> changed) {
        return new Launch(argv, changed, files, in, out, err, newSession);
    }

    public Launch withFiles(View changed) {
        return new Launch(argv, environment, changed, in, out, err, newSession);
    }

    public Launch withIn(Descriptor changed) {
        return new Launch(argv, environment, files, changed, out, err, newSession);
    }

    public Launch withOut(Descriptor changed) {
        return new Launch(argv, environment, files, in, changed, err, newSession);
    }

    public Launch withErr(Descriptor changed) {
        return new Launch(argv, environment, files, in, out, changed, newSession);
    }

    public Launch inNewSession() {
        return new Launch(argv, environment, files, in, out, err, true);
    }
}
