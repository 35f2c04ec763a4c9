package org.applepie.domain.runbook;

import static org.applepie.domain.inventory.Readings.APPLE;
import static org.applepie.domain.inventory.Readings.PIE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.PackageManager;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Check.MemberOf;
import org.applepie.domain.runbook.Proofs.Judgement;
import org.applepie.domain.runbook.Proofs.ProbeAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProofsTest {

    private static final String UUID = "36c921d8:3371cdc3:3cb85622:144143aa";
    private static final MemberOf APPLE_ROOT = new MemberOf("apple", APPLE, 6);
    private static final MemberOf PIE_ROOT = new MemberOf("pie", PIE, 6);
    private static final MemberOf APPLE_BOOT = new MemberOf("apple", APPLE, 1);
    private static final Readings TYPICAL = Readings.typical();
    private static final Readings DEGRADED = Readings.captured("debian-12-degraded-copy");
    private static final String ROOT_ARRAY = "a440e265:1db344e9:88e60506:bdf81cb7";

    private static final List<TableEntry> TABLE = List.of(
            new TableEntry(1, 2048, 327680, "83", true),
            new TableEntry(2, 329728, 3864576, "5", false),
            new TableEntry(5, 331776, 262144, "82", false),
            new TableEntry(6, 595968, 3598336, "83", false));

    @Test
    void knowsTheMachine() {
        String id = TYPICAL.reading().host().machineId().known().orElseThrow();
        assertThat(judge(new Check.SameMachine(id), TYPICAL).held()).isTrue();
        Judgement other = judge(new Check.SameMachine("0".repeat(32)), TYPICAL);
        assertThat(other.held()).isFalse();
        assertThat(other.detail()).isEqualTo("The machine id should be " + "0".repeat(32) + " and is " + id + ".");
    }

    @Test
    void findsADriveByIdentityAndNotByName() {
        assertThat(judge(new Check.DrivePresent("pie", PIE), TYPICAL).held()).isTrue();
        DriveIdentity elsewhere = new DriveIdentity("PIE002", "", "QEMU HARDDISK", PIE.sizeBytes());
        assertThat(judge(new Check.DrivePresent("pie", elsewhere), TYPICAL).held())
                .isFalse();
        assertThat(judge(new Check.DrivePresent("pie", PIE), TYPICAL.withoutDisk(PIE))
                        .detail())
                .isEqualTo("It could not be read: drive pie (serial PIE001) is not there.");
    }

    @Test
    void takesTwoDrivesOfOneIdentityForNone() {
        Readings twins = TYPICAL.withPie(d -> Readings.withIdentity(d, APPLE));
        assertThat(judge(new Check.DrivePresent("apple", APPLE), twins).held()).isFalse();
        assertThat(judge(new Check.GrubOn("apple", APPLE), twins).held()).isFalse();
    }

    @Test
    void comparesTables() {
        assertThat(judge(new Check.TableIs("apple", APPLE, TABLE), TYPICAL).held())
                .isTrue();
        assertThat(judge(new Check.TableIs("apple", APPLE, TABLE.reversed()), TYPICAL)
                        .held())
                .isTrue();
        assertThat(judge(new Check.TableIs("apple", APPLE, TABLE.subList(0, 3)), TYPICAL)
                        .held())
                .isFalse();
        assertThat(judge(new Check.TableIs("pie", PIE, TABLE), TYPICAL).held()).isFalse();
        assertThat(judge(new Check.TableIs("pie", PIE, List.of()), TYPICAL).held())
                .isFalse();
    }

    @Test
    void comparesTableIdsWhateverTheirCase() {
        assertThat(judge(new Check.DiskIdIs("apple", APPLE, "0xA991E001"), TYPICAL)
                        .held())
                .isTrue();
        assertThat(judge(new Check.DiskIdIs("apple", APPLE, "0xa991e002"), TYPICAL)
                        .held())
                .isFalse();
        assertThat(judge(new Check.DiskIdIs("pie", PIE, ""), TYPICAL).held()).isFalse();
    }

    @Test
    void comparesThePartitionType() {
        assertThat(judge(new Check.PartitionTypeIs("apple", APPLE, 5, "82"), TYPICAL)
                        .held())
                .isTrue();
        assertThat(judge(new Check.PartitionTypeIs("apple", APPLE, 5, "fd"), TYPICAL)
                        .held())
                .isFalse();
        assertThat(judge(new Check.PartitionTypeIs("apple", APPLE, 7, "fd"), TYPICAL)
                        .detail())
                .contains("not there");
    }

    @Test
    void aDriveThatIsClearedOrGoneStartsNothing() {
        Check released = new Check.DriveReleased("pie", PIE);
        assertThat(judge(released, TYPICAL).held()).isTrue();
        assertThat(judge(released, TYPICAL.withPie(d -> Readings.withHolders(d, "md127")))
                        .held())
                .isTrue();
        assertThat(judge(released, TYPICAL.withoutDisk(PIE)).held()).isTrue();
        assertThat(judge(released, TYPICAL.withoutDisk(PIE)).detail()).contains("not there", "before it comes back");
    }

    @Test
    void aDriveThatMayStartTheMachineIsNotReleased() {
        Check released = new Check.DriveReleased("pie", PIE);
        assertThat(judge(new Check.DriveReleased("apple", APPLE), TYPICAL).detail())
                .contains("still does", "take it out");
        assertThat(judge(released, TYPICAL.withPieSignatures(Signature.unread("wipefs failed")))
                        .held())
                .isFalse();
        assertThat(judge(released, TYPICAL.withPie(d -> Readings.withTable(d, new PartitionTable.Other("unread"))))
                        .held())
                .isFalse();
        Readings twins = TYPICAL.withApple(d -> Readings.withIdentity(d, PIE));
        assertThat(judge(released, twins).detail()).contains("2 drives say they are pie");
    }

    @Test
    void aBlankDriveHasNothingOnIt() {
        Check blank = new Check.DriveBlank("pie", PIE);
        assertThat(judge(blank, TYPICAL).held()).isTrue();
        assertThat(judge(new Check.DriveBlank("apple", APPLE), TYPICAL).held()).isFalse();
        assertThat(judge(blank, TYPICAL.withPieSignatures(new Signature("ext4", 1080, "", "")))
                        .detail())
                .isEqualTo("Drive pie should be blank; found on it: ext4.");
        assertThat(judge(blank, TYPICAL.withPieSignatures(Signature.unread("wipefs failed")))
                        .held())
                .isFalse();
        assertThat(judge(blank, TYPICAL.withPie(d -> Readings.withHolders(d, "dm-0")))
                        .held())
                .isFalse();
        assertThat(judge(blank, TYPICAL.withPie(d -> Readings.withTable(d, new PartitionTable.Other("unread"))))
                        .held())
                .isFalse();
    }

    @Test
    void blankPartitionsCarryNoMarkExceptThatOfTheExtendedOne() {
        Check blank = new Check.PartitionsBlank("apple", APPLE);
        assertThat(judge(blank, TYPICAL).detail())
                .isEqualTo("The partitions of apple should be blank; found: ext4 on sda1, swap on sda5, ext4 on sda6.");
        assertThat(judge(blank, wiped(TYPICAL)).held()).isTrue();
        Readings unread = wiped(TYPICAL)
                .withApple(d -> Readings.withPartition(
                        d, 6, p -> ProofsReadings.partition(p, List.of(Signature.unread("wipefs failed")), List.of())));
        assertThat(judge(blank, unread).held()).isFalse();
        Readings heldByArray = wiped(TYPICAL)
                .withApple(d ->
                        Readings.withPartition(d, 6, p -> ProofsReadings.partition(p, List.of(), List.of("md127"))));
        assertThat(judge(blank, heldByArray).detail()).contains("sda6 held by md127");
    }

    @Test
    void partitionsTheKernelDoesNotKnowAreNotBlank() {
        Readings unknown = TYPICAL.withPie(d -> Readings.withTable(d, new PartitionTable.Dos("0x1", TABLE)));
        assertThat(judge(new Check.PartitionsBlank("pie", PIE), unknown).detail())
                .contains("partition 1 unknown to the kernel");
    }

    @Test
    void aDriveInUseIsSaidToBe() {
        assertThat(judge(new Check.DriveUnused("pie", PIE), TYPICAL).held()).isTrue();
        assertThat(judge(new Check.DriveUnused("apple", APPLE), TYPICAL).detail())
                .contains("sda6 mounted on /", "sda1 mounted on /boot", "swap on sda5");
        assertThat(judge(new Check.DriveUnused("pie", PIE), DEGRADED).detail()).contains("sdb1 held by md0");
        assertThat(judge(new Check.DriveUnused("pie", PIE), TYPICAL.withMounts(Fact.unknown("no /proc")))
                        .held())
                .isFalse();
    }

    @Test
    void seesADegradedArrayAsTheKernelDoes() {
        assertThat(judge(new Check.ArrayIs(ROOT_ARRAY, List.of(PIE_ROOT), false), DEGRADED)
                        .held())
                .isTrue();
        assertThat(judge(new Check.ArrayIs(ROOT_ARRAY, List.of(PIE_ROOT), true), DEGRADED)
                        .held())
                .isFalse();
        assertThat(judge(new Check.ArrayIs(ROOT_ARRAY, List.of(APPLE_ROOT), false), DEGRADED)
                        .held())
                .isFalse();
        assertThat(judge(new Check.ArrayIs(ROOT_ARRAY, List.of(PIE_ROOT, APPLE_ROOT), false), DEGRADED)
                        .held())
                .isFalse();
        assertThat(judge(new Check.ArrayHas(ROOT_ARRAY, PIE_ROOT), DEGRADED).held())
                .isTrue();
        assertThat(judge(new Check.ArrayHas(ROOT_ARRAY, APPLE_ROOT), DEGRADED).held())
                .isFalse();
        assertThat(judge(new Check.NoMismatch(ROOT_ARRAY), DEGRADED).held()).isTrue();
    }

    @Test
    void aWholeArrayHasEveryPlaceInSyncAndIsAtRest() {
        Check whole = new Check.ArrayIs(UUID, List.of(APPLE_ROOT, APPLE_BOOT), true);
        MdArray good = ProofsReadings.array(UUID, Optional.empty(), 0, inSync("sda6"), inSync("sda1"));
        assertThat(judge(whole, TYPICAL.withArrays(good)).held()).isTrue();
        MdArray syncing = ProofsReadings.array(
                UUID, Optional.of(new Recovery("recover", 50, 200, 0)), 0, inSync("sda6"), rebuilding("sda1"));
        assertThat(judge(whole, TYPICAL.withArrays(syncing)).detail())
                .isEqualTo("Md9 should run with sda1, sda6 in sync and no empty place; it is clean with"
                        + " sda6 in sync, sda1 rebuilding of 2 places, recover going on at 25 %.");
        MdArray delayed = ProofsReadings.array(
                UUID, Optional.of(new Recovery("delayed", 0, 0, 0)), 0, inSync("sda6"), inSync("sda1"));
        assertThat(judge(whole, TYPICAL.withArrays(delayed)).held()).isFalse();
    }

    @Test
    void aFaultyMemberIsNone() {
        MdArray array = ProofsReadings.array(
                UUID, Optional.empty(), 0, inSync("sda1"), new Member("sda6", -1, Member.State.FAULTY));
        assertThat(judge(new Check.ArrayHas(UUID, APPLE_ROOT), TYPICAL.withArrays(array))
                        .held())
                .isFalse();
        assertThat(judge(new Check.ArrayIs(UUID, List.of(APPLE_BOOT), false), TYPICAL.withArrays(array))
                        .held())
                .isTrue();
    }

    @Test
    void anArrayIsAbsentOnlyIfAllUuidsAreKnown() {
        assertThat(judge(new Check.ArrayAbsent(UUID), TYPICAL).held()).isTrue();
        assertThat(judge(new Check.ArrayAbsent(ROOT_ARRAY), DEGRADED).held()).isFalse();
        MdArray nameless = ProofsReadings.array("", Optional.empty(), 0);
        assertThat(judge(new Check.ArrayAbsent(UUID), TYPICAL.withArrays(nameless))
                        .held())
                .isFalse();
        assertThat(judge(new Check.ArrayAbsent(UUID), TYPICAL.withArrays(Fact.unknown("no /sys")))
                        .held())
                .isFalse();
    }

    @Test
    void mismatchesAndAnUnknownCountAreNoProof() {
        for (long count : new long[] {-1, 128}) {
            MdArray array = ProofsReadings.array(UUID, Optional.empty(), count, inSync("sda1"));
            assertThat(judge(new Check.NoMismatch(UUID), TYPICAL.withArrays(array))
                            .held())
                    .isFalse();
        }
        MdArray checking = ProofsReadings.array(UUID, Optional.of(new Recovery("check", 1, 2, 0)), 0, inSync("sda1"));
        assertThat(judge(new Check.NoMismatch(UUID), TYPICAL.withArrays(checking))
                        .held())
                .isFalse();
    }

    @Test
    void looksIntoAnArray() {
        Mapped md2 = DEGRADED.reading().mapped().orElse(List.of()).stream()
                .filter(m -> m.kernelName().equals("md2"))
                .findFirst()
                .orElseThrow();
        Content content = md2.content();
        assertThat(md2.parents()).containsExactly("sdb6");
        assertThat(judge(new Check.ArrayHolds(ROOT_ARRAY, "ext4", content.uuid()), DEGRADED)
                        .held())
                .isTrue();
        assertThat(judge(new Check.ArrayHolds(ROOT_ARRAY, "ext3", content.uuid()), DEGRADED)
                        .held())
                .isFalse();
        assertThat(judge(new Check.ArrayHolds(ROOT_ARRAY, "ext4", "another"), DEGRADED)
                        .held())
                .isFalse();
    }

    @Test
    void tellsWhatServesAMountPoint() {
        assertThat(judge(new Check.MountedFromPartition("/", APPLE_ROOT), TYPICAL)
                        .held())
                .isTrue();
        assertThat(judge(new Check.MountedFromPartition("/", APPLE_BOOT), TYPICAL)
                        .held())
                .isFalse();
        assertThat(judge(new Check.MountedFromArray("/", ROOT_ARRAY), DEGRADED).held())
                .isFalse();
        assertThat(judge(new Check.MountedFromArray("/run/applepie/copy", ROOT_ARRAY), DEGRADED)
                        .held())
                .isTrue();
        assertThat(judge(new Check.NotMounted("/run/applepie/copy"), DEGRADED).held())
                .isFalse();
        assertThat(judge(new Check.NotMounted("/run/applepie/copy"), TYPICAL).held())
                .isTrue();
        assertThat(judge(new Check.NotMounted("/x"), TYPICAL.withMounts(Fact.unknown("?")))
                        .held())
                .isFalse();
        Mount over = new Mount("/boot", "tmpfs", "", "tmpfs", "rw", 1, 1, 1, 1, 1);
        assertThat(judge(new Check.MountedFromPartition("/boot", APPLE_BOOT), TYPICAL.withMount(over))
                        .held())
                .isFalse();
    }

    @Test
    void provesTheTrialBootOnARealServer() {
        Readings trial = Readings.captured("debian-12-trial-boot");
        String boot = "592ad309:7d984a5d:a5b3f440:be1a4792";
        String swap = "1ee88ee9:40ae4fdf:9993e7be:b252edfc";
        assertThat(List.of(
                        new Check.MountedFromArray("/", ROOT_ARRAY),
                        new Check.MountedFromArray("/boot", boot),
                        new Check.SwapIsArray(swap),
                        new Check.ArrayIs(ROOT_ARRAY, List.of(PIE_ROOT), false),
                        new Check.DriveUnused("apple", APPLE),
                        new Check.NextEntryIs(""),
                        new Check.TableIs("apple", APPLE, TABLE)))
                .allSatisfy(check -> assertThat(judge(check, trial))
                        .extracting(Judgement::held)
                        .isEqualTo(true));
        assertThat(judge(new Check.MountedFromPartition("/", APPLE_ROOT), trial).held())
                .isFalse();
        assertThat(judge(new Check.ArrayIs(ROOT_ARRAY, List.of(PIE_ROOT), true), trial)
                        .held())
                .isFalse();
    }

    @Test
    void provesTheFinishedMirrorOnARealServer() {
        Readings mirrored = Readings.captured("debian-12-mirrored");
        assertThat(List.of(
                        new Check.ArrayIs(ROOT_ARRAY, List.of(APPLE_ROOT, PIE_ROOT), true),
                        new Check.ArrayHas(ROOT_ARRAY, APPLE_ROOT),
                        new Check.NoMismatch(ROOT_ARRAY),
                        new Check.PartitionTypeIs("apple", APPLE, 6, "fd"),
                        new Check.MountedFromArray("/", ROOT_ARRAY)))
                .allSatisfy(check -> assertThat(judge(check, mirrored))
                        .extracting(Judgement::held)
                        .isEqualTo(true));
        assertThat(judge(new Check.ArrayIs(ROOT_ARRAY, List.of(PIE_ROOT), false), mirrored)
                        .held())
                .isFalse();
    }

    @Test
    void swapMustBeExactlyTheArray() {
        MdArray array = ProofsReadings.array(UUID, Optional.empty(), 0, inSync("sda5"));
        SwapArea onArray = new SwapArea("/dev/md9", "md9", 1, 0);
        SwapArea onPartition = new SwapArea("/dev/sda5", "sda5", 1, 0);
        Check check = new Check.SwapIsArray(UUID);
        assertThat(judge(check, TYPICAL.withArrays(array).withSwaps(onArray)).held())
                .isTrue();
        assertThat(judge(check, TYPICAL.withArrays(array).withSwaps(onArray, onPartition))
                        .held())
                .isFalse();
        assertThat(judge(check, TYPICAL.withArrays(array).withSwaps()).held()).isFalse();
    }

    @Test
    void comparesFilesToTheLastByte() {
        Readings written = TYPICAL.withFile("/etc/fstab", "one\ntwo\n");
        assertThat(judge(new Check.FileIs("/etc/fstab", "one\ntwo\n"), written).held())
                .isTrue();
        assertThat(judge(new Check.FileIs("/etc/fstab", "one\ntwo"), written).detail())
                .contains("its line ends");
        assertThat(judge(new Check.FileIs("/etc/fstab", "one\nTWO\n"), written).detail())
                .contains("line 2: expected TWO, found two");
        assertThat(judge(new Check.FileIs("/etc/lilo.conf", ""), TYPICAL).held())
                .isFalse();
        assertThat(judge(new Check.FileAbsent("/etc/lilo.conf"), TYPICAL).held())
                .isTrue();
        assertThat(judge(new Check.FileAbsent("/etc/fstab"), TYPICAL).held()).isFalse();
        assertThat(judge(new Check.FileAbsent("/etc/never-read"), TYPICAL).held())
                .isFalse();
        Readings unreadable = TYPICAL.withFile("/etc/fstab", new FileFact.Unreadable("I/O error"));
        assertThat(judge(new Check.FileAbsent("/etc/fstab"), unreadable).held()).isFalse();
    }

    @Test
    void judgesToolsUnitsPackagesAndKernelWords() {
        assertThat(judge(new Check.ToolsPresent(List.of("sfdisk", "wipefs")), TYPICAL)
                        .held())
                .isTrue();
        assertThat(judge(new Check.ToolsPresent(List.of("sfdisk", "mdadm")), TYPICAL)
                        .detail())
                .endsWith("missing: mdadm.");
        assertThat(judge(new Check.UnitsActive(List.of("ssh.service")), TYPICAL).held())
                .isTrue();
        assertThat(judge(new Check.UnitsActive(List.of("nginx.service")), TYPICAL)
                        .held())
                .isFalse();
        assertThat(judge(new Check.UnitsStopped(List.of("nginx.service")), TYPICAL)
                        .held())
                .isTrue();
        assertThat(judge(new Check.UnitsStopped(List.of("cron.service")), TYPICAL)
                        .held())
                .isFalse();
        assertThat(judge(new Check.KernelWord("mitigations=off"), TYPICAL).held())
                .isTrue();
        assertThat(judge(new Check.KernelWord("mitigations"), TYPICAL).held()).isFalse();
        assertThat(judge(new Check.PackageManagerReady(), TYPICAL).held()).isTrue();
        Readings locked = TYPICAL.withPackageManager(Fact.of(new PackageManager("apt-get (7)", List.of())));
        assertThat(judge(new Check.PackageManagerReady(), locked).detail()).contains("locked by apt-get (7)");
        Readings broken = TYPICAL.withPackageManager(Fact.of(new PackageManager("", List.of("x: half"))));
        assertThat(judge(new Check.PackageManagerReady(), broken).held()).isFalse();
    }

    @Test
    void judgesTheBootLoader() {
        assertThat(judge(new Check.GrubOn("apple", APPLE), TYPICAL).held()).isTrue();
        assertThat(judge(new Check.GrubOn("pie", PIE), TYPICAL).held()).isFalse();
        assertThat(judge(new Check.NextEntryIs(""), TYPICAL).held()).isTrue();
        assertThat(judge(new Check.NextEntryIs("trial"), TYPICAL).held()).isFalse();
        Readings armed = TYPICAL.withBootloader(Fact.of(new Bootloader.Grub2("i386-pc", "2.06", "trial")));
        assertThat(judge(new Check.NextEntryIs("trial"), armed).held()).isTrue();
        Readings lilo = TYPICAL.withBootloader(Fact.of(new Bootloader.Lilo("22")));
        assertThat(judge(new Check.NextEntryIs(""), lilo).held()).isFalse();
    }

    @Test
    void aProbeHoldsOnlyByItsExactAnswer() {
        Check.Probe probe = new Check.Probe("the copy is the same", Command.of("diff", "a", "b"), "same\n");
        assertThat(answered(probe, 0, "same\n\n").held()).isTrue();
        assertThat(answered(probe, 0, "same").held()).isTrue();
        assertThat(answered(probe, 1, "same").held()).isFalse();
        assertThat(answered(probe, 0, " same").held()).isFalse();
        assertThat(answered(probe, 0, "same\nsame").held()).isFalse();
        assertThat(Proofs.judge(probe, TYPICAL.reading(), Map.of()).held()).isFalse();
        assertThat(Proofs.probesOf(List.of(probe, new Check.NotMounted("/x"), probe), TYPICAL.reading()))
                .containsExactly(probe);
    }

    @ParameterizedTest
    @MethodSource("oneOfEach")
    void nothingHoldsOnAReadingThatKnowsNothing(Check check) {
        Reading nothing = ReadingParser.parse(new byte[0], "SENTINEL", Readings.TAKEN_AT);
        Judgement judgement = Proofs.judge(check, nothing, Map.of());
        assertThat(judgement.held()).isFalse();
        assertThat(judgement.detail()).endsWith(".").doesNotContain("null");
    }

    static List<Check> oneOfEach() {
        return List.of(
                new Check.SameMachine("0".repeat(32)),
                new Check.DrivePresent("pie", PIE),
                new Check.TableIs("pie", PIE, List.of()),
                new Check.DiskIdIs("pie", PIE, ""),
                new Check.PartitionsBlank("pie", PIE),
                new Check.DriveBlank("pie", PIE),
                new Check.DriveReleased("pie", PIE),
                new Check.PartitionTypeIs("pie", PIE, 1, "fd"),
                new Check.DriveUnused("pie", PIE),
                new Check.ArrayIs(UUID, List.of(), false),
                new Check.ArrayHas(UUID, PIE_ROOT),
                new Check.ArrayAbsent(UUID),
                new Check.NoMismatch(UUID),
                new Check.ArrayHolds(UUID, "ext4", ""),
                new Check.MountedFromArray("/", UUID),
                new Check.MountedFromPartition("/", PIE_ROOT),
                new Check.NotMounted("/mnt"),
                new Check.SwapIsArray(UUID),
                new Check.FileIs("/etc/fstab", ""),
                new Check.FileAbsent("/etc/fstab"),
                new Check.ToolsPresent(List.of()),
                new Check.UnitsStopped(List.of()),
                new Check.UnitsActive(List.of()),
                new Check.GrubOn("pie", PIE),
                new Check.NextEntryIs(""),
                new Check.KernelWord("ro"),
                new Check.PackageManagerReady(),
                new Check.Alone("apple", Readings.APPLE, "pie", PIE),
                new Check.RanAlone(UUID, PIE_ROOT),
                new Check.StaleHalf(UUID, PIE_ROOT, PIE_ROOT),
                new Check.NewestRuns(UUID, PIE_ROOT, PIE_ROOT),
                new Check.Probe("it is so", Command.of("true"), ""));
    }

    private static Readings wiped(Readings readings) {
        return readings.withApple(d -> {
            var blank = d;
            for (int number : new int[] {1, 5, 6}) {
                blank = Readings.withPartition(blank, number, p -> ProofsReadings.partition(p, List.of(), List.of()));
            }
            return blank;
        });
    }

    private static Member inSync(String name) {
        return new Member(name, 0, Member.State.IN_SYNC);
    }

    private static Member rebuilding(String name) {
        return new Member(name, 1, Member.State.REBUILDING);
    }

    private static Judgement answered(Check.Probe probe, int exitCode, String stdout) {
        return Proofs.judge(probe, TYPICAL.reading(), Map.of(probe, new ProbeAnswer(exitCode, stdout)));
    }

    private static Judgement judge(Check check, Readings readings) {
        return Proofs.judge(check, readings.reading(), Map.of());
    }
}
