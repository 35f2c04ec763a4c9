package org.applepie.agent.simulated.sarge;

import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.hardware.DosPartition;
import org.applepie.agent.simulated.hardware.DriveModel;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** The two machines of Debian 3.1 that come along: installed, off, with a clean second drive in them. */
public final class SargeServers {

    /** Sectors of the HOWTO's drives: 18200739840 bytes. */
    public static final long SECTORS = 35_548_320;

    private static final DriveModel SEAGATE = new DriveModel("SEAGATE", "ST318404LW", "0010");
    private static final DriveModel IDE = new DriveModel("", "ST3160023A", "8.01");

    private SargeServers() {}

    /** A SCSI drive like those of the HOWTO, with nothing on it. */
    public static SimulatedDrive scsiDrive(String serial) {
        return new SimulatedDrive(SEAGATE, serial, SECTORS);
    }

    /** An IDE drive of the same size, with nothing on it. */
    public static SimulatedDrive ideDrive(String serial) {
        return new SimulatedDrive(IDE, serial, SECTORS);
    }

    private static List<DosPartition> table() {
        return List.of(
                new DosPartition(1, 63, 578_277, 0x83, true),
                new DosPartition(2, 578_340, 34_957_440, 5, false),
                DosPartition.none(3),
                DosPartition.none(4),
                new DosPartition(5, 578_403, 979_902, 0x82, false),
                new DosPartition(6, 1_558_368, 33_977_412, 0x83, false));
    }

    /** The HOWTO's mail server: apple is SCSI id 0, pie is id 1. */
    public static SargeServer mailhost(SimulatedTime time, Random random, long speedKib) {
        Machine machine = new Machine();
        machine.plug(Position.scsi(0), scsiDrive("3BT1APPLE00007123"));
        machine.plug(Position.scsi(1), scsiDrive("3BT1PIE0000007124"));
        return install(new Installation("mailhost", "sda", table(), 1, 5, 6), machine, time, random, speedKib);
    }

    /** The same on IDE: apple is primary master, pie is secondary master. */
    public static SargeServer idehost(SimulatedTime time, Random random, long speedKib) {
        Machine machine = new Machine();
        machine.plug(Position.master(0), ideDrive("3LJ076KF"));
        machine.plug(Position.master(1), ideDrive("3LJ076KG"));
        return install(new Installation("idehost", "hda", table(), 1, 5, 6), machine, time, random, speedKib);
    }

    private static SargeServer install(
            Installation installation, Machine machine, SimulatedTime time, Random random, long speedKib) {
        installation.on(machine, time, random);
        return new SargeServer(machine, time, random, speedKib);
    }
}
