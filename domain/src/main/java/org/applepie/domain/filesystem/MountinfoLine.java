package org.applepie.domain.filesystem;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A line of mountinfo: {@code 36 35 8:6 /root /mount/point options optional... - type source superoptions}.
 *
 * @param device {@code major:minor}
 * @param options those of the mount, then those of the file system
 */
record MountinfoLine(String device, String root, String mountPoint, String options, String type, String source) {

    static MountinfoLine parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        int dash = words.size() < 10 ? -1 : words.subList(6, words.size()).indexOf("-");
        int type = dash + 7;
        if (dash < 0 || words.size() < type + 3) {
            throw new IllegalArgumentException("mountinfo has a line of another form");
        }
        return new MountinfoLine(
                words.get(2),
                OctalEscapes.decode(words.get(3)),
                OctalEscapes.decode(words.get(4)),
                merged(words.get(5), words.get(type + 2)),
                OctalEscapes.decode(words.get(type)),
                OctalEscapes.decode(words.get(type + 1)));
    }

    /** Read-only either way means read-only. */
    private static String merged(String ofMount, String ofFileSystem) {
        Set<String> words = new LinkedHashSet<>(List.of(ofMount.split(",")));
        words.addAll(List.of(ofFileSystem.split(",")));
        if (words.contains("ro")) {
            words.remove("rw");
        }
        return String.join(",", words);
    }
}
