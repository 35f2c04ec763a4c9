package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.remote.Command;

/** A read-only question to a server, answered by a fresh reading or by a probe; the closed list of what proofs are made of. */
public sealed interface Check {

    /** The machine is the one the runbook was made for. */
    record SameMachine(String machineId) implements Check {}

    /** The drive is there and recognised. */
    record DrivePresent(String label, DriveIdentity identity) implements Check {}

    /** The drive's DOS table has exactly these entries. */
    record TableIs(String label, DriveIdentity identity, List<TableEntry> entries) implements Check {
        public TableIs {
            entries = List.copyOf(entries);
        }
    }

    /** The drive's table id is this one, such as {@code 0x509962fc}. */
    record DiskIdIs(String label, DriveIdentity identity, String diskId) implements Check {}

    /** No partition of the drive carries any signature or holder (extended partitions apart). */
    record PartitionsBlank(String label, DriveIdentity identity) implements Check {}

    /** The drive has no table, no signature and no holder. */
    record DriveBlank(String label, DriveIdentity identity) implements Check {}

    /** The drive cannot start the machine: it is not there, or carries neither table nor signature, used or not. */
    record DriveReleased(String label, DriveIdentity identity) implements Check {}

    /** One partition has this DOS type. */
    record PartitionTypeIs(String label, DriveIdentity identity, int number, String type) implements Check {}

    /** Nothing of the drive is mounted, swapped on or held by another device, arrays included. */
    record DriveUnused(String label, DriveIdentity identity) implements Check {}

    /** The array runs with exactly these members in sync (drive and partition number); {@code whole} asks that no slot is empty. */
    record ArrayIs(String uuid, List<MemberOf> inSync, boolean whole) implements Check {
        public ArrayIs {
            inSync = List.copyOf(inSync);
        }
    }

    /** The partition is a member of the array in any state but faulty. */
    record ArrayHas(String uuid, MemberOf member) implements Check {}

    /** No array of this UUID runs. */
    record ArrayAbsent(String uuid) implements Check {}

    /** mismatch_cnt of the array is 0 and no check is running. */
    record NoMismatch(String uuid) implements Check {}

    /** The array holds a file system or swap of this type and UUID. */
    record ArrayHolds(String arrayUuid, String type, String contentUuid) implements Check {}

    /** The mount point is served by the array. */
    record MountedFromArray(String mountPoint, String arrayUuid) implements Check {}

    /** The mount point is served by a partition of the drive. */
    record MountedFromPartition(String mountPoint, MemberOf partition) implements Check {}

    /**
     * No file of the file system on the partition ever had an access control list or another extended attribute: ext3 marks
     * itself when the first one is set, for good.
     */
    record NeverHadAttributes(String mountPoint, MemberOf partition) implements Check {}

    /** Nothing is mounted there. */
    record NotMounted(String mountPoint) implements Check {}

    /** Swap in use is exactly this array. */
    record SwapIsArray(String arrayUuid) implements Check {}

    /** The file reads exactly so. */
    record FileIs(String path, String content) implements Check {}

    record FileAbsent(String path) implements Check {}

    /** The tools are installed. */
    record ToolsPresent(List<String> tools) implements Check {
        public ToolsPresent {
            tools = List.copyOf(tools);
        }
    }

    /** None of the units is active. */
    record UnitsStopped(List<String> units) implements Check {
        public UnitsStopped {
            units = List.copyOf(units);
        }
    }

    /** All of the units are active. */
    record UnitsActive(List<String> units) implements Check {
        public UnitsActive {
            units = List.copyOf(units);
        }
    }

    /** The first sector of the drive starts GRUB. */
    record GrubOn(String label, DriveIdentity identity) implements Check {}

    /** The first sector of the drive starts LILO. */
    record LiloOn(String label, DriveIdentity identity) implements Check {}

    /** The kernel can run arrays of this level, such as {@code raid1}, now. */
    record PersonalityLoaded(String level) implements Check {}

    /** mdadm.conf names exactly these arrays, each with the UUID it has now and without a list of devices. */
    record MdadmConfLists(List<String> arrays) implements Check {
        public MdadmConfLists {
            arrays = List.copyOf(arrays);
        }
    }

    /** /etc/default/mdadm lets arrays be started at boot. */
    record MdadmStartsArrays() implements Check {}

    /**
     * What LILO printed when it ran last says that it did all of this, and says nothing that nobody knows.
     *
     * @param output the file that holds it
     * @param entries all entries of the menu
     * @param byDefault label of the entry that is started if nobody chooses
     * @param records devices whose boot records it must have named; it names none where there is no array
     */
    record LiloDid(String output, List<LiloEntry> entries, String byDefault, List<String> records) implements Check {
        public LiloDid {
            entries = List.copyOf(entries);
            records = List.copyOf(records);
        }

        /** What is asked of the server. */
        Probe probe() {
            return new Probe("LILO said what it did", Command.of("cat", output), "");
        }
    }

    /**
     * An entry of LILO's menu.
     *
     * @param image its kernel, such as {@code /vmlinuz.old}
     * @param optional true if LILO may skip it because the kernel is not there
     */
    record LiloEntry(String label, String image, boolean optional) {}

    /** Swap in use is exactly these devices: the partition, and the array beside it. */
    record SwapIsBoth(MemberOf partition, String array) implements Check {}

    /** next_entry of GRUB's environment is this; empty for unset. */
    record NextEntryIs(String entry) implements Check {}

    /** The kernel command line has this word. */
    record KernelWord(String word) implements Check {}

    /** The package manager is free and whole. */
    record PackageManagerReady() implements Check {}

    /** Of the two drives only this one is there; the other one is away. */
    record Alone(String label, DriveIdentity identity, String away, DriveIdentity awayIdentity) implements Check {}

    /** The half of the array has run without the other one and says so in its superblock: whoever comes back is behind. */
    record RanAlone(String array, MemberOf half) implements Check {}

    /**
     * The half that came back belongs to the array, is behind the one that ran, and never ran alone itself; or it carries
     * no superblock any more.
     */
    record StaleHalf(String array, MemberOf fresh, MemberOf stale) implements Check {}

    /** The array runs on the half with the newest data, and its halves have not gone separate ways. */
    record NewestRuns(String array, MemberOf one, MemberOf other) implements Check {}

    /** A read-only command ends with 0 and prints, without trailing newlines, exactly {@code stdout}. */
    record Probe(String says, Command command, String stdout) implements Check {}

    /** A partition of a labelled drive. */
    record MemberOf(String label, DriveIdentity identity, int partition) {}
}
