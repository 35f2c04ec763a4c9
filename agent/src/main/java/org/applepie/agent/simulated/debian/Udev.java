package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;
import org.applepie.agent.simulated.machine.Block;

/** What udev knows of the block devices of one boot: their signatures as it saw them, and the links it makes for them. */
final class Udev {

    private static final String DISK = "/disk/";

    private final Drivers drivers;
    private final Map<DeviceNumber, Signature> seen = new ConcurrentHashMap<>();

    Udev(Drivers drivers) {
        this.drivers = drivers;
    }

    /**
     * What a device holds; nothing for what holds no more than a table. A label that was changed while the file system was
     * mounted makes no event, so that udev still tells the old one.
     */
    Optional<Signature> content(Block block) {
        Optional<Signature> now =
                look(block).stream().filter(one -> !one.table()).findFirst();
        Signature before = seen.get(block.number());
        if (now.isEmpty()) {
            seen.remove(block.number());
            return now;
        }
        Signature found = now.get();
        if (before != null && isRelabelled(before, found) && drivers.inUse(block)) {
            return Optional.of(before);
        }
        seen.put(block.number(), found);
        return now;
    }

    private static boolean isRelabelled(Signature before, Signature now) {
        return before.uuid().equals(now.uuid())
                && before.type().equals(now.type())
                && !before.label().equals(now.label());
    }

    /** {@code dos} for what has a table, or is a part of what has one; empty otherwise. */
    String tableType(Block block) {
        Optional<Disk> disk = drivers.diskOf(block);
        Block where = disk.map(Disk::whole).orElse(block);
        return look(where).stream()
                .filter(Signature::table)
                .map(Signature::type)
                .findFirst()
                .orElse("");
    }

    private static List<Signature> look(Block block) {
        try {
            return block.medium() instanceof MdArray array
                    ? Signature.content(array.served()).stream().toList()
                    : Signature.of(block.medium());
        } catch (DriveFailure dead) {
            return List.of();
        }
    }

    /** {@code a991e001-06}; empty for what is no partition. */
    String partUuid(Block block) {
        return partition(block)
                .map(disk -> disk.diskId() + "-%02x".formatted(disk.numberOf(block)))
                .orElse("");
    }

    /** The type in the table of its drive; nothing for what is no partition. */
    Optional<Integer> partType(Block block) {
        return partition(block)
                .flatMap(disk -> DosTable.read(disk.drive())
                        .flatMap(table -> table.partition(disk.numberOf(block)))
                        .map(DosPartition::type));
    }

    private Optional<Disk> partition(Block block) {
        return drivers.diskOf(block).filter(disk -> disk.numberOf(block) != 0);
    }

    /** All links by their path below /dev, with the device each leads to. An array comes before what it is made of. */
    Map<String, Block> links() {
        Map<String, Block> links = new LinkedHashMap<>();
        List<Block> all = drivers.blocks();
        all.stream().filter(block -> block.medium() instanceof MdArray).forEach(block -> link(links, block));
        all.stream().filter(block -> !(block.medium() instanceof MdArray)).forEach(block -> link(links, block));
        return links;
    }

    private void link(Map<String, Block> links, Block block) {
        if (block.medium() instanceof MdArray array) {
            arrayLinks(links, array, block);
        }
        drivers.diskOf(block).ifPresent(disk -> {
            int number = disk.numberOf(block);
            String part = number == 0 ? "" : "-part" + number;
            links.putIfAbsent(DISK + "by-id/" + disk.id() + part, block);
            links.putIfAbsent(DISK + "by-path/" + disk.path() + part, block);
        });
        String partUuid = partUuid(block);
        if (!partUuid.isEmpty()) {
            links.putIfAbsent(DISK + "by-partuuid/" + partUuid, block);
        }
        content(block).filter(one -> !one.usage().equals("raid")).ifPresent(one -> {
            put(links, "by-uuid/", one.uuid(), block);
            put(links, "by-label/", encoded(one.label()), block);
        });
    }

    private static void put(Map<String, Block> links, String directory, String name, Block block) {
        if (!name.isEmpty()) {
            links.putIfAbsent(DISK + directory + name, block);
        }
    }

    // Arrays that nobody named get numbers from 127 down, and a name in mdadm's map.
    private static void arrayLinks(Map<String, Block> links, MdArray array, Block block) {
        put(links, "by-id/", "md-uuid-" + array.uuid(), block);
        if (array.metadata() == Metadata.V1_2) {
            put(links, "by-id/", "md-name-" + array.name(), block);
            if (array.path().startsWith("/dev/md/")) {
                links.putIfAbsent(array.path().substring("/dev".length()), block);
            }
        }
    }

    /** As udev writes what is no plain character. */
    static String encoded(String label) {
        StringBuilder text = new StringBuilder();
        for (char c : label.toCharArray()) {
            boolean plain = c > 127 || Character.isLetterOrDigit(c) || "#+-.:=@_".indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : "\\x%02x".formatted((int) c));
        }
        return text.toString();
    }
}
