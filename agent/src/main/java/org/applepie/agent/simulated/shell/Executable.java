package org.applepie.agent.simulated.shell;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.OpenFile;
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
            if (files.exists(path)) {
                if (isExecutable(files, path)) {
                    return path.indexOf('/') < 0 ? "./" + path : path;
                }
                refusal = Errno.EACCES;
            }
        }
        throw new ErrnoException(refusal);
    }

    static boolean isExecutable(View files, String path) throws ErrnoException {
        return files.may('x', path) && files.stat(path).isRegular();
    }

    static Executable at(View files, String path, List<String> argv) throws ErrnoException {
        return at(files, path, argv, 0);
    }

    private static Executable at(View files, String path, List<String> argv, int depth) throws ErrnoException {
        if (files.stat(path).isDirectory() || !files.may('x', path)) {
            throw new ErrnoException(Errno.EACCES);
        }
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
        OpenFile file = files.withUser(0, 0).open(path, Access.READ);
        try {
            byte[] bytes = new byte[HEAD];
            int count = Math.max(0, file.readAt(0, bytes, 0, HEAD));
            String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            return end < 0 ? text : text.substring(0, end);
        } finally {
            file.close();
        }
    }
}
