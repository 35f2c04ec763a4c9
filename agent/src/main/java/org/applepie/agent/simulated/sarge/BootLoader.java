package org.applepie.agent.simulated.sarge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.agent.simulated.machine.Console;

/** From power on to a kernel in memory: BIOS, first sector, LILO, map. Knows places on drives and no file names. */
final class BootLoader {

    static final String KERNEL = "HdrS Linux kernel ";

    private final Machine machine;
    private final Console console;

    BootLoader(Machine machine, Console console) {
        this.machine = machine;
        this.console = console;
    }

    /** What LILO put into memory. */
    record Loaded(String kernel, InitrdImage initrd, String commandLine) {}

    /** It did not get so far. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;
        private final BootFailure reason;

        Failed(BootFailure reason) {
            super(reason.name());
            this.reason = reason;
        }

        BootFailure reason() {
            return reason;
        }
    }

    /** @param typed what a person types at LILO's prompt */
    Loaded load(Optional<String> typed) throws Failed {
        for (SimulatedDrive drive : machine.bootOrder()) {
            Optional<BootSector> sector = drive.dead() ? Optional.empty() : sector(drive);
            if (sector.isPresent()) {
                return load(drive, sector.get(), typed);
            }
        }
        console.say("DISK BOOT FAILURE, INSERT SYSTEM DISK AND PRESS ENTER");
        throw new Failed(BootFailure.NOTHING_TO_BOOT);
    }

    // A master boot record without LILO hands over to the active partition, unless it is empty.
    private static Optional<BootSector> sector(SimulatedDrive drive) {
        byte[] master = drive.peek(0);
        Optional<BootSector> own = BootSector.parse(master);
        boolean code = master[0] != 0;
        if (own.isPresent() || !code) {
            return own;
        }
        return DosTable.read(drive).stream()
                .flatMap(table -> table.used().stream())
                .filter(DosPartition::active)
                .flatMap(active -> BootSector.parse(drive.peek(active.start())).stream())
                .findFirst();
    }

    private Loaded load(SimulatedDrive booted, BootSector sector, Optional<String> typed) throws Failed {
        List<SimulatedDrive> order = new ArrayList<>(List.of(booted));
        machine.bootOrder().stream().filter(drive -> drive != booted).forEach(order::add);
        int index = sector.biosDrive() - 0x80;
        if (index >= order.size() || order.get(index).dead()) {
            throw stop("L 01 01 01 01 01 01 01 01 01 01", BootFailure.MAP_UNREADABLE);
        }
        Content there = order.get(index).contentAt(sector.start());
        if (!(there instanceof Content.Files files) || files.layout() != sector.layout()) {
            throw stop("L 99 99 99 99 99 99 99 99 99 99", BootFailure.MAP_UNREADABLE);
        }
        BootMap map = text(files, sector.inode())
                .flatMap(BootMap::parse)
                .filter(read -> read.id() == sector.id())
                .orElseThrow(() -> stop("LI", BootFailure.KERNEL_UNREADABLE));
        return load(files, sector, map, typed);
    }

    private Failed stop(String last, BootFailure reason) {
        console.say(last);
        return new Failed(reason);
    }

    private Loaded load(Content.Files files, BootSector sector, BootMap map, Optional<String> typed) throws Failed {
        String chosen = typed.orElse(map.once().isEmpty() ? map.chosen() : map.once());
        boolean waits = map.prompt()
                && map.timeout() == 0
                && typed.isEmpty()
                && map.once().isEmpty();
        console.say("LILO 22.6.1 boot: " + (waits ? "" : chosen));
        if (waits) {
            throw new Failed(BootFailure.WAITS_AT_PROMPT);
        }
        if (!map.once().isEmpty()) {
            forget(files.layout(), sector.inode(), map);
        }
        BootMap.Image image = map.image(chosen)
                .orElseThrow(() -> stop("No such image. [Tab] shows a list.", BootFailure.WAITS_AT_PROMPT));
        String kernel = text(files, image.kernel())
                .filter(text -> text.startsWith(KERNEL))
                .orElseThrow(() -> stop("LIL?", BootFailure.KERNEL_UNREADABLE));
        console.say("Loading " + image.label() + "......................");
        InitrdImage initrd = text(files, image.initrd())
                .flatMap(InitrdImage::parse)
                .orElseThrow(() -> stop(
                        "RAMDISK: Couldn't find valid RAM disk image starting at 0.\nKernel panic: VFS: Unable to mount root fs",
                        BootFailure.INITRD_UNREADABLE));
        String how = typed.isPresent() ? "" : "auto ";
        return new Loaded(
                kernel.substring(KERNEL.length()).lines().findFirst().orElse(""),
                initrd,
                how + "BOOT_IMAGE=" + image.label() + " " + image.arguments());
    }

    private static Optional<String> text(Content.Files files, long inode) {
        return TreeDigest.byInode(files.tree(), inode).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }

    // "Once" is over with this boot, on every copy of the map: nothing here writes to one member of an array alone.
    private void forget(long layout, long inode, BootMap map) {
        for (SimulatedDrive drive : machine.drives().values()) {
            for (Content content : drive.contents().values()) {
                if (content instanceof Content.Files files && files.layout() == layout) {
                    TreeDigest.pathOf(files.tree(), inode).ifPresent(path -> rewrite(files, path, map));
                }
            }
        }
    }

    private static void rewrite(Content.Files files, String path, BootMap map) {
        try {
            TreeDigest.view(files.tree()).write(path, map.once("").print());
        } catch (ErrnoException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
