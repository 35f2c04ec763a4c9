package org.applepie.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Host;
import org.applepie.domain.inventory.PackageManager;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Secret;

/** Servers, drives and readings to test with. */
public final class Samples {

    public static final HostKey KEY = new HostKey("ssh-ed25519", "SHA256:first", "ssh-ed25519 AAAA");
    public static final HostKey OTHER_KEY = new HostKey("ssh-ed25519", "SHA256:second", "ssh-ed25519 BBBB");
    public static final DriveIdentity APPLE = new DriveIdentity("WD-111", "0x5000a", "WDC WD10", 8_000_000_000L);
    public static final DriveIdentity PIE = new DriveIdentity("ST-222", "0x5000b", "ST1000DM", 9_000_000_000L);
    public static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");

    private Samples() {}

    public static ServerDraft draft(String name) {
        return new ServerDraft(
                name,
                "mail.example.org",
                22,
                "root",
                Environment.TEST,
                Authentication.PASSWORD,
                SudoMode.NOT_NEEDED,
                Optional.of(new Secret("canary-secret")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A drive with one ext4 partition. */
    public static Disk used(String kernelName, DriveIdentity identity) {
        Partition partition = new Partition(
                kernelName + "1",
                1,
                2048,
                1_000_000,
                "",
                List.of(),
                new Content(
                        "ext4",
                        UUID.nameUUIDFromBytes(kernelName.getBytes(StandardCharsets.UTF_8))
                                .toString(),
                        ""),
                List.of());
        return disk(kernelName, identity, new PartitionTable.Dos("0x1", List.of()), List.of(partition));
    }

    public static Disk blank(String kernelName, DriveIdentity identity) {
        return disk(kernelName, identity, new PartitionTable.None(), List.of());
    }

    private static Disk disk(
            String kernelName, DriveIdentity identity, PartitionTable table, List<Partition> partitions) {
        return new Disk(
                kernelName,
                identity,
                List.of("ata-" + identity.serial()),
                512,
                4096,
                true,
                "sata",
                false,
                false,
                table,
                partitions,
                partitions.isEmpty() ? new BootRecord.Empty() : new BootRecord.Grub(),
                List.of(),
                Content.NONE,
                List.of());
    }

    public static Reading reading(Instant at, String machineId, Disk... disks) {
        return reading(at, machineId, "b0000000-0000-4000-8000-000000000001", Map.of(), List.of(), "", disks);
    }

    /** A reading in which everything is known; the first disk's first partition is mounted as root. */
    public static Reading reading(
            Instant at,
            String machineId,
            String bootId,
            Map<String, FileFact> files,
            List<MdArray> arrays,
            String runLock,
            Disk... disks) {
        Mount root = new Mount("/", "/dev/root", disks[0].kernelName() + "1", "ext4", "rw", 1, 1, 1, 1, 1);
        return new Reading(
                at,
                host(machineId, bootId),
                Fact.of(List.of(disks)),
                Fact.of(List.of()),
                Fact.of(arrays),
                Fact.of(List.of(root)),
                Fact.of(List.of()),
                Fact.of(new Bootloader.Grub2("i386-pc", "2.06", "")),
                Fact.of(new Initramfs.InitramfsTools("0.142", "")),
                files,
                Fact.of(Map.of("mdadm", "4.2")),
                Fact.of(new PackageManager("", List.of())),
                Fact.of(List.of("ssh.service")),
                Fact.of(runLock),
                Fact.unknown(Reading.NO_PACKAGES),
                Fact.unknown(Reading.NO_KERNELS));
    }

    /** The reading, had it seen these file systems. */
    public static Reading withMounts(Reading r, Mount... mounts) {
        return new Reading(
                r.takenAt(),
                r.host(),
                r.disks(),
                r.mapped(),
                r.arrays(),
                Fact.of(List.of(mounts)),
                r.swaps(),
                r.bootloader(),
                r.initramfs(),
                r.files(),
                r.tools(),
                r.packageManager(),
                r.activeUnits(),
                r.runLock(),
                r.packages(),
                r.kernels());
    }

    private static Host host(String machineId, String bootId) {
        return new Host(
                Fact.of(new Host.OsRelease("debian", "12", "bookworm", "Debian 12")),
                Fact.of("mail"),
                Fact.of("6.1.0"),
                Fact.of(Host.Firmware.BIOS),
                Fact.of(machineId),
                Fact.of(bootId),
                Fact.of(List.of("quiet")),
                Fact.of(0));
    }
}
