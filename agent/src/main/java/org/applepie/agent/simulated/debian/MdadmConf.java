package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;

/** The ARRAY lines of an mdadm.conf. Keywords have three letters or more; a line that begins with a blank continues the one before. */
final class MdadmConf {

    static final String PATH = "/etc/mdadm/mdadm.conf";

    private MdadmConf() {}

    /** The lines as they stand, without comments; none if there is no such file. */
    static List<String> arrays(View files) {
        try {
            return arrays(files.text(PATH));
        } catch (ErrnoException absent) {
            return List.of();
        }
    }

    private static List<String> arrays(String text) {
        List<String> joined = new ArrayList<>();
        for (String line : text.split("\n")) {
            String kept = line.replaceFirst("#.*", "").stripTrailing();
            if (kept.isBlank()) {
                continue;
            }
            if (Character.isWhitespace(kept.charAt(0)) && !joined.isEmpty()) {
                joined.set(joined.size() - 1, joined.getLast() + " " + kept.strip());
            } else {
                joined.add(kept);
            }
        }
        return joined.stream().filter(MdadmConf::isArray).toList();
    }

    private static boolean isArray(String line) {
        String keyword = line.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        return keyword.length() >= 3 && "array".startsWith(keyword);
    }

    /** The number that such a line gives to the array with this UUID; nothing if none of them names it. */
    static Optional<Integer> minor(List<String> arrays, String uuid) {
        for (String line : arrays) {
            String[] words = line.split("\\s+");
            boolean named = List.of(words).contains("UUID=" + uuid);
            String digits = words.length < 2 ? "" : words[1].replaceFirst("^/dev/md/?", "");
            if (named && digits.matches("[0-9]{1,3}")) {
                return Optional.of(Integer.valueOf(digits));
            }
        }
        return Optional.empty();
    }
}
