package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.SimulatedDrive;

/** What sfdisk 2.38 prints of a drive and its table. */
final class SfdiskText {

    private SfdiskText() {}

    static String geometry(String device, SimulatedDrive drive) {
        long bytes = drive.sectors() * SimulatedDrive.SECTOR;
        return "Disk " + device + ": " + Size.exact(bytes) + ", " + bytes + " bytes, " + drive.sectors()
                + " sectors\nDisk model: " + "%-16s".formatted(drive.model().name()) + "\n"
                + """
                Units: sectors of 1 * 512 = 512 bytes
                Sector size (logical/physical): 512 bytes / 512 bytes
                I/O size (minimum/optimal): 512 bytes / 512 bytes
                """;
    }

    /** The name of a partition, after the name by which its drive was called. */
    static String part(String device, int number) {
        if (device.startsWith("/dev/disk/by-")) {
            return device + "-part" + number;
        }
        return device + (Character.isDigit(device.charAt(device.length() - 1)) ? "p" : "") + number;
    }

    static String identifier(DosLabel label) {
        return "Disklabel type: dos\nDisk identifier: " + label.idText() + "\n";
    }

    /** The table with a heading and an empty line before it; nothing where there is no partition. */
    static String table(String device, DosLabel label) {
        if (label.used().isEmpty()) {
            return "";
        }
        Columns columns = new Columns(List.of(
                Columns.Column.left("Device").hinted(10),
                Columns.Column.left("Boot").hinted(1),
                Columns.Column.right("Start").hinted(5),
                Columns.Column.right("End").hinted(5),
                Columns.Column.right("Sectors").hinted(5),
                Columns.Column.right("Size").hinted(5),
                Columns.Column.right("Id").hinted(2),
                Columns.Column.left("Type")));
        for (DosPartition row : label.used()) {
            columns.add(List.of(
                    part(device, row.number()),
                    row.active() ? "*" : "",
                    String.valueOf(row.start()),
                    String.valueOf(row.start() + row.sectors() - 1),
                    String.valueOf(row.sectors()),
                    Size.brief(row.sectors() * SimulatedDrive.SECTOR),
                    Integer.toHexString(row.type()),
                    PartitionTypes.name(row.type())));
        }
        return "\n" + columns.text(true);
    }

    static String dump(String device, DosLabel label) {
        String rows = label.used().stream()
                .map(row -> "%s : start=%12d, size=%12d, type=%x%s\n"
                        .formatted(
                                part(device, row.number()),
                                row.start(),
                                row.sectors(),
                                row.type(),
                                row.active() ? ", bootable" : ""))
                .collect(Collectors.joining());
        return "label: dos\nlabel-id: " + label.idText() + "\ndevice: " + device + "\nunit: sectors\nsector-size: 512\n"
                + (rows.isEmpty() ? "" : "\n" + rows);
    }

    static String json(String device, DosLabel label) {
        String rows = label.used().stream().map(row -> json(device, row)).collect(Collectors.joining(","));
        return """
                {
                   "partitiontable": {
                      "label": "dos",
                      "id": "%s",
                      "device": "%s",
                      "unit": "sectors",
                      "sectorsize": 512%s
                   }
                }
                """.formatted(
                        label.idText(),
                        device,
                        rows.isEmpty() ? "" : ",\n      \"partitions\": [\n         " + rows + "\n      ]");
    }

    private static String json(String device, DosPartition row) {
        return "{\n            \"node\": \"%s\",\n            \"start\": %d,\n            \"size\": %d,\n            \"type\": \"%x\"%s\n         }"
                .formatted(
                        part(device, row.number()),
                        row.start(),
                        row.sectors(),
                        row.type(),
                        row.active() ? ",\n            \"bootable\": true" : "");
    }

    static String created(DosPartition row) {
        return String.format(
                Locale.ROOT,
                "Created a new partition %d of type '%s' and of size %s.\n",
                row.number(),
                PartitionTypes.name(row.type()),
                Size.spoken(row.sectors() * SimulatedDrive.SECTOR));
    }
}
