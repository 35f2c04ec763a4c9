package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.KernelDisk;

/** A drive as the kernel found it at this boot, with the partitions it read then or when it was last told to. */
final class Disk implements KernelDisk {

    private static final int SD = 8;

    private final SimulatedDrive drive;
    private final Position.Scsi position;
    private final String node;
    private final DeviceNumber number;
    private volatile List<Block> partitions = List.of();

    /** @param index in the order in which this boot found the drives, from 0 */
    Disk(SimulatedDrive drive, Position.Scsi position, int index) {
        this.drive = drive;
        this.position = position;
        this.node = "sd" + (char) ('a' + index);
        this.number = new DeviceNumber(SD, 16 * index);
        reread();
    }

    @Override
    public SimulatedDrive drive() {
        return drive;
    }

    Position.Scsi position() {
        return position;
    }

    /** {@code sda}. */
    String node() {
        return node;
    }

    /** What /dev/disk/by-id calls it, {@code scsi-0QEMU_QEMU_HARDDISK_APPLE001}. */
    String id() {
        return "scsi-0" + drive.model().vendor() + "_" + drive.model().name().replace(' ', '_') + "_" + drive.serial();
    }

    /** What /dev/disk/by-path calls it. */
    String path() {
        return "pci-0000:00:04.0-scsi-" + address();
    }

    /** Its address on the SCSI bus, {@code 0:0:1:0}. */
    String address() {
        return position.host() + ":" + position.channel() + ":" + position.id() + ":" + position.lun();
    }

    /** Where its directory is below /sys. */
    String devicePath() {
        return "devices/pci0000:00/0000:00:04.0/virtio1/host%d/target%d:%d:%d/%s"
                .formatted(position.host(), position.host(), position.channel(), position.id(), address());
    }

    @Override
    public Block whole() {
        return new Block(node, node, number, Region.whole(drive));
    }

    List<Block> partitions() {
        return partitions;
    }

    /** Reads the table again. */
    void reread() {
        partitions = table();
    }

    /** Whether the table says something else than the partitions that the kernel has. */
    boolean outdated() {
        return !drive.dead() && !table().equals(partitions);
    }

    private List<Block> table() {
        List<Block> found = new ArrayList<>();
        if (!drive.dead()) {
            DosTable.read(drive).stream()
                    .flatMap(table -> table.used().stream())
                    .forEach(row -> found.add(partition(row)));
        }
        return List.copyOf(found);
    }

    private Block partition(DosPartition row) {
        // Of an extended partition the kernel shows the two sectors in which the table lies.
        long size = row.extended() ? 2 : row.sectors();
        String name = node + row.number();
        return new Block(
                name, name, new DeviceNumber(SD, number.minor() + row.number()), new Region(drive, row.start(), size));
    }

    /** The number of a partition of this disk. */
    int numberOf(Block partition) {
        return partition.number().minor() - number.minor();
    }

    /** The disk id as PARTUUIDs begin with it, eight hexadecimal digits; empty without a table. */
    String diskId() {
        byte[] sector = drive.peek(0);
        int id = (sector[0x1b8] & 0xff)
                | (sector[0x1b9] & 0xff) << 8
                | (sector[0x1ba] & 0xff) << 16
                | (sector[0x1bb] & 0xff) << 24;
        return DosTable.read(drive).isEmpty() ? "" : String.format(Locale.ROOT, "%08x", id);
    }
}
