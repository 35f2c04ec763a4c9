package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.shell.Call;

/** fdisk of util-linux 2.12p, as far as it lists. */
final class Fdisk extends Tool {

    Fdisk(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> options =
                call.arguments().stream().filter(word -> word.startsWith("-")).toList();
        if (options.contains("-v")) {
            call.print("fdisk v2.12p\n");
            return 0;
        }
        boolean sectors = options.stream().anyMatch(word -> word.contains("u"));
        for (String device :
                call.arguments().stream().filter(word -> !word.startsWith("-")).toList()) {
            list(call, device, sectors);
        }
        return 0;
    }

    private void list(Call call, String device, boolean sectors) throws IOException {
        Disk disk;
        try {
            disk = disk(call, device);
        } catch (ErrnoException refused) {
            return;
        }
        long size = disk.drive().sectors();
        long bytes = size * 512;
        String human = bytes / 1_000_000 < 10_000
                ? bytes / 1_000_000 + " MB"
                : bytes / 1_000_000_000 + "." + bytes / 100_000_000 % 10 + " GB";
        call.print("\nDisk " + device + ": " + human + ", " + bytes + " bytes\n255 heads, 63 sectors/track, "
                + new Geometry(size).cylinders() + " cylinders" + (sectors ? ", total " + size + " sectors" : "")
                + "\n"
                + (sectors
                        ? "Units = sectors of 1 * 512 = 512 bytes\n\n"
                        : "Units = cylinders of 16065 * 512 = 8225280 bytes\n\n"));
        Optional<DosTable> table = DosTable.read(disk.drive());
        if (table.isEmpty()) {
            call.warn("Disk " + device + " doesn't contain a valid partition table\n");
            return;
        }
        call.print("   Device Boot      Start         End      Blocks   Id  System\n");
        for (DosPartition row : table.get().used()) {
            call.print(row(device, row, sectors));
        }
    }

    private static String row(String device, DosPartition row, boolean sectors) {
        long unit = sectors ? 1 : Geometry.CYLINDER;
        long from = sectors ? 0 : 1;
        return "%s%-2d  %c %11d %11d %11d%c  %2x  %s\n"
                .formatted(
                        device,
                        row.number(),
                        row.active() ? '*' : ' ',
                        row.start() / unit + from,
                        (row.start() + row.sectors() - 1) / unit + from,
                        row.sectors() / 2,
                        row.sectors() % 2 == 0 ? ' ' : '+',
                        row.type(),
                        PartitionTypes.name(row.type()));
    }
}
