package org.applepie.agent.simulated.debian;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/**
 * What GRUB sees of the drives. It knows no events and no recovery: of an array it reads the member with the lowest slot that is
 * there, complete or not.
 */
final class GrubDisks {

    private static final String ARRAY = "mduuid/";

    private final List<SimulatedDrive> drives;

    /** @param drives as the firmware orders them, the one that was booted first */
    GrubDisks(List<SimulatedDrive> drives) {
        this.drives = drives.stream().filter(drive -> !drive.dead()).toList();
    }

    /** Whether GRUB can write to it: not to arrays. */
    static boolean writable(String device) {
        return !device.startsWith(ARRAY);
    }

    /** @param device {@code hd0,msdos1} or {@code mduuid/...}, without parentheses */
    Optional<Content.Files> files(String device) {
        return content(device).flatMap(GrubDisks::files);
    }

    /** Whether there is such a device, whatever is on it. */
    boolean exists(String device) {
        return content(device).isPresent();
    }

    /** The device that has the file system with this UUID. */
    Optional<String> search(String uuid) {
        return contents().entrySet().stream()
                .filter(entry -> files(entry.getValue())
                        .filter(files -> files.uuid().toString().equals(uuid))
                        .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<Content> content(String device) {
        return Optional.ofNullable(contents().get(device));
    }

    private static Optional<Content.Files> files(Content content) {
        return content instanceof Content.Files files ? Optional.of(files) : Optional.empty();
    }

    private Map<String, Content> contents() {
        Map<String, Content> all = new LinkedHashMap<>();
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (int index = 0; index < drives.size(); index++) {
            SimulatedDrive drive = drives.get(index);
            for (DosPartition row : DosTable.read(drive).map(DosTable::used).orElse(List.of())) {
                Region region = new Region(drive, row.start(), row.sectors());
                Optional<MdSuperblock> member = superblock(region);
                if (member.isPresent()) {
                    add(all, slots, member.get(), region);
                } else if (!row.extended()) {
                    all.put("hd" + index + ",msdos" + row.number(), drive.contentAt(row.start()));
                }
            }
        }
        return all;
    }

    private static void add(Map<String, Content> all, Map<String, Integer> slots, MdSuperblock block, Region region) {
        String name = ARRAY + block.uuid().replace(":", "");
        int slot = block.self().map(Descriptor::slot).orElse(-1);
        if (slot >= 0 && slot < slots.getOrDefault(name, Integer.MAX_VALUE)) {
            slots.put(name, slot);
            Region data = block.data(region);
            all.put(name, data.drive().contentAt(data.start()));
        }
    }

    private static Optional<MdSuperblock> superblock(Region region) {
        try {
            return region.superblock();
        } catch (DriveFailure failure) {
            return Optional.empty();
        }
    }
}
