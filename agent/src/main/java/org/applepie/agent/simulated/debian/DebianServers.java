package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DriveModel;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** The machine of Debian 12 that comes along: installed, off, with a clean second drive in it. */
public final class DebianServers {

    /** Sectors of its drives: 2147483648 bytes. */
    public static final long SECTORS = 4_194_304;

    private static final DriveModel QEMU = new DriveModel("QEMU", "QEMU HARDDISK", "2.5+");

    private DebianServers() {}

    /** A drive like those it has, with nothing on it. */
    public static SimulatedDrive drive(String serial) {
        return new SimulatedDrive(QEMU, serial, SECTORS);
    }

    private static List<DosPartition> table() {
        return List.of(
                new DosPartition(1, 2048, 327_680, 0x83, true),
                new DosPartition(2, 329_728, 3_864_576, 5, false),
                DosPartition.none(3),
                DosPartition.none(4),
                new DosPartition(5, 331_776, 262_144, 0x82, false),
                new DosPartition(6, 595_968, 3_598_336, 0x83, false));
    }

    /** A mail server: apple is SCSI id 0, pie is id 1. */
    public static DebianServer postoffice(SimulatedTime time, Random random, long speedKib) {
        Machine machine = new Machine();
        machine.plug(Position.scsi(0), drive("APPLE001"));
        machine.plug(Position.scsi(1), drive("PIE001"));
        new Installation("postoffice", table(), 1, 5, 6).on(machine, time, random);
        return new DebianServer(machine, time, random, speedKib);
    }
}
