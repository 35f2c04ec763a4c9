package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.Console;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * What the installer of Debian 12 leaves on the first drive of a machine: table, file systems, swap, a tree, an initramfs and
 * GRUB.
 *
 * @param boot number of the partition for /boot
 */
record Installation(String host, List<DosPartition> partitions, int boot, int swap, int root) {

    static final UUID BOOT = UUID.fromString("b0070000-0a99-4e1e-8000-000000000001");
    static final UUID SWAP = UUID.fromString("5a990000-0a99-4e1e-8000-000000000005");
    static final UUID ROOT = UUID.fromString("70070000-0a99-4e1e-8000-000000000006");
    private static final byte[] DISK_ID = {0x01, (byte) 0xe0, (byte) 0x91, (byte) 0xa9};

    /** Installs, with the machine off before and after. */
    void on(Machine machine, SimulatedTime time, Random random) {
        SimulatedDrive drive = machine.bootOrder().getFirst();
        try {
            byte[] first = new byte[SimulatedDrive.SECTOR];
            System.arraycopy(DISK_ID, 0, first, 0x1b8, DISK_ID.length);
            drive.write(0, first);
            new DosTable(partitions).write(drive);
            Content.Files rootFiles = Ext4.empty(ROOT, "root", kib(root), 433_219, 112_448, random);
            Content.Files bootFiles = Ext4.empty(BOOT, "boot", kib(boot), 36_978, 40_960, random);
            lay(drive, root, rootFiles);
            lay(drive, boot, bootFiles);
            lay(drive, swap, new Content.Swap(SWAP, kib(swap)));
            Drivers drivers = new Drivers(Drivers.RELEASE, machine, machine.bootOrder(), time, "install", "", 1);
            Block at = drivers.node("sda" + root).orElseThrow();
            Namespace namespace = new Namespace(
                    rootFiles.tree(), at.path(), at.number(), List.of("rw"), () -> Boot.nanos(time), drivers);
            Running running = new Running(drivers, namespace, at, new Console(), random, wish -> {});
            DebianTree tree = new DebianTree(host, namespace.view(), time, random);
            tree.directories();
            DeviceNumber number = drivers.node("sda" + boot).orElseThrow().number();
            namespace.mount(
                    namespace.view(), "/boot", bootFiles.tree(), "/dev/sda" + boot, number, List.of("rw", "relatime"));
            tree.files(running);
            running.mount("/dev", running.kernelFiles().dev(), "udev", 5, List.of("rw"), "rw");
            running.kernelFiles().settle();
            FirstBoot.prepare(running);
        } catch (ErrnoException | DriveFailure failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void lay(SimulatedDrive drive, int number, Content content) {
        DosPartition row = partition(number);
        drive.lay(row.start(), row.sectors(), content);
    }

    private long kib(int number) {
        return partition(number).sectors() / 2;
    }

    private DosPartition partition(int number) {
        return partitions.stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow();
    }
}
