package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What LILO keeps in /boot/map, as text: of each image the inodes in which kernel and initrd were found, which stand for the
 * lists of sectors.
 *
 * @param id the same as in the boot sectors that lead here
 * @param once label of the image for the next boot only, empty for none
 * @param timeout in tenths of a second; 0 waits for ever if {@code prompt}
 */
record BootMap(long id, boolean prompt, int timeout, String chosen, String once, List<Image> images) {

    /** @param kernel and {@code initrd} are inodes; an initrd of 0 is none */
    record Image(String label, long kernel, long initrd, String arguments) {}

    private static final String MAGIC = "LILO map";

    String print() {
        StringBuilder text =
                new StringBuilder("%s\n%d %b %d\n%s\n%s\n".formatted(MAGIC, id, prompt, timeout, chosen, once));
        images.forEach(image ->
                text.append("%s\t%d\t%d\t%s\n".formatted(image.label, image.kernel, image.initrd, image.arguments)));
        return text.toString();
    }

    static Optional<BootMap> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 5 || !lines[0].equals(MAGIC)) {
            return Optional.empty();
        }
        String[] head = lines[1].split(" ");
        List<Image> images = new ArrayList<>();
        for (int line = 4; line < lines.length && !lines[line].isEmpty(); line++) {
            String[] fields = lines[line].split("\t", -1);
            images.add(new Image(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2]), fields[3]));
        }
        return Optional.of(new BootMap(
                Long.parseLong(head[0]),
                Boolean.parseBoolean(head[1]),
                Integer.parseInt(head[2]),
                lines[2],
                lines[3],
                images));
    }

    BootMap once(String label) {
        return new BootMap(id, prompt, timeout, chosen, label, images);
    }

    Optional<Image> image(String label) {
        return images.stream()
                .filter(image -> image.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
