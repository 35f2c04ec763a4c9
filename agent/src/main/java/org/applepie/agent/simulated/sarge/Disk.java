package org.applepie.agent.simulated.sarge;

import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.KernelDisk;

/** A drive as the kernel found it at boot, with the partitions it read then or when it was last told to. */
final class Disk implements KernelDisk {

    private static final int[] IDE_MAJORS = {3, 22};

    private final SimulatedDrive drive;
    private final Position position;
    private final String node;
    private final String directory;
    private final DeviceNumber number;
    private List<Block> partitions = List.of();

    private Disk(SimulatedDrive drive, Position position, String node, String directory, DeviceNumber number) {
        this.drive = drive;
        this.position = position;
        this.node = node;
        this.directory = directory;
        this.number = number;
        reread();
    }

    /** @param index among the SCSI disks, from 0 */
    static Disk scsi(SimulatedDrive drive, Position.Scsi at, int index) {
        String directory = "scsi/host%d/bus%d/target%d/lun%d".formatted(at.host(), at.channel(), at.id(), at.lun());
        return new Disk(drive, at, "sd" + (char) ('a' + index), directory, new DeviceNumber(8, 16 * index));
    }

    static Disk ide(SimulatedDrive drive, Position.Ide at) {
        int slave = at.master() ? 0 : 1;
        String node = "hd" + (char) ('a' + at.channel() * 2 + slave);
        String directory = "ide/host0/bus%d/target%d/lun0".formatted(at.channel(), slave);
        return new Disk(drive, at, node, directory, new DeviceNumber(IDE_MAJORS[at.channel()], 64 * slave));
    }

    @Override
    public SimulatedDrive drive() {
        return drive;
    }

    Position position() {
        return position;
    }

    String node() {
        return node;
    }

    @Override
    public Block whole() {
        return new Block(node, directory + "/disc", number, Region.whole(drive));
    }

    List<Block> partitions() {
        return partitions;
    }

    /** Reads the table again. */
    void reread() {
        List<Block> found = new ArrayList<>();
        if (!drive.dead()) {
            DosTable.read(drive).stream()
                    .flatMap(table -> table.used().stream())
                    .forEach(row -> found.add(partition(row)));
        }
        partitions = List.copyOf(found);
    }

    private Block partition(DosPartition row) {
        // Of an extended partition the kernel shows the two sectors in which the table lies.
        long size = row.extended() ? 2 : row.sectors();
        return new Block(
                node + row.number(),
                directory + "/part" + row.number(),
                new DeviceNumber(number.major(), number.minor() + row.number()),
                new Region(drive, row.start(), size));
    }

    /** Four bytes at 0x1B8. */
    static byte[] volumeId(byte[] sector) {
        byte[] id = new byte[4];
        System.arraycopy(sector, 0x1b8, id, 0, 4);
        return id;
    }

    boolean answers() {
        try {
            drive.read(0);
            return true;
        } catch (DriveFailure failure) {
            return false;
        }
    }
}
