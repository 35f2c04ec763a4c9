package org.applepie.agent.simulated.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/**
 * What execve finds in an executable file.
 *
 * @param program its name among the machine's programs
 * @param argv as the program gets it, after interpreters of scripts were put in front
 */
record Executable(String program, List<String> argv) {

    static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final String MARKER = "#!applepie-program ";
    private static final int HEAD = 256;

    static Executable find(View files, Map<String, String> environment, List<String> argv) throws ErrnoException {
        String path = locate(files, environment.getOrDefault("PATH", DEFAULT_PATH), argv.getFirst());
        return at(files, path, argv);
    }

    /** @throws ErrnoException ENOENT, or EACCES if something of the name may not be executed */
    static String locate(View files, String search, String name) throws ErrnoException {
        if (name.indexOf('/') >= 0) {
            return name;
        }
        Errno refusal = Errno.ENOENT;
        for (String directory : name.isEmpty() ? new String[0] : search.split(":", -1)) {
            String path = directory.isEmpty() ? name : directory + "/" + name;
            switch (files.execution(path)) {
                case PERMITTED -> {
                    return path.indexOf('/') < 0 ? "./" + path : path;
                }
                case REFUSED -> refusal = Errno.EACCES;
                case ABSENT -> {}
            }
        }
        throw new ErrnoException(refusal);
    }

    static Executable at(View files, String path, List<String> argv) throws ErrnoException {
        return at(files, path, argv, 0);
    }

    private static Executable at(View files, String path, List<String> argv, int depth) throws ErrnoException {
        String head = head(files, path);
        if (head.startsWith(MARKER)) {
            return new Executable(head.substring(MARKER.length()).strip(), argv);
        }
        if (!head.startsWith("#!") || depth > 4) {
            throw new ErrnoException(Errno.ENOEXEC);
        }
        String line = head.substring(2).strip();
        int blank = line.indexOf(' ');
        List<String> words = new ArrayList<>();
        words.add(blank < 0 ? line : line.substring(0, blank));
        if (blank > 0) {
            words.add(line.substring(blank).strip());
        }
        words.add(path);
        words.addAll(argv.subList(1, argv.size()));
        return at(files, words.getFirst(), words, depth + 1);
    }

    /** The first line. */
    private static String head(View files, String path) throws ErrnoException {
        String text = new String(files.head(path, HEAD), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
