package org.applepie.agent.simulated.hardware;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DOS partition table as bytes: four rows in sector 0, and a chain of extended boot records, each with one logical partition
 * and the way to the next. Byte layout: rows of 16 bytes from 446, 55 AA at the end.
 */
public record DosTable(List<DosPartition> partitions) {

    static final int ROWS = 446;
    private static final int HEADS = 255;
    private static final int TRACK = 63;

    public DosTable {
        partitions = List.copyOf(partitions);
    }

    /** Reads a table, or nothing if sector 0 has no signature. */
    public static Optional<DosTable> read(SimulatedDrive drive) {
        byte[] first = drive.peek(0);
        if (!signed(first)) {
            return Optional.empty();
        }
        List<DosPartition> found = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            found.add(row(first, row, row + 1, 0));
        }
        found.stream()
                .filter(DosPartition::extended)
                .findFirst()
                .ifPresent(extended -> readLogical(drive, extended.start(), found));
        return Optional.of(new DosTable(found));
    }

    private static void readLogical(SimulatedDrive drive, long extended, List<DosPartition> into) {
        long at = extended;
        for (int number = 5; number < 64; number++) {
            byte[] sector = drive.peek(at);
            if (!signed(sector)) {
                return;
            }
            DosPartition logical = row(sector, 0, number, at);
            if (logical.used()) {
                into.add(logical);
            }
            DosPartition next = row(sector, 1, 0, extended);
            if (!next.used()) {
                return;
            }
            at = next.start();
        }
    }

    private static boolean signed(byte[] sector) {
        return sector[510] == 0x55 && sector[511] == (byte) 0xaa;
    }

    private static DosPartition row(byte[] sector, int row, int number, long base) {
        ByteBuffer bytes = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        int at = ROWS + 16 * row;
        long start = Integer.toUnsignedLong(bytes.getInt(at + 8));
        long size = Integer.toUnsignedLong(bytes.getInt(at + 12));
        int type = Byte.toUnsignedInt(bytes.get(at + 4));
        return size == 0
                ? DosPartition.none(number)
                : new DosPartition(number, base + start, size, type, bytes.get(at) == (byte) 0x80);
    }

    /** Partitions that exist. */
    public List<DosPartition> used() {
        return partitions.stream().filter(DosPartition::used).toList();
    }

    public Optional<DosPartition> partition(int number) {
        return partitions.stream().filter(row -> row.number() == number).findFirst();
    }

    /** The same table with one row changed. */
    public DosTable with(DosPartition changed) {
        return new DosTable(partitions.stream()
                .map(row -> row.number() == changed.number() ? changed : row)
                .toList());
    }

    private List<DosPartition> logical() {
        return partitions.stream().filter(row -> row.number() > 4 && row.used()).toList();
    }

    /** Writes the rows; boot code and disk id stay as they are. */
    public void write(SimulatedDrive drive) throws DriveFailure {
        byte[] first = drive.read(0);
        for (int row = 0; row < 4; row++) {
            int number = row + 1;
            put(first, row, partition(number).orElse(DosPartition.none(number)), 0);
        }
        drive.write(0, sign(first));
        Optional<DosPartition> extended =
                partitions.stream().filter(DosPartition::extended).findFirst();
        if (extended.isPresent()) {
            writeLogical(drive, extended.get());
        }
    }

    private void writeLogical(SimulatedDrive drive, DosPartition extended) throws DriveFailure {
        List<DosPartition> logical = logical();
        for (int index = 0; index < logical.size(); index++) {
            long record = index == 0 ? extended.start() : recordOf(logical.get(index));
            byte[] sector = new byte[SimulatedDrive.SECTOR];
            put(sector, 0, logical.get(index), record);
            if (index + 1 < logical.size()) {
                DosPartition next = logical.get(index + 1);
                long at = recordOf(next);
                put(sector, 1, new DosPartition(0, at, next.start() + next.sectors() - at, 5, false), extended.start());
            }
            drive.write(record, sign(sector));
        }
    }

    private static long recordOf(DosPartition logical) {
        return logical.start() - TRACK;
    }

    private static byte[] sign(byte[] sector) {
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
        return sector;
    }

    private static void put(byte[] sector, int row, DosPartition partition, long base) {
        ByteBuffer bytes = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        int at = ROWS + 16 * row;
        if (!partition.used()) {
            bytes.put(at, new byte[16]);
            return;
        }
        bytes.put(at, (byte) (partition.active() ? 0x80 : 0));
        bytes.put(at + 1, place(partition.start()));
        bytes.put(at + 4, (byte) partition.type());
        bytes.put(at + 5, place(partition.start() + partition.sectors() - 1));
        bytes.putInt(at + 8, (int) (partition.start() - base));
        bytes.putInt(at + 12, (int) partition.sectors());
    }

    // Cylinder, head and sector of a row; 1023/254/63 for what lies beyond.
    private static byte[] place(long sector) {
        long cylinder = Math.min(1023, sector / (HEADS * TRACK));
        long head = sector / (HEADS * TRACK) > 1023 ? 254 : sector / TRACK % HEADS;
        long on = sector / (HEADS * TRACK) > 1023 ? 63 : sector % TRACK + 1;
        return new byte[] {(byte) head, (byte) (on | cylinder >> 2 & 0xc0), (byte) cylinder};
    }
}
