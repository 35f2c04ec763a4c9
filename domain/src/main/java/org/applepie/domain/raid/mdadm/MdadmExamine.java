package org.applepie.domain.raid.mdadm;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What {@code mdadm --examine} finds on a device: a superblock or none. */
public sealed interface MdadmExamine {

    /** There is no superblock. */
    record None() implements MdadmExamine {}

    /**
     * A superblock of version 0.90.
     *
     * @param device such as {@code /dev/sdb1}
     * @param checksumCorrect false if the superblock is damaged
     * @param events as printed, such as {@code 0.3}; the higher one wins at assembly
     * @param self the row of the device itself
     */
    record Superblock(
            String device,
            String metadata,
            String uuid,
            String level,
            int raidDevices,
            String state,
            String events,
            boolean checksumCorrect,
            Slot self,
            List<Slot> slots)
            implements MdadmExamine {
        public Superblock {
            slots = List.copyOf(slots);
        }
    }

    /** The words of mdadm 1.9 and those of later ones. */
    Pattern NONE = Pattern.compile(
            "mdadm: No (?:super block found on \\S+ \\(Expected magic a92b4efc, got [0-9a-f]{8}\\)|md superblock detected on \\S+?\\.)");

    /** The first line. */
    Pattern DEVICE = Pattern.compile("/dev/[A-Za-z0-9/._-]+:");

    /**
     * @param output standard output and error text together
     * @throws IllegalArgumentException if it is cut short, the device could not be read, or a fact is missing
     */
    static MdadmExamine parse(String output) {
        if (NONE.matcher(output.strip()).matches()) {
            return new None();
        }
        List<String> lines = output.lines().toList();
        int self = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).startsWith("this "))
                .findFirst()
                .orElse(-1);
        if (self < 0
                || !output.endsWith("\n")
                || !DEVICE.matcher(lines.getFirst()).matches()) {
            throw new IllegalArgumentException("mdadm --examine is cut short or has another form");
        }
        return superblock(lines, self);
    }

    private static Superblock superblock(List<String> lines, int self) {
        String tool = "mdadm --examine";
        MdadmFields fields = MdadmFields.of(tool, lines.subList(1, self));
        if (!fields.text("Magic").equals("a92b4efc")) {
            throw new IllegalArgumentException("mdadm --examine tells of another kind of superblock");
        }
        List<Slot> slots = lines.subList(self + 1, lines.size()).stream()
                .filter(line -> !line.isBlank())
                .map(line -> MdadmFields.slot(tool, line))
                .toList();
        int raidDevices = fields.count("Raid Devices");
        if (slots.size() < raidDevices) {
            throw new IllegalArgumentException("mdadm --examine does not list every slot");
        }
        String device = lines.getFirst();
        return new Superblock(
                device.substring(0, device.length() - 1),
                fields.text("Version"),
                fields.uuid(),
                fields.text("Raid Level"),
                raidDevices,
                fields.text("State"),
                fields.text("Events"),
                fields.text("Checksum").endsWith("- correct"),
                MdadmFields.slot(tool, lines.get(self)),
                slots);
    }
}
