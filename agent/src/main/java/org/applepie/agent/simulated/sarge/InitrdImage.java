package org.applepie.agent.simulated.sarge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a cramfs made by mkinitrd remembers of the day it was made.
 *
 * @param modules in the order in which linuxrc loads them
 * @param root device that is mounted if the boot loader names none
 * @param array number of the array that is started, empty if root was on none
 * @param uuid of that array
 * @param members devices it is started with: those that worked on that day, and no others
 */
record InitrdImage(
        String kernel, List<String> modules, String root, Optional<Integer> array, String uuid, List<String> members) {

    private static final String MAGIC = "E=\u00cd(";

    /** The script that linuxrc runs before root is mounted. */
    String script() {
        return array.map(number ->
                        "mdadm -A /devfs/md/%d -R -u %s %s\n".formatted(number, uuid, String.join(" ", members)))
                .orElse("");
    }

    String print() {
        return "%s\nkernel %s\nmodules %s\nroot %s\nscript %s"
                .formatted(MAGIC, kernel, String.join(" ", modules), root, script().isEmpty() ? "\n" : script());
    }

    static boolean cramfs(String text) {
        return text.startsWith(MAGIC);
    }

    /** What is in an image, or nothing if these bytes are none. */
    static Optional<InitrdImage> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 5 || !lines[0].equals(MAGIC)) {
            return Optional.empty();
        }
        List<String> script = Arrays.asList(after(lines[4]).split(" "));
        boolean md = script.size() > 5;
        return Optional.of(new InitrdImage(
                after(lines[1]),
                List.of(after(lines[2]).split(" ")),
                after(lines[3]),
                md ? Optional.of(Integer.valueOf(script.get(2).replace("/devfs/md/", ""))) : Optional.empty(),
                md ? script.get(5) : "",
                md ? List.copyOf(script.subList(6, script.size())) : List.of()));
    }

    private static String after(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }
}
