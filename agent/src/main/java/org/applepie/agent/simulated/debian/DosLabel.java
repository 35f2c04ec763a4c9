package org.applepie.agent.simulated.debian;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/** A DOS table with its disk id, in memory until it is written. */
final class DosLabel {

    private static final int ID = 0x1b8;

    private int id;
    private final List<DosPartition> rows = new ArrayList<>();

    DosLabel(int id) {
        this.id = id;
    }

    /** What the drive has; nothing where it has no table. */
    static Optional<DosLabel> of(SimulatedDrive drive) throws DriveFailure {
        byte[] first = drive.read(0);
        return DosTable.read(drive).map(table -> {
            DosLabel label = new DosLabel(bytes(first).getInt(ID));
            label.rows.addAll(table.used());
            return label;
        });
    }

    private static ByteBuffer bytes(byte[] sector) {
        return ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
    }

    void id(int changed) {
        id = changed;
    }

    /** {@code 0x02770b39}. */
    String idText() {
        return String.format(Locale.ROOT, "0x%08x", id);
    }

    List<DosPartition> used() {
        return List.copyOf(rows);
    }

    Optional<DosPartition> partition(int number) {
        return rows.stream().filter(row -> row.number() == number).findFirst();
    }

    /** As libfdisk counts: four primary slots, and the logical ones that there are. */
    int slots() {
        return rows.stream().mapToInt(DosPartition::number).reduce(4, Math::max);
    }

    Optional<DosPartition> extended() {
        return rows.stream().filter(DosPartition::extended).findFirst();
    }

    /** Adds a partition, or puts another in its place. */
    void put(DosPartition partition) {
        rows.removeIf(row -> row.number() == partition.number());
        rows.add(partition);
        rows.sort(Comparator.comparingInt(DosPartition::number));
    }

    /** Takes a partition away; logical ones behind it move up, and with an extended one all logical ones go. */
    void delete(int number) {
        boolean extended = partition(number).filter(DosPartition::extended).isPresent();
        List<DosPartition> kept = rows.stream()
                .filter(row -> row.number() != number && !(extended && row.number() > 4))
                .map(row -> number > 4 && row.number() > number
                        ? new DosPartition(row.number() - 1, row.start(), row.sectors(), row.type(), row.active())
                        : row)
                .toList();
        rows.clear();
        rows.addAll(kept);
    }

    /**
     * Writes all of it.
     *
     * @param fresh without the boot code that was there
     */
    void write(SimulatedDrive drive, boolean fresh) throws DriveFailure {
        byte[] first = fresh ? new byte[SimulatedDrive.SECTOR] : drive.read(0);
        bytes(first).putInt(ID, id);
        drive.write(0, first);
        new DosTable(rows).write(drive);
    }
}
