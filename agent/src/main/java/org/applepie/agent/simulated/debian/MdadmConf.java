package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/**
 * What mdadm.conf(5) says, as far as mdadm heeds it here.
 *
 * @param arrays ARRAY lines, in their order
 * @param homehost empty where none is said
 */
record MdadmConf(List<Array> arrays, String homehost) {

    static final String PATH = "/etc/mdadm/mdadm.conf";

    /**
     * An ARRAY line.
     *
     * @param path empty for none
     */
    record Array(String path, Optional<String> uuid, Optional<String> name) {

        static Array parse(String line) {
            List<String> words = Arrays.asList(line.strip().split("\\s+"));
            String path = words.size() > 1 && !words.get(1).contains("=") ? words.get(1) : "";
            return new Array(
                    path.isEmpty() || path.startsWith("/") || path.startsWith("<") ? path : "/dev/md/" + path,
                    value(words, "uuid="),
                    value(words, "name="));
        }

        private static Optional<String> value(List<String> words, String key) {
            return words.stream()
                    .filter(word -> word.toLowerCase(Locale.ROOT).startsWith(key))
                    .map(word -> word.substring(key.length()))
                    .findFirst();
        }

        /** Whether it means the array with this UUID and this name. */
        boolean means(String otherUuid, String otherName) {
            return uuid.or(() -> name).isPresent()
                    && uuid.map(otherUuid::equals).orElse(true)
                    && name.map(wanted -> wanted.equals(otherName) || otherName.endsWith(":" + wanted))
                            .orElse(true);
        }
    }

    MdadmConf {
        arrays = List.copyOf(arrays);
    }

    /** Reads the file where Debian has it; empty if it is not there. */
    static MdadmConf of(View files) {
        return of(files, PATH);
    }

    static MdadmConf of(View files, String path) {
        try {
            return parse(files.text(path));
        } catch (ErrnoException absent) {
            return new MdadmConf(List.of(), "");
        }
    }

    /** Lines that begin with white space go on with the one before. */
    static MdadmConf parse(String text) {
        List<Array> arrays = new ArrayList<>();
        String homehost = "";
        for (String line : text.replaceAll("(?m)#.*$", "")
                .replaceAll("\n[ \t]+(?=\\S)", " ")
                .split("\n")) {
            String word = line.strip().toUpperCase(Locale.ROOT);
            if (word.startsWith("ARRAY ")) {
                arrays.add(Array.parse(line));
            } else if (word.startsWith("HOMEHOST ")) {
                homehost = line.strip().split("\\s+")[1];
            }
        }
        return new MdadmConf(arrays, homehost);
    }

    /** Whether the file says where alerts go. */
    static boolean hasMail(View files, String path) {
        try {
            return files.text(path)
                    .lines()
                    .anyMatch(line -> line.toUpperCase(Locale.ROOT).startsWith("MAILADDR "));
        } catch (ErrnoException absent) {
            return false;
        }
    }
}
