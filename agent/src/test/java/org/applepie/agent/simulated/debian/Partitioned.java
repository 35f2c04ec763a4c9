package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.StillTime;

/** The machine of Debian 12 after its second drive got the partitions of the first, with the tools for arrays installed. */
final class Partitioned {

    final StillTime time = new StillTime(Typist.START);
    final DebianServer server = DebianServers.postoffice(time, new Random(7), 16384);
    final SimulatedDrive apple;
    final SimulatedDrive pie;

    Partitioned() throws DriveFailure, ErrnoException {
        List<SimulatedDrive> drives = List.copyOf(server.machine().drives().values());
        apple = drives.get(0);
        pie = drives.get(1);
        new DosTable(List.of(
                        new DosPartition(1, 2048, 327_680, 0xfd, true),
                        new DosPartition(2, 329_728, 3_864_576, 5, false),
                        DosPartition.none(3),
                        DosPartition.none(4),
                        new DosPartition(5, 331_776, 262_144, 0xfd, false),
                        new DosPartition(6, 595_968, 3_598_336, 0xfd, false)))
                .write(pie);
        server.powerOn();
        View files = server.files().orElseThrow();
        for (String program : List.of("mdadm", "rsync", "getfacl", "setfacl", "getfattr", "setfattr")) {
            DebianTree.program(files, program);
        }
        nodes(files);
    }

    private static void nodes(View files) throws ErrnoException {
        for (int number : List.of(1, 5, 6, 17, 21, 22)) {
            node(files, "/dev/sd" + (number < 16 ? 'a' : 'b') + number % 16, new DeviceNumber(8, number));
        }
        for (int number : List.of(0, 1, 2)) {
            node(files, "/dev/md" + number, new DeviceNumber(Drivers.MD, number));
        }
    }

    private static void node(View files, String path, DeviceNumber number) throws ErrnoException {
        if (!files.exists(path)) {
            files.makeNode(path, FileType.BLOCK_DEVICE, number, 0660);
        }
    }

    /** Nodes of arrays, for as long as udev makes none. */
    void nodes() throws ErrnoException {
        nodes(server.files().orElseThrow());
    }

    /** Takes /boot out of use and empties what it was on. */
    void giveUpBoot() throws ErrnoException {
        View files = server.files().orElseThrow();
        files.namespace().unmount(files, "/boot", false);
        apple.lay(2048, 327_680, new Content.Zeros());
    }

    Typist.Result type(String line) {
        return new Typist(server).type(line);
    }

    void seconds(long count) {
        time.sleep(java.time.Duration.ofSeconds(count));
    }
}
