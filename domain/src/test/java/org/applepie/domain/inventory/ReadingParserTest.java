package org.applepie.domain.inventory;

import static org.applepie.domain.inventory.Readings.APPLE;
import static org.applepie.domain.inventory.Readings.PIE;
import static org.applepie.domain.inventory.Readings.TAKEN_AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.inventory.Host.Firmware;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingParserTest {

    private static final String TYPICAL = "debian-12-mbr-single";

    private final Reading typical = Readings.typical().reading();

    @Test
    void readsWhatTheServerSaysOfItself() {
        Host host = typical.host();
        assertThat(host.os().known().orElseThrow().id()).isEqualTo("debian");
        assertThat(host.os().known().orElseThrow().versionId()).isEqualTo("12");
        assertThat(host.os().known().orElseThrow().codename()).isEqualTo("bookworm");
        assertThat(host.firmware()).isEqualTo(Fact.of(Firmware.BIOS));
        assertThat(host.uid()).isEqualTo(Fact.of(0));
        assertThat(host.kernelCommandLine().known().orElseThrow())
                .contains("root=UUID=" + Readings.ROOT_UUID, "mitigations=off");
        assertThat(host.bootId().known().orElseThrow()).hasSize(36);
    }

    @Test
    void readsBothDrivesByIdentity() {
        Disk apple = typical.disk(APPLE).orElseThrow();
        assertThat(apple.identity()).isEqualTo(APPLE);
        assertThat(apple.byId()).containsExactly("scsi-0QEMU_QEMU_HARDDISK_APPLE001");
        assertThat(apple.bootRecord()).isEqualTo(new BootRecord.Grub());
        assertThat(apple.sizeSectors()).isEqualTo(4194304);
        Disk pie = typical.disk(PIE).orElseThrow();
        assertThat(pie.table()).isEqualTo(new PartitionTable.None());
        assertThat(pie.bootRecord()).isEqualTo(new BootRecord.Empty());
        assertThat(pie.signatures()).isEmpty();
        assertThat(pie.partitions()).isEmpty();
    }

    @Test
    void readsTheTableOfTheDriveInUse() {
        assertThat(typical.disk(APPLE).orElseThrow().table())
                .isEqualTo(new PartitionTable.Dos(
                        "0xa991e001",
                        List.of(
                                new TableEntry(1, 2048, 327680, "83", true),
                                new TableEntry(2, 329728, 3864576, "5", false),
                                new TableEntry(5, 331776, 262144, "82", false),
                                new TableEntry(6, 595968, 3598336, "83", false))));
    }

    @Test
    void readsPartitionsAndWhatTheyHold() {
        List<Partition> partitions = typical.disk(APPLE).orElseThrow().partitions();
        assertThat(partitions).extracting(Partition::number).containsExactly(1, 2, 5, 6);
        assertThat(partitions).extracting(Partition::startSector).containsExactly(2048L, 329728L, 331776L, 595968L);
        assertThat(partitions)
                .extracting(Partition::content)
                .containsExactly(
                        new Content("ext4", Readings.BOOT_UUID, "boot"),
                        Content.NONE,
                        new Content("swap", Readings.SWAP_UUID, ""),
                        new Content("ext4", Readings.ROOT_UUID, "root"));
    }

    @Test
    void readsMountsWithTheirFigures() {
        assertThat(typical.mount("/boot").orElseThrow().sourceKernelName()).isEqualTo("sda1");
        Mount root = typical.mount("/").orElseThrow();
        assertThat(root.sourceKernelName()).isEqualTo("sda6");
        assertThat(root.type()).isEqualTo("ext4");
        assertThat(root.options()).isEqualTo("rw,relatime,errors=remount-ro");
        assertThat(root.usedBytes()).isPositive();
        assertThat(root.usedBytes() + root.availableBytes()).isLessThanOrEqualTo(root.sizeBytes());
        assertThat(root.inodesUsed()).isBetween(1L, root.inodes());
    }

    @Test
    void readsSwapArraysLoaderAndInitramfs() {
        assertThat(typical.swaps().known().orElseThrow())
                .extracting(SwapArea::kernelName, SwapArea::sizeBytes)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("sda5", 131068L * 1024));
        assertThat(typical.arrays()).isEqualTo(Fact.of(List.of()));
        assertThat(typical.bootloader()).isEqualTo(Fact.of(new Bootloader.Grub2("i386-pc", "2.06-13+deb12u2", "")));
        assertThat(typical.initramfs())
                .isEqualTo(Fact.of(new Initramfs.InitramfsTools("0.142+deb12u3", "UUID=" + Readings.SWAP_UUID)));
    }

    @Test
    void readsFilesToolsPackagesUnitsAndTheLock() {
        assertThat(typical.file("/etc/fstab").orElseThrow()).contains("UUID=" + Readings.ROOT_UUID + " / ext4");
        assertThat(typical.files().get("/etc/lilo.conf")).isEqualTo(new FileFact.Absent());
        Map<String, String> tools = typical.tools().known().orElseThrow();
        assertThat(tools).containsKeys("sfdisk", "wipefs", "update-grub").doesNotContainKeys("mdadm", "rsync");
        assertThat(tools.get("sfdisk")).startsWith("2.38.1");
        assertThat(typical.packageManager()).isEqualTo(Fact.of(new PackageManager("", List.of())));
        assertThat(typical.activeUnits().known().orElseThrow()).contains("ssh.service", "logrotate.timer");
        assertThat(typical.runLock()).isEqualTo(Fact.of(""));
    }

    @Test
    void followsDrivesWhichTheKernelNamedTheOtherWayRound() {
        Reading swapped = Readings.captured("debian-12-names-swapped").reading();
        assertThat(swapped.disk(APPLE).orElseThrow().kernelName()).isEqualTo("sdb");
        assertThat(swapped.disk(APPLE).orElseThrow().table())
                .isEqualTo(typical.disk(APPLE).orElseThrow().table());
        assertThat(swapped.disk(APPLE).orElseThrow().byId())
                .isEqualTo(typical.disk(APPLE).orElseThrow().byId());
        assertThat(swapped.mount("/").orElseThrow().sourceKernelName()).isEqualTo("sdb6");
        assertThat(swapped.disk(PIE).orElseThrow().signatures()).isEmpty();
    }

    @Test
    void takesAnEmptyAnswerForUnknownThroughout() {
        Reading nothing = ReadingParser.parse(new byte[0], "SENTINEL", TAKEN_AT);
        assertThat(nothing.disks()).isInstanceOf(Fact.Unknown.class);
        assertThat(nothing.mounts()).isInstanceOf(Fact.Unknown.class);
        assertThat(nothing.arrays()).isInstanceOf(Fact.Unknown.class);
        assertThat(nothing.bootloader()).isInstanceOf(Fact.Unknown.class);
        assertThat(nothing.runLock()).isInstanceOf(Fact.Unknown.class);
        assertThat(nothing.host().uid()).isInstanceOf(Fact.Unknown.class);
        assertThat(nothing.files()).isEmpty();
    }

    @Test
    void takesAnAnswerFramedByAnotherWordForUnknown() {
        Reading reading = ReadingParser.parse(Readings.answer(TYPICAL), "OTHER", TAKEN_AT);
        assertThat(reading.disks()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void neverTakesADeviceForBlankThatCouldNotBeExamined() {
        Reading reading = parse(Readings.answerWith(TYPICAL, "signatures", "", 127, "wipefs: not found"));
        List<Signature> signatures = reading.disk(PIE).orElseThrow().signatures();
        assertThat(signatures).hasSize(1);
        assertThat(signatures.getFirst().isUnread()).isTrue();
        Reading odd = parse(Readings.answerWith(TYPICAL, "signatures", "sda: something else\n"));
        assertThat(odd.disk(PIE).orElseThrow().signatures().getFirst().isUnread())
                .isTrue();
    }

    @Test
    void examinesDevicesOneByOneWhereOneFails() {
        String failed = new String(
                Readings.answerWith(TYPICAL, "signatures", "", 1, "cannot open"), StandardCharsets.ISO_8859_1);
        String more = "SENTINEL begin signatures:sda\nsda,0x1fe,dos,,\n\nSENTINEL end signatures:sda 0 \n"
                + "SENTINEL begin signatures:sdb\n\nSENTINEL end signatures:sdb 1 wipefs: cannot open\n";
        Reading reading = parse((failed + more).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reading.disk(APPLE).orElseThrow().signatures()).containsExactly(new Signature("dos", 0x1fe, "", ""));
        assertThat(reading.disk(PIE).orElseThrow().signatures().getFirst().type())
                .contains("cannot open");
    }

    @Test
    void saysWhyAToolGaveNothing() {
        Reading reading = parse(Readings.answerWith(TYPICAL, "lsblk", "", 124, ""));
        assertThat(reading.disks()).isEqualTo(Fact.unknown("disks: lsblk: it took too long"));
    }

    @Test
    void takesHostileModelsForText() {
        String row = "NAME=\"sdc\" KNAME=\"sdc\" PKNAME=\"\" MAJ:MIN=\"8:32\" TYPE=\"disk\" SIZE=\"1024\""
                + " SERIAL=\"a\\x22 b\\x0aSENTINEL end lsblk 0\" WWN=\"\" MODEL=\"\\x24(reboot) \\xc3\\xa9\\xff\""
                + " ROTA=\"0\" TRAN=\"usb\" RM=\"1\" RO=\"0\" LOG_SEC=\"512\" PHY_SEC=\"4096\" FSTYPE=\"\" UUID=\"\""
                + " LABEL=\"\" PTTYPE=\"\" PARTUUID=\"\"\n";
        Disk disk = parse(Readings.answerWith(TYPICAL, "lsblk", row))
                .disks()
                .orElse(List.of())
                .getFirst();
        assertThat(disk.identity().model()).isEqualTo("$(reboot) \u00e9\ufffd");
        assertThat(disk.identity().serial()).isEqualTo("a\" b\nSENTINEL end lsblk 0");
        assertThat(disk.transport()).isEqualTo("usb");
        assertThat(disk.signatures().getFirst().isUnread()).isTrue();
    }

    @Test
    void takesAFileForUnreadableThatWouldNotComeBackByteForByte() {
        assertThat(parse(Readings.answerWith(TYPICAL, "file:/etc/fstab", "# caf\u00e9\n"))
                        .files()
                        .get("/etc/fstab"))
                .isEqualTo(new FileFact.Unreadable("it is not UTF-8 text"));
        assertThat(parse(Readings.answerWith(TYPICAL, "file:/etc/fstab", "x".repeat(262145)))
                        .files()
                        .get("/etc/fstab"))
                .isInstanceOf(FileFact.Unreadable.class);
    }

    @Test
    void namesTheHolderOfALockAndWhatIsBroken() {
        byte[] locked = Readings.answerWith(TYPICAL, "locks", "635 apt-get\n579 dpkg\n579 dpkg\n");
        assertThat(parse(locked).packageManager().known().orElseThrow().lockHolder())
                .isEqualTo("apt-get (635), dpkg (579)");
        byte[] broken = Readings.answerWith(TYPICAL, "audit", """
                Another process has locked the database for writing, and might currently be
                modifying it, some of the following problems might just be due to that.

                The following packages are only half configured, probably due to problems
                configuring them the first time.  The configuration should be retried using
                dpkg --configure <package> or the configure menu option in dselect:
                 initramfs-tools      generic modular initramfs generator (automation)

                """, 1, "");
        PackageManager packages = parse(broken).packageManager().known().orElseThrow();
        assertThat(packages.broken())
                .containsExactly("initramfs-tools: The following packages are only half configured");
        assertThat(packages.lockHolder()).isEqualTo("an unseen process");
    }

    @Test
    void readsTheOneShotEntryOfGrub() {
        byte[] armed = Readings.answerWith(
                TYPICAL,
                "file:/boot/grub/grubenv",
                "# GRUB Environment Block\nsaved_entry=0\nnext_entry=raid-trial\n####");
        assertThat(parse(armed).bootloader())
                .isEqualTo(Fact.of(new Bootloader.Grub2("i386-pc", "2.06-13+deb12u2", "raid-trial")));
        byte[] spoiled = Readings.answerWith(TYPICAL, "file:/boot/grub/grubenv", "rubbish");
        assertThat(parse(spoiled).bootloader()).isInstanceOf(Fact.Unknown.class);
    }

    @Test
    void countsUnitsThatRunOrWaitOrMoveAsActive() {
        byte[] answer = Readings.answerWith(TYPICAL, "units", """
                a.service loaded active running A
                b.service loaded active exited  Ended one-shot
                c.service loaded activating auto-restart C
                d.service loaded deactivating stop-sigterm D
                e.timer   loaded active waiting E
                """);
        assertThat(parse(answer).activeUnits())
                .isEqualTo(Fact.of(List.of("a.service", "c.service", "d.service", "e.timer")));
    }

    @Test
    void theLastResumeHolds() {
        byte[] answer = Readings.answerWith(
                TYPICAL, "file:/etc/initramfs-tools/conf.d/resume", "#RESUME=none\nRESUME=UUID=abc\n");
        assertThat(parse(answer).initramfs())
                .isEqualTo(Fact.of(new Initramfs.InitramfsTools("0.142+deb12u3", "UUID=abc")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverThrowsWhateverIsSent(long seed) {
        Random random = new Random(seed);
        byte[] good = Readings.answer(TYPICAL);
        for (int round = 0; round < 60; round++) {
            byte[] bad = spoil(good, random);
            assertThat(ReadingParser.parse(bad, "SENTINEL", TAKEN_AT).takenAt())
                    .as("seed %s round %s", seed, round)
                    .isEqualTo(TAKEN_AT);
        }
    }

    /** Bytes changed here and there, pieces moved, the end cut off. */
    private static byte[] spoil(byte[] good, Random random) {
        byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
        int changes = random.nextInt(400);
        byte[] favourites = "\n \"'\\=x,0/9-[]()%:\0\u007f".getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bad.length);
            bad[at] = random.nextBoolean() ? favourites[random.nextInt(favourites.length)] : (byte) random.nextInt(256);
        }
        int from = random.nextInt(bad.length);
        int to = random.nextInt(bad.length);
        int length = Math.min(random.nextInt(300), bad.length - Math.max(from, to));
        System.arraycopy(bad, from, bad, to, length);
        return bad;
    }

    private static Reading parse(byte[] answer) {
        return ReadingParser.parse(answer, "SENTINEL", TAKEN_AT);
    }
}
