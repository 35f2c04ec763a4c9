package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.hardware.TreeDigest;
import org.applepie.agent.simulated.machine.Console;

/** From power on to a menu: firmware, first sector, GRUB's core and its configuration. */
final class Grub {

    /** What the file of a kernel begins with; its release follows. */
    static final String KERNEL = "HdrS Linux kernel ";

    private final Machine machine;
    private final Console console;

    Grub(Machine machine, Console console) {
        this.machine = machine;
        this.console = console;
    }

    /** GRUB's normal mode, with its configuration read. */
    GrubShell menu() throws Failed {
        console.say("SeaBIOS");
        for (SimulatedDrive drive : machine.bootOrder()) {
            if (!drive.dead() && bootable(drive.peek(0))) {
                console.say("Booting from Hard Disk...");
                return start(drive);
            }
        }
        console.say("Boot failed: not a bootable disk\n\nNo bootable device.");
        throw new Failed(BootFailure.NOTHING_TO_BOOT);
    }

    // The firmware asks for the signature and for nothing else.
    private static boolean bootable(byte[] sector) {
        return sector[510] == 0x55 && sector[511] == (byte) 0xaa;
    }

    private GrubShell start(SimulatedDrive drive) throws Failed {
        // A table without boot code is started as well, and there the machine hangs.
        GrubCore core = GrubCore.of(drive).orElseThrow(() -> new Failed(BootFailure.NOTHING_TO_BOOT));
        console.say("GRUB loading.");
        List<SimulatedDrive> order = new ArrayList<>(List.of(drive));
        machine.bootOrder().stream().filter(other -> other != drive).forEach(order::add);
        GrubDisks disks = new GrubDisks(order);
        String prefix = prefix(core, disks);
        GrubShell shell = new GrubShell(disks, console, prefix);
        shell.configure();
        return shell;
    }

    private String prefix(GrubCore core, GrubDisks disks) throws Failed {
        int end = core.prefix().indexOf(')');
        String named = core.prefix().substring(1, end);
        String device = core.search().isEmpty()
                ? named.startsWith(",") ? "hd0" + named : named
                : disks.search(core.search()).orElseThrow(() -> rescue("no such device: " + core.search() + "."));
        if (!disks.exists(device)) {
            throw rescue("disk `" + device + "' not found.");
        }
        Optional<Content.Files> files = disks.files(device);
        String path = core.prefix().substring(end + 1);
        if (files.isEmpty()) {
            throw rescue("unknown filesystem.");
        }
        if (!TreeDigest.view(files.get().tree()).exists(path + "/i386-pc/normal.mod")) {
            throw rescue("file `" + path + "/i386-pc/normal.mod' not found.");
        }
        return "(" + device + ")" + path;
    }

    private Failed rescue(String why) {
        console.say("error: " + why + "\nEntering rescue mode...\ngrub rescue> ");
        return new Failed(BootFailure.GRUB_RESCUE);
    }
}
