package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Mapped;
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
import org.applepie.domain.inventory.Host;
import org.applepie.domain.inventory.PackageManager;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.verdict.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanCompilerTest {

    private static final Readings TYPICAL = Readings.typical();

    @Test
    void compilesTheTypicalServer() {
        Runbook runbook = Requests.typicalRunbook();
        assertThat(runbook.phases())
                .extracting(Phase::id)
                .containsExactly(
                        "readiness",
                        "backups",
                        "packages",
                        "partition",
                        "arrays",
                        "filesystems",
                        "copy",
                        "second-copy",
                        "configure",
                        "trial",
                        "adopt",
                        "boot-loaders",
                        "final-boot",
                        "prove");
        assertThat(runbook.layout().arrays())
                .extracting(Layout.PlannedArray::name, Layout.PlannedArray::mountPoint)
                .containsExactly(tuple("md0", "/boot"), tuple("md1", "swap"), tuple("md2", "/"));
    }

    @Test
    void compilesForDebian13WhoseNamesAreSwappedAndWhoseMailHasAPartitionOfItsOwn() {
        Runbook runbook = Requests.compiled(Requests.of(Readings.captured("debian-13-srv-swapped-names")));
        assertThat(runbook.layout().apple().identity()).isEqualTo(Readings.APPLE);
        assertThat(runbook.layout().arrays())
                .extracting(Layout.PlannedArray::partition, Layout.PlannedArray::mountPoint)
                .containsExactly(tuple(1, "/"), tuple(2, "swap"), tuple(3, "/srv"));
    }

    @Test
    void compilesForDebian11() {
        Runbook runbook = Requests.compiled(Requests.of(Readings.captured("debian-11-mbr-single")));
        assertThat(runbook.layout().arrays())
                .extracting(Layout.PlannedArray::partition, Layout.PlannedArray::mountPoint)
                .containsExactly(tuple(1, "/boot"), tuple(5, "swap"), tuple(6, "/"));
    }

    /** mdadm 4.3 and later refuse a longer name for --manage, and by then there is no way back. */
    @Test
    void noNameGivenToMdadmsManageModeIsLongerThan32Characters() {
        List<Command> manage = Requests.typicalRunbook().steps().stream()
                .filter(Step.Change.class::isInstance)
                .flatMap(step -> ((Step.Change) step).actions().stream())
                .filter(Action.Run.class::isInstance)
                .map(action -> ((Action.Run) action).command())
                .filter(command -> command.argv().contains("--manage"))
                .toList();
        assertThat(manage)
                .hasSize(3)
                .allSatisfy(command -> assertThat(command.argv().get(2)).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void theSameRequestGivesTheSameDigestAndAnotherReadingAnother() {
        assertThat(Requests.typicalRunbook().digest())
                .isEqualTo(Requests.typicalRunbook().digest());
        Runbook larger = Requests.compiled(Requests.of(TYPICAL.withPieOfSize(Readings.PIE.sizeBytes() + 512)));
        assertThat(larger.digest()).isNotEqualTo(Requests.typicalRunbook().digest());
    }

    @Test
    void stepIdsAreUnique() {
        Runbook runbook = Requests.typicalRunbook();
        List<String> ids = Stream.concat(runbook.steps().stream(), runbook.wayBack().stream())
                .map(Step::id)
                .toList();
        assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
    }

    @Test
    void theGuardFindsNothingInACompiledRunbook() {
        Runbook runbook = Requests.typicalRunbook();
        for (Phase phase : runbook.phases()) {
            for (Step step : phase.steps()) {
                assertThat(WriteGuard.check(runbook, phase, step)).as(step.id()).isEmpty();
            }
        }
        for (Step step : runbook.wayBack()) {
            assertThat(WriteGuard.check(runbook, runbook.phaseOf(step.id()).orElseThrow(), step))
                    .as(step.id())
                    .isEmpty();
        }
    }

    @Test
    void onlyTheFirstStepOfTheWayBackNeedsPieAndIsProvedWithoutIt() {
        Runbook runbook = Requests.typicalRunbook();
        Step release = runbook.wayBack().getFirst();
        Reading withoutPie = TYPICAL.withoutDisk(Readings.PIE).reading();

        assertThat(release.proof())
                .isNotEmpty()
                .allMatch(c -> Proofs.judge(c, withoutPie, Map.of()).held());
        assertThat(runbook.wayBack().stream().skip(1).map(Step::toString))
                .noneMatch(text -> text.contains(runbook.layout().pie().path()));
    }

    @Test
    void appleIsNotWrittenToBeforeThePointOfNoReturn() {
        Runbook runbook = Requests.typicalRunbook();
        List<String> beforeGate = runbook.phases().stream()
                .takeWhile(p -> p.gate().filter(Gate::pointOfNoReturn).isEmpty())
                .flatMap(p -> p.mayWrite().stream())
                .toList();
        assertThat(beforeGate).doesNotContain("apple").contains("pie");
    }

    @Test
    void everyStepThatDestroysLiesBehindAGate() {
        Runbook runbook = Requests.typicalRunbook();
        boolean gateSeen = false;
        for (Phase phase : runbook.phases()) {
            gateSeen = gateSeen
                    || phase.gate().filter(g -> !g.questions().isEmpty()).isPresent()
                            && phase.mayWrite().contains("pie");
            for (Step step : phase.steps()) {
                assertThat(step.about().isDestructive() && !gateSeen)
                        .as(step.id())
                        .isFalse();
            }
        }
    }

    @Test
    void theDriveKeepsItsTableButForTypesAndGetsAnIdOfItsOwn() {
        Layout layout = Requests.typicalRunbook().layout();
        assertThat(layout.pie().table()).isEqualTo(layout.apple().table());
        assertThat(layout.pie().table())
                .extracting(TableEntry::number, TableEntry::type)
                .containsExactly(tuple(1, "fd"), tuple(2, "5"), tuple(5, "fd"), tuple(6, "fd"));
        assertThat(layout.pie().diskId()).isNotEqualTo(layout.apple().diskId());
    }

    @Test
    void packagesThatAreThereAreNotInstalledAgain() {
        Readings equipped = TYPICAL.withTool("mdadm", "4.2")
                .withTool("rsync", "3")
                .withTool("getfacl", "2")
                .withTool("getfattr", "2");
        assertThat(Requests.compiled(Requests.of(equipped)).phases())
                .extracting(Phase::id)
                .doesNotContain("packages");
    }

    @Test
    void aUsedDriveIsClearedOnceItsLabelWasTyped() {
        Readings used = TYPICAL.withPieSignatures(new Signature("LVM2_member", 536, "abc", ""));
        assertThat(codes(Requests.of(used))).containsExactly("target-not-blank");
        assertThat(codes(Requests.of(used, List.of(), "Pie"))).containsExactly("target-not-blank");
        assertThat(Requests.compiled(Requests.of(used, List.of(), "pie")).steps())
                .extracting(Step::id)
                .contains("wipe-pie");
    }

    @Test
    void everySignatureIsNamed() {
        Readings used = TYPICAL.withPieSignatures(
                new Signature("zfs_member", 1, "", "tank"), new Signature("gpt", 512, "", ""));
        assertThat(refusals(Requests.of(used)).getFirst().cause()).contains("zfs_member (tank)", "gpt");
    }

    @Test
    void allRefusalsComeAtOnce() {
        Readings bad = TYPICAL.withPieOfSize(Readings.PIE.sizeBytes() - 512)
                .withHost(h -> host(h, Fact.of(Host.Firmware.UEFI)))
                .withPackageManager(Fact.of(new PackageManager("apt-get (77)", List.of())));
        assertThat(codes(Requests.of(bad))).contains("target-too-small", "uefi", "package-manager-locked");
    }

    @Test
    void everyRefusalSaysWhatToDo() {
        refusedReadings().forEach(a -> {
            @SuppressWarnings("unchecked")
            UnaryOperator<Readings> change = (UnaryOperator<Readings>) a.get()[1];
            assertThat(refusals(Requests.of(change.apply(TYPICAL)))).allSatisfy(r -> {
                assertThat(r.cause()).isNotBlank();
                assertThat(r.remedy()).isNotBlank();
            });
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedReadings")
    void refuses(String code, UnaryOperator<Readings> change) {
        assertThat(codes(Requests.of(change.apply(TYPICAL)))).contains(code);
    }

    static Stream<Arguments> refusedReadings() {
        return Stream.of(
                refused("target-too-small", r -> r.withPieOfSize(Readings.PIE.sizeBytes() - 512)),
                refused("no-second-drive", r -> r.withoutDisk(Readings.PIE)),
                refused(
                        "target-not-recognisable",
                        r -> r.withPie(d ->
                                identity(d, new DriveIdentity("", "", "QEMU HARDDISK", Readings.PIE.sizeBytes())))),
                refused(
                        "apple-not-recognisable",
                        r -> r.withApple(d -> identity(d, new DriveIdentity("", "", "", Readings.APPLE.sizeBytes())))),
                refused("drives-look-alike", r -> r.withPie(d -> identity(d, Readings.APPLE))),
                refused("target-not-blank", r -> r.withPieSignatures(new Signature("ext4", 1080, "u", "old"))),
                refused("gpt", r -> r.withApple(d -> table(d, new PartitionTable.Gpt("x", List.of())))),
                refused("no-table", r -> r.withApple(d -> table(d, new PartitionTable.None()))),
                refused("no-room-for-boot-loader", r -> r.withApple(PlanCompilerTest::oldGeometry)),
                refused("no-grub-on-apple", r -> r.withApple(d -> bootRecord(d, new BootRecord.Foreign()))),
                refused("uefi", r -> r.withHost(h -> host(h, Fact.of(Host.Firmware.UEFI)))),
                refused("unknown-firmware", r -> r.withHost(h -> host(h, Fact.unknown("/sys is not mounted")))),
                refused(
                        "os-not-supported",
                        r -> r.withHost(h -> os(h, new Host.OsRelease("debian", "10", "buster", "Debian 10")))),
                refused(
                        "os-not-supported",
                        r -> r.withHost(h -> os(h, new Host.OsRelease("ubuntu", "12", "", "Ubuntu")))),
                refused("not-root", r -> r.withHost(h -> uid(h, 1000))),
                refused("unknown-boot-loader", r -> r.withBootloader(Fact.of(new Bootloader.Other("syslinux")))),
                refused(
                        "unknown-boot-loader",
                        r -> r.withBootloader(Fact.of(new Bootloader.Grub2("x86_64-efi", "2.06", "")))),
                refused(
                        "next-boot-armed",
                        r -> r.withBootloader(Fact.of(new Bootloader.Grub2("i386-pc", "2.06", "other")))),
                refused("initramfs-not-supported", r -> r.withInitramfs(Fact.of(new Initramfs.Dracut("059")))),
                refused(
                        "package-manager-locked",
                        r -> r.withPackageManager(Fact.of(new PackageManager("dpkg (9)", List.of())))),
                refused(
                        "package-manager-broken",
                        r -> r.withPackageManager(Fact.of(new PackageManager("", List.of("rsync half-installed"))))),
                refused("unknown-package-manager", r -> r.withPackageManager(Fact.unknown("no dpkg"))),
                refused("another-run", r -> r.withRunLock(Fact.of("some other run"))),
                refused("tool-missing", r -> r.withoutTool("sfdisk")),
                refused("no-ssh-unit", r -> r.withActiveUnits("cron.service")),
                refused("custom-cfg-present", r -> r.withFile("/boot/grub/custom.cfg", "menuentry x {}")),
                refused("grub-config-unusual", r -> r.withFile("/boot/grub/grub.cfg", "linux /vmlinuz")),
                refused(
                        "grub-names-devices",
                        r -> r.withFile("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"resume=/dev/sda5\"\n")),
                refused("crypttab-in-use", r -> r.withFile("/etc/crypttab", "home UUID=1 none luks\n")),
                refused("swap-elsewhere", r -> r.withSwaps(new SwapArea("/swapfile", "", 1, 0))),
                refused("partition-unaccounted", r -> r.withSwaps()),
                refused("partition-unaccounted", r -> r.withoutMount("/boot")),
                refused(
                        "swap-not-in-fstab",
                        r -> r.withFile(
                                "/etc/fstab",
                                "UUID=" + Readings.ROOT_UUID + " / ext4 defaults 0 1\nUUID=" + Readings.BOOT_UUID
                                        + " /boot ext4 defaults 0 2\n")),
                refused("file-system-not-supported", r -> r.withMount(mount(r, "/", "xfs", 1L << 30, 1L << 29))),
                refused("too-little-space", r -> r.withMount(mount(r, "/", "ext4", 1_835_000_000, 5_000_000))),
                refused("too-little-free-space", r -> r.withMount(mount(r, "/", "ext4", 1_300_000_000, 200_000_000))),
                refused("root-not-on-partition", PlanCompilerTest::onLvm),
                refused("target-in-use", r -> r.withMount(pieMount())),
                refused("arrays-present", r -> r.withArrays(array("sdc1"))),
                refused("unknown-disks", r -> r.withDisks(Fact.unknown("lsblk is missing"))),
                refused("unknown-arrays", r -> r.withArrays(Fact.unknown("no /proc"))));
    }

    private static Arguments refused(String code, UnaryOperator<Readings> change) {
        return Arguments.of(code, change);
    }

    @Test
    void refusesAMachineRegisteredTwice() {
        PlanCompiler.Request r = Requests.of(TYPICAL);
        PlanCompiler.Request twin = new PlanCompiler.Request(
                r.server(), r.reading(), r.drives(), r.goal(), Optional.of("mailhost-2"), r.uuids(), r.now());
        assertThat(codes(twin)).containsExactly("same-machine-twice");
    }

    @Test
    void anOldArrayOnTheTargetIsStoppedFirst() {
        Readings dirty = TYPICAL.withPie(PlanCompilerTest::withOldMember).withArrays(array("sdb1"));
        Runbook runbook = Requests.compiled(Requests.of(dirty, List.of(), "pie"));
        assertThat(runbook.steps()).extracting(Step::id).containsSequence("stop-old-arrays", "wipe-pie", "clone-table");
    }

    @Test
    void hostileNamesStayOneWord() {
        Readings odd = TYPICAL.withPie(
                d -> identity(d, new DriveIdentity("$(reboot)", "", "`x`; rm -rf /", Readings.PIE.sizeBytes())));
        Runbook runbook = Requests.compiled(Requests.of(odd));
        assertThat(runbook.steps().toString()).doesNotContain("rm -rf / ;");
        assertThat(runbook.phases().stream()
                        .flatMap(p -> p.steps().stream())
                        .flatMap(s -> WriteGuard.check(
                                runbook, runbook.phaseOf(s.id()).orElseThrow(), s)
                                .stream()))
                .isEmpty();
    }

    private static List<Refusal> refusals(PlanCompiler.Request request) {
        return switch (PlanCompiler.compile(request)) {
            case Compilation.Compiled c -> List.of();
            case Compilation.Refused(var refusals) -> refusals;
        };
    }

    private static List<String> codes(PlanCompiler.Request request) {
        return refusals(request).stream().map(Refusal::code).toList();
    }

    private static Mount mount(Readings r, String point, String type, long used, long available) {
        Mount m = r.reading().mount(point).orElseThrow();
        return new Mount(
                point,
                m.source(),
                m.sourceKernelName(),
                type,
                m.options(),
                m.sizeBytes(),
                used,
                available,
                m.inodes(),
                m.inodesUsed());
    }

    private static Mount pieMount() {
        return new Mount("/mnt", "/dev/sdb", "sdb", "ext4", "rw", 1, 1, 1, 1, 1);
    }

    private static Readings onLvm(Readings r) {
        Mount root = r.reading().mount("/").orElseThrow();
        return r.withMapped(new Mapped("dm-0", "lvm", List.of("sda6"), 1, List.of(), Content.NONE, List.of()))
                .withMount(new Mount("/", "/dev/mapper/vg-root", "dm-0", "ext4", root.options(), 1, 1, 1, 1, 1));
    }

    private static MdArray array(String member) {
        return new MdArray(
                "md127",
                "01234567:89abcdef:01234567:89abcdef",
                "raid1",
                "1.2",
                2,
                "clean",
                true,
                List.of(new Member(member, 0, Member.State.IN_SYNC)),
                Optional.empty(),
                0);
    }

    private static Host host(Host h, Fact<Host.Firmware> firmware) {
        return new Host(
                h.os(), h.hostname(), h.kernel(), firmware, h.machineId(), h.bootId(), h.kernelCommandLine(), h.uid());
    }

    private static Host os(Host h, Host.OsRelease os) {
        return new Host(
                Fact.of(os),
                h.hostname(),
                h.kernel(),
                h.firmware(),
                h.machineId(),
                h.bootId(),
                h.kernelCommandLine(),
                h.uid());
    }

    private static Host uid(Host h, int uid) {
        return new Host(
                h.os(),
                h.hostname(),
                h.kernel(),
                h.firmware(),
                h.machineId(),
                h.bootId(),
                h.kernelCommandLine(),
                Fact.of(uid));
    }

    private static Disk identity(Disk d, DriveIdentity identity) {
        return disk(d, identity, d.table(), d.partitions(), d.bootRecord());
    }

    private static Disk table(Disk d, PartitionTable table) {
        return disk(d, d.identity(), table, d.partitions(), d.bootRecord());
    }

    private static Disk bootRecord(Disk d, BootRecord record) {
        return disk(d, d.identity(), d.table(), d.partitions(), record);
    }

    private static Disk oldGeometry(Disk d) {
        return table(d, new PartitionTable.Dos("0x1", List.of(new TableEntry(1, 63, 100, "83", true))));
    }

    private static Disk withOldMember(Disk d) {
        var member = new Partition(
                "sdb1",
                1,
                2048,
                1 << 20,
                "",
                List.of(new Signature("linux_raid_member", 4096, "", "")),
                Content.NONE,
                List.of("md127"));
        var table = new PartitionTable.Dos("0x2", List.of(new TableEntry(1, 2048, 2048, "fd", false)));
        return disk(d, d.identity(), table, List.of(member), d.bootRecord());
    }

    private static Disk disk(
            Disk d, DriveIdentity identity, PartitionTable table, List<Partition> partitions, BootRecord record) {
        return new Disk(
                d.kernelName(),
                identity,
                d.byId(),
                d.logicalSectorBytes(),
                d.physicalSectorBytes(),
                d.rotational(),
                d.transport(),
                d.removable(),
                d.readOnly(),
                table,
                partitions,
                record,
                d.signatures(),
                d.content(),
                d.holders());
    }
}
