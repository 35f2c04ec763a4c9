package org.applepie.agent.simulated.sarge;

import java.util.List;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;

/** What sfdisk 2.12p prints of a table. */
final class SfdiskText {

    private SfdiskText() {}

    static String dump(String device, List<DosPartition> rows) {
        StringBuilder text = new StringBuilder("# partition table of " + device + "\nunit: sectors\n\n");
        for (DosPartition row : rows) {
            text.append(name(device, row.number()))
                    .append(": start=%9d, size=%9d, Id=%2x".formatted(row.start(), row.sectors(), row.type()))
                    .append(row.active() ? ", bootable" : "")
                    .append('\n');
        }
        return text.toString();
    }

    private static String name(String device, int number) {
        return "%s%-2d".formatted(device, number);
    }

    private static String head(String device, DosPartition row) {
        return "%s  %c ".formatted(name(device, row.number()), row.active() ? '*' : ' ');
    }

    static String bySectors(String device, DosTable table) {
        StringBuilder text = new StringBuilder(
                "Units = sectors of 512 bytes, counting from 0\n\n   Device Boot    Start       End   #sectors  Id  System\n");
        for (DosPartition row : table.partitions()) {
            text.append(head(device, row))
                    .append(
                            row.used()
                                    ? "%9d%10d%11d"
                                            .formatted(row.start(), row.start() + row.sectors() - 1, row.sectors())
                                    : "%9d%10s%11d".formatted(0, "-", 0))
                    .append(type(row));
        }
        return text.toString();
    }

    private static String type(DosPartition row) {
        return "  %2x  %s\n".formatted(row.type(), PartitionTypes.name(row.type()));
    }

    static String byCylinders(String device, DosTable table) {
        StringBuilder text = new StringBuilder("Units = cylinders of " + Geometry.CYLINDER * 512
                + " bytes, blocks of 1024 bytes, counting from 0\n\n"
                + "   Device Boot Start     End   #cyls    #blocks   Id  System\n");
        for (DosPartition row : table.partitions()) {
            text.append(head(device, row));
            if (row.used()) {
                text.append(cylinders(row)).append(type(row));
            } else {
                text.append("     0       -          0          0 ").append(type(row));
            }
        }
        return text.toString();
    }

    private static String cylinders(DosPartition row) {
        long unit = Geometry.CYLINDER;
        long end = row.start() + row.sectors() - 1;
        long size = row.sectors();
        return down(6, row.start(), unit)
                + "%7d%c".formatted(end / unit, (end + 1) % unit == 0 ? ' ' : '-')
                + "%7d%c".formatted((size + unit / 2) / unit, flag(size, unit))
                + down(10, size, 2);
    }

    private static char flag(long size, long unit) {
        if (size % unit == 0) {
            return ' ';
        }
        return (size + unit / 2) / unit * unit > size ? '-' : '+';
    }

    private static String down(int width, long value, long unit) {
        return ("%" + width + "d%c").formatted(value / unit, value % unit == 0 ? ' ' : '+');
    }
}
