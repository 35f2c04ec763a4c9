package org.applepie.web.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Host;
import org.applepie.domain.inventory.PackageManager;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.Recovery;

/** Readings as Debian 12 machines give them. */
public final class DemoReadings {

    public static final DriveIdentity APPLE =
            new DriveIdentity("S4EVNX0M812345", "0x5002538e40a1b2c3", "Samsung SSD 860 EVO 250GB", 250_059_350_016L);
    public static final DriveIdentity PIE =
            new DriveIdentity("2043E49B1F77", "0x500a0751e49b1f77", "CT250MX500SSD1", 250_059_350_016L);

    private static final long SECTORS = 488_397_168;
    private static final String BOOT = "9f6c2f0e-3c2b-4b8e-9a3f-2c1d7e5a0b11";
    private static final String SWAP = "5a1e7d44-90b2-4a6f-8c3d-71f0aa42bb22";
    private static final String ROOT = "c7d0b6a2-1f4e-4d59-b8aa-0e9d3c6f7733";

    private static final List<TableEntry> TABLE = List.of(
            new TableEntry(1, 2048, 1_998_848, "83", true),
            new TableEntry(2, 2_002_942, 486_391_810, "5", false),
            new TableEntry(5, 2_002_944, 15_998_976, "82", false),
            new TableEntry(6, 18_003_968, 470_390_784, "83", false));

    private DemoReadings() {}

    /** One disk in use, a blank second one. */
    public static Reading singleDisk(Instant at, String hostname, String machineId) {
        return reading(
                at,
                hostname,
                machineId,
                List.of(apple("sda"), blank("sdb")),
                List.of(),
                mounts("sda"),
                List.of(swap("sda5")));
    }

    /** As {@link #singleDisk}, but the second drive carries a file system that somebody may miss. */
    public static Reading foreignSecondDisk(Instant at, String hostname, String machineId) {
        return reading(
                at,
                hostname,
                machineId,
                List.of(apple("sda"), used("sdb")),
                List.of(),
                mounts("sda"),
                List.of(swap("sda5")));
    }

    /** Both drives in three arrays; the last one is being rebuilt if {@code rebuilding}. */
    public static Reading mirrored(Instant at, String hostname, String machineId, boolean rebuilding) {
        List<MdArray> arrays = List.of(array(0, 1, false), array(1, 5, false), array(2, 6, rebuilding));
        List<Mount> mounts = List.of(
                mount("/", "md2", 231_000_000_000L, 41_000_000_000L),
                mount("/boot", "md0", 960_000_000L, 120_000_000L));
        return reading(
                at,
                hostname,
                machineId,
                List.of(member("sda", APPLE), member("sdb", PIE)),
                arrays,
                mounts,
                List.of(swap("md1")));
    }

    /** Hardly anything could be read. */
    public static Reading mostlyUnknown(Instant at) {
        String why = "sudo: a password is required";
        return new Reading(
                at,
                new Host(
                        Fact.of(new Host.OsRelease("debian", "11", "bullseye", "Debian GNU/Linux 11 (bullseye)")),
                        Fact.of("backup1"),
                        Fact.of("5.10.0-33-amd64"),
                        Fact.unknown("/sys/firmware is not there"),
                        Fact.of("71c2"),
                        Fact.of("f00d"),
                        Fact.unknown(why),
                        Fact.of(1000)),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Map.of("/etc/fstab", new FileFact.Unreadable("permission denied")),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(why),
                Fact.unknown(Reading.NO_PACKAGES),
                Fact.unknown(Reading.NO_KERNELS));
    }

    private static Reading reading(
            Instant at,
            String hostname,
            String machineId,
            List<Disk> disks,
            List<MdArray> arrays,
            List<Mount> mounts,
            List<SwapArea> swaps) {
        return new Reading(
                at,
                host(hostname, machineId),
                Fact.of(disks),
                Fact.of(List.of()),
                Fact.of(arrays),
                Fact.of(mounts),
                Fact.of(swaps),
                Fact.of(new Bootloader.Grub2("i386-pc", "2.06-13+deb12u1", "")),
                Fact.of(new Initramfs.InitramfsTools("0.142+deb12u1", "UUID=" + SWAP)),
                files(),
                Fact.of(tools()),
                Fact.of(new PackageManager("", List.of())),
                Fact.of(List.of(
                        "cron.service",
                        "dovecot.service",
                        "postfix@-.service",
                        "rsyslog.service",
                        "ssh.service",
                        "systemd-journald.service",
                        "systemd-udevd.service",
                        "apt-daily.timer",
                        "fstrim.timer")),
                Fact.of(""),
                Fact.unknown(Reading.NO_PACKAGES),
                Fact.unknown(Reading.NO_KERNELS));
    }

    private static Host host(String hostname, String machineId) {
        return new Host(
                Fact.of(new Host.OsRelease("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)")),
                Fact.of(hostname),
                Fact.of("6.1.0-28-amd64"),
                Fact.of(Host.Firmware.BIOS),
                Fact.of(machineId),
                Fact.of("6f1f2a0e-7c54-4c5b-8f0a-55a1b2c3d4e5"),
                Fact.of(List.of("BOOT_IMAGE=/vmlinuz-6.1.0-28-amd64", "root=UUID=" + ROOT, "ro", "quiet")),
                Fact.of(0));
    }

    private static Map<String, FileFact> files() {
        return Map.of(
                "/etc/fstab",
                new FileFact.Present("""
                        # /etc/fstab: static file system information.
                        UUID=%s /               ext4    errors=remount-ro 0       1
                        UUID=%s /boot           ext4    defaults        0       2
                        UUID=%s none            swap    sw              0       0
                        """.formatted(ROOT, BOOT, SWAP)),
                "/boot/grub/grub.cfg",
                new FileFact.Present("set default=\"${next_entry}\"\nsource ${config_directory}/custom.cfg\n"),
                "/boot/grub/custom.cfg",
                new FileFact.Absent(),
                "/etc/default/grub",
                new FileFact.Present("GRUB_DEFAULT=0\nGRUB_TIMEOUT=5\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\n"),
                "/etc/initramfs-tools/conf.d/resume",
                new FileFact.Present("RESUME=UUID=" + SWAP + "\n"));
    }

    private static Map<String, String> tools() {
        Map<String, String> tools = new TreeMap<>();
        for (String name : List.of("sfdisk", "wipefs", "blkid", "lsblk", "findmnt", "mkswap")) {
            tools.put(name, "2.38.1");
        }
        for (String name : List.of("grub-install", "grub-reboot", "update-grub")) {
            tools.put(name, "2.06");
        }
        tools.put("mkfs.ext4", "1.47.0");
        tools.put("udevadm", "252");
        tools.put("systemctl", "252");
        tools.put("update-initramfs", "");
        return tools;
    }

    private static Disk apple(String name) {
        List<Partition> partitions = List.of(
                partition(name, 0, new Content("ext4", BOOT, "")),
                partition(name, 1, Content.NONE),
                partition(name, 2, new Content("swap", SWAP, "")),
                partition(name, 3, new Content("ext4", ROOT, "")));
        return disk(name, APPLE, new PartitionTable.Dos("0x509962fc", TABLE), partitions, new BootRecord.Grub());
    }

    private static Disk blank(String name) {
        return disk(name, PIE, new PartitionTable.None(), List.of(), new BootRecord.Empty());
    }

    private static Disk used(String name) {
        List<TableEntry> table = List.of(new TableEntry(1, 2048, SECTORS - 2048, "83", false));
        Content photos = new Content("ext4", "0d7a4f8e-11aa-4a5c-9b77-3f7c1e2d9a10", "photos");
        Partition partition = new Partition(
                name + "1",
                1,
                2048,
                (SECTORS - 2048) * 512,
                "0badcafe-01",
                List.of(new Signature("ext4", 1080, photos.uuid(), "photos")),
                photos,
                List.of());
        return disk(name, PIE, new PartitionTable.Dos("0x0badcafe", table), List.of(partition), new BootRecord.Empty());
    }

    private static Disk member(String name, DriveIdentity identity) {
        Content content = new Content("linux_raid_member", "36c921d8-3371-cdc3-3cb8-5622144143aa", "");
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < TABLE.size(); i++) {
            partitions.add(partition(name, i, i == 1 ? Content.NONE : content));
        }
        return disk(name, identity, new PartitionTable.Dos("0x509962fc", TABLE), partitions, new BootRecord.Grub());
    }

    private static Disk disk(
            String name, DriveIdentity identity, PartitionTable table, List<Partition> partitions, BootRecord record) {
        return new Disk(
                name,
                identity,
                List.of("ata-" + identity.model().replace(' ', '_') + "_" + identity.serial()),
                512,
                512,
                false,
                "sata",
                false,
                false,
                table,
                partitions,
                record,
                List.of(),
                Content.NONE,
                List.of());
    }

    private static Partition partition(String disk, int index, Content content) {
        TableEntry entry = TABLE.get(index);
        List<Signature> signatures = content.isEmpty()
                ? List.of()
                : List.of(new Signature(content.type(), 1080, content.uuid(), content.label()));
        return new Partition(
                disk + entry.number(),
                entry.number(),
                entry.start(),
                entry.size() * 512,
                "509962fc-0" + entry.number(),
                signatures,
                content,
                List.of());
    }

    private static List<Mount> mounts(String disk) {
        return List.of(
                mount("/", disk + "6", 231_000_000_000L, 41_000_000_000L),
                mount("/boot", disk + "1", 960_000_000L, 120_000_000L));
    }

    private static Mount mount(String point, String device, long size, long used) {
        return new Mount(
                point, "/dev/" + device, device, "ext4", "rw,relatime", size, used, size - used, 1_000_000, 60_000);
    }

    private static SwapArea swap(String device) {
        return new SwapArea("/dev/" + device, device, 8_191_475_712L, 0);
    }

    private static MdArray array(int number, int partition, boolean rebuilding) {
        Member.State second = rebuilding ? Member.State.REBUILDING : Member.State.IN_SYNC;
        return new MdArray(
                "md" + number,
                "36c921d8:3371cdc3:3cb85622:14414" + "30" + number,
                "raid1",
                "1.2",
                2,
                "active",
                false,
                List.of(
                        new Member("sdb" + partition, 0, Member.State.IN_SYNC),
                        new Member("sda" + partition, 1, second)),
                rebuilding
                        ? Optional.of(new Recovery("recover", 120_000_000, 470_000_000, 141_000_000))
                        : Optional.empty(),
                0);
    }
}
