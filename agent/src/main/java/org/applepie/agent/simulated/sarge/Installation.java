package org.applepie.agent.simulated.sarge;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.Namespace;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Console;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * What the installer of Debian 3.1 leaves on the first drive of a machine: table, file systems, swap, a tree, an initrd and LILO.
 *
 * @param disk node of the drive it is installed on, {@code sda} or {@code hda}
 * @param boot number of the partition for /boot, 0 for none
 */
record Installation(String host, String disk, List<DosPartition> partitions, int boot, int swap, int root) {

    /** Installs, with the machine off before and after. */
    void on(Machine machine, SimulatedTime time, Random random) {
        SimulatedDrive drive = machine.bootOrder().getFirst();
        try {
            new DosTable(partitions).write(drive);
            Content.Files rootFiles = format(drive, root, random);
            drive.lay(start(swap), partition(swap).sectors(), swap(random));
            Optional<Content.Files> bootFiles = boot == 0 ? Optional.empty() : Optional.of(format(drive, boot, random));
            Drivers drivers = new Drivers(Drivers.RELEASE, machine, time, "install", "", 1, new HashMap<>());
            Namespace namespace = namespace(drivers, rootFiles, time);
            SargeTree tree = new SargeTree(this, namespace.view(), time, random);
            tree.directories();
            if (bootFiles.isPresent()) {
                namespace.mount(
                        namespace.view(),
                        "/boot",
                        bootFiles.get().tree(),
                        node(boot),
                        number(drivers, boot),
                        List.of("rw"));
            }
            finish(
                    new Running(drivers, namespace, drivers.node(disk + root).orElseThrow(), new Console(), random),
                    tree);
        } catch (ErrnoException | DriveFailure failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Namespace namespace(Drivers drivers, Content.Files files, SimulatedTime time) {
        return new Namespace(
                files.tree(), node(root), number(drivers, root), List.of("rw"), () -> Boot.nanos(time), drivers);
    }

    private DeviceNumber number(Drivers drivers, int partition) {
        return drivers.node(disk + partition).orElseThrow().number();
    }

    private static void finish(Running running, SargeTree tree) throws ErrnoException {
        tree.files();
        int built = running.run("mkinitrd", "-o", SargeTree.INITRD, Drivers.RELEASE);
        int booted = running.run("lilo");
        if (built != 0 || booted != 0) {
            throw new IllegalStateException(
                    "the installation failed: " + running.console().text());
        }
    }

    private DosPartition partition(int number) {
        return partitions.stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private long start(int number) {
        return partition(number).start();
    }

    String node(int number) {
        return "/dev/" + disk + number;
    }

    private Content.Files format(SimulatedDrive drive, int number, Random random) {
        DosPartition row = partition(number);
        long kib = row.sectors() / 2;
        Content.Files files = Mke2fs.empty(Ext3Layout.of(kib), "ext3", "", kib, random);
        drive.lay(row.start(), row.sectors(), files);
        return files;
    }

    private Content.Swap swap(Random random) {
        return new Content.Swap(Drivers.uuid(random), partition(swap).sectors() / 2);
    }
}
