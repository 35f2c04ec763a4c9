package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** sfdisk of util-linux 2.12p. */
final class Sfdisk extends Tool {

    private static final String VERSION = "sfdisk version 3.08 (aeb@cwi.nl, 040824) from util-linux-2.12p\n";
    private static final Set<String> MODES = Set.of(
            "-d",
            "--dump",
            "-l",
            "--list",
            "-s",
            "--show-size",
            "-V",
            "--verify",
            "-R",
            "--re-read",
            "-c",
            "--id",
            "--change-id",
            "--print-id",
            "-v",
            "--version",
            "-g",
            "--show-geometry");

    Sfdisk(Drivers drivers) {
        super(drivers);
    }

    @Override
    public int run(Call call) throws IOException {
        Set<String> options = new HashSet<>();
        List<String> words = new ArrayList<>();
        for (String argument : call.arguments()) {
            if (argument.startsWith("-") && argument.length() > 1) {
                options.add(argument);
            } else {
                words.add(argument);
            }
        }
        String mode = options.stream().filter(MODES::contains).findFirst().orElse("");
        if (mode.equals("-v") || mode.equals("--version")) {
            call.print(VERSION);
            return 0;
        }
        return words.isEmpty() ? withoutDevice(call, mode) : onDevice(call, mode, words, options);
    }

    private static int withoutDevice(Call call, String mode) throws IOException {
        // The names in /proc/partitions are not in /dev, so it finds nothing, and says nothing about it.
        return switch (mode) {
            case "-s", "--show-size" -> {
                call.print("total: 0 blocks\n");
                yield 0;
            }
            case "" -> {
                call.warn("Usage: sfdisk [options] device ...\n");
                yield 1;
            }
            default -> 0;
        };
    }

    private int onDevice(Call call, String mode, List<String> words, Set<String> options) throws IOException {
        String device = words.getFirst();
        boolean writes = mode.isEmpty() || words.size() > 2;
        Block block;
        try {
            block = block(call, device);
        } catch (ErrnoException refused) {
            call.warn(device + ": " + refused.errno().text() + "\nsfdisk: cannot open " + device + " for "
                    + (writes ? "writing" : "reading") + "\n");
            return 1;
        }
        if (mode.equals("-s") || mode.equals("--show-size")) {
            call.print(block.kib() + "\n");
            return 0;
        }
        return onDisk(call, mode, words, options, disk(call, device));
    }

    private int onDisk(Call call, String mode, List<String> words, Set<String> options, Disk disk) throws IOException {
        String device = words.getFirst();
        return switch (mode) {
            case "-d", "--dump" -> dump(call, device, disk);
            case "-l", "--list" -> list(call, device, disk);
            case "-V", "--verify" -> verify(call, device, disk);
            case "-R", "--re-read" -> reread(call, disk);
            case "-g", "--show-geometry" -> {
                call.print(device + ": " + geometry(disk).words() + "\n");
                yield 0;
            }
            case "-c", "--id", "--change-id", "--print-id" -> id(call, words, disk);
            default -> new SfdiskWrite(call, device, disk, options, this::busy).run();
        };
    }

    static Geometry geometry(Disk disk) {
        return new Geometry(disk.drive().sectors());
    }

    private static Optional<DosTable> table(Call call, String device, Disk disk) throws IOException {
        Optional<DosTable> table = DosTable.read(disk.drive());
        if (table.isEmpty()) {
            call.warn("\nsfdisk: ERROR: sector 0 does not have an msdos signature\n " + device
                    + ": unrecognized partition table type\n");
        }
        return table;
    }

    private static int dump(Call call, String device, Disk disk) throws IOException {
        Optional<DosTable> table = table(call, device, disk);
        if (table.isEmpty()) {
            call.warn("No partitions found\n");
        } else {
            call.print(SfdiskText.dump(device, table.get().partitions()));
        }
        return 0;
    }

    private static int list(Call call, String device, Disk disk) throws IOException {
        call.print("\nDisk " + device + ": " + geometry(disk).words() + "\n");
        Optional<DosTable> table = table(call, device, disk);
        if (table.isEmpty()) {
            call.warn("No partitions found\n");
        } else {
            call.print(SfdiskText.byCylinders(device, table.get()));
        }
        return 0;
    }

    private static int verify(Call call, String device, Disk disk) throws IOException {
        if (table(call, device, disk).isEmpty()) {
            return 1;
        }
        call.warn(device + ": OK\n");
        return 0;
    }

    private int reread(Call call, Disk disk) throws IOException {
        if (busy(disk)) {
            call.warn("BLKRRPART: Device or resource busy\nThis disk is currently in use.\n");
        } else {
            disk.reread();
        }
        return 0;
    }

    private boolean busy(Disk disk) {
        return drivers().claimed(Region.whole(disk.drive()));
    }

    private static int id(Call call, List<String> words, Disk disk) throws IOException {
        String device = words.getFirst();
        Optional<DosTable> table = table(call, device, disk);
        String number = words.size() > 1 ? words.get(1) : "";
        Optional<DosPartition> row = table.flatMap(
                all -> number.matches("[0-9]{1,3}") ? all.partition(Integer.parseInt(number)) : Optional.empty());
        if (row.isEmpty()) {
            call.warn("sfdisk: " + number + ": no such partition\n");
            return 1;
        }
        if (words.size() == 2) {
            call.print("%x\n".formatted(row.get().type()));
            return 0;
        }
        return change(call, table.get(), row.get(), words.get(2), disk);
    }

    private static int change(Call call, DosTable table, DosPartition row, String type, Disk disk) throws IOException {
        if (!type.matches("[0-9a-fA-F]{1,2}")) {
            call.warn("sfdisk: bad Id " + type + "\n");
            return 1;
        }
        try {
            table.with(new DosPartition(
                            row.number(), row.start(), row.sectors(), Integer.parseInt(type, 16), row.active()))
                    .write(disk.drive());
        } catch (DriveFailure failure) {
            call.warn("sfdisk: write error on " + disk.whole().path() + "\n");
            return 1;
        }
        call.warn("Done\n\n");
        return 0;
    }
}
