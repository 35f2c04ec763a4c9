package org.applepie.agent.simulated.hardware;

import java.util.Comparator;

/** Where a drive is plugged in. The order is the one in which a kernel finds the drives. */
public sealed interface Position extends Comparable<Position> {

    /** Place on a SCSI bus; {@code host} is the adapter. */
    record Scsi(int host, int channel, int id, int lun) implements Position {}

    /** Place on one of the two IDE channels (0 primary, 1 secondary). */
    record Ide(int channel, boolean master) implements Position {}

    /** Primary or secondary master, the way the HOWTO wires two IDE drives. */
    static Position master(int channel) {
        return new Ide(channel, true);
    }

    /** Logical unit 0 with this id on the first channel of the first adapter. */
    static Position scsi(int id) {
        return new Scsi(0, 0, id, 0);
    }

    @Override
    default int compareTo(Position other) {
        return Comparator.<Position, Integer>comparing(Position::rank).compare(this, other);
    }

    private int rank() {
        return switch (this) {
            case Ide ide -> ide.channel * 2 + (ide.master ? 0 : 1);
            case Scsi scsi -> 1 << 24 | scsi.host << 18 | scsi.channel << 14 | scsi.id << 6 | scsi.lun;
        };
    }
}
