package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.remote.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mailhost of the HOWTO: two SCSI drives that tell no serial, /boot, swap and /, LILO, kernel 2.4.27. */
class SargeMirrorTest {

    private static final String MAILHOST = "sarge-mailhost";

    private static Runbook mailhost() {
        return Requests.compiled(Requests.of(Readings.captured(MAILHOST)));
    }

    private static List<String> refused(byte[] answer) {
        return Requests.refused(Requests.of(Readings.of(answer)));
    }

    private static List<String> refusedWith(String part, String content) {
        return refused(Readings.answerWith(MAILHOST, part, content));
    }

    private static String part(String name) {
        String text = new String(Readings.answer(MAILHOST), StandardCharsets.UTF_8);
        int from = text.indexOf("SENTINEL begin " + name + "\n") + ("SENTINEL begin " + name + "\n").length();
        return text.substring(from, text.indexOf("\nSENTINEL end " + name + " "));
    }

    @Test
    void takesADriveForCleanThatLiloOnlyGaveAnId() {
        String zeros = part("sector:sdb");
        int id = (440 / 16) * 49 + (440 % 16) * 3;

        assertThat(refusedWith("sector:sdb", zeros.substring(0, id) + " da 03 c5 c5" + zeros.substring(id + 12)))
                .isEmpty();
        assertThat(refusedWith("sector:sdb", " da 03 c5 c5" + zeros.substring(12)))
                .containsExactly("target-not-clean");
    }

    @Test
    void readsAsAgreed() throws IOException {
        assertThat(RunbookText.print(mailhost())).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream stream = SargeMirrorTest.class.getResourceAsStream("sarge-mirror-root.txt")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void knowsTheDrivesByWhereTheySitAndTheArraysByName() {
        Runbook runbook = mailhost();

        assertThat(runbook.family()).isEqualTo(Runbook.Family.LEGACY);
        assertThat(runbook.layout().apple().identity().isWeak()).isTrue();
        assertThat(runbook.layout().apple().path()).isEqualTo("/dev/sda");
        assertThat(runbook.layout().pie().identity().position()).isEqualTo("scsi/host0/bus0/target1/lun0");
        assertThat(runbook.layout().arrays())
                .extracting(
                        Layout.PlannedArray::reference, Layout.PlannedArray::partition, Layout.PlannedArray::mountPoint)
                .containsExactly(tuple("md0", 1, "/boot"), tuple("md1", 5, "swap"), tuple("md2", 6, "/"));
    }

    @Test
    void rebootsSixTimesAndBuildsFourImages() {
        List<Step> steps = mailhost().steps();

        assertThat(steps).filteredOn(Step.Reboot.class::isInstance).hasSize(6);
        assertThat(steps)
                .filteredOn(step -> commands(step).anyMatch(c -> c.startsWith("mkinitrd ")))
                .hasSize(4);
    }

    @Test
    void runsLiloRightAfterEachImageAndNeverThroughAnArrayThatIsNotWhole() {
        for (Step step : mailhost().steps()) {
            List<String> commands = commands(step).toList();
            int image = commands.indexOf("mv -f /boot/initrd.img-2.4.27-2-386-temp /boot/initrd.img-2.4.27-2-386");
            if (image >= 0) {
                assertThat(commands.subList(image + 1, commands.size())).contains("lilo");
            }
        }
        List<String> ids = mailhost().steps().stream().map(Step::id).toList();
        assertThat(ids.indexOf("lilo-arrays")).isEqualTo(ids.indexOf("sync-md0") + 1);
        assertThat(ids.indexOf("adopt-md0")).isLessThan(ids.indexOf("adopt-md2"));
    }

    @Test
    void armsTheArraysForOneBootUntilTheyHaveCarriedTheSystem() {
        List<Step> reboots = mailhost().steps().stream()
                .filter(Step.Reboot.class::isInstance)
                .toList();

        assertThat(reboots.subList(0, 4))
                .allSatisfy(step -> assertThat(commands(step)).contains("lilo -R Linux 'panic=30'"));
        assertThat(reboots.subList(4, 6))
                .allSatisfy(step -> assertThat(commands(step)).noneMatch(c -> c.contains("-R")));
    }

    private static Stream<String> commands(Step step) {
        List<Action> actions = switch (step) {
            case Step.Change change -> change.actions();
            case Step.Reboot reboot -> reboot.actions();
            case Step.Look look -> List.of();
            case Step.Await await -> List.of();
            case Step.ByHand hand -> List.of();
            case Step.AtConsole console -> List.of();
        };
        return actions.stream().map(action -> switch (action) {
            case Action.Run(var command, var accepted) -> command.display();
            case Action.RunInto(var command, var file) -> command.display();
            case Action.Capture(var command, var file) -> command.display();
            case Action.ExpectSilence(var command) -> command.display();
            case Action.WriteFile(var path, var content, var mode) -> "write " + path;
        });
    }

    @Test
    void leavesTheFstabOfTheOriginalAsItWas() {
        Runbook runbook = mailhost();
        String original = part("file:/etc/fstab");

        Step.Change restored = (Step.Change) runbook.step("fstab-original").orElseThrow();

        assertThat(restored.proof()).contains(new Check.FileIs("/etc/fstab", original));
        assertThat(runbook.steps().stream()
                        .filter(s ->
                                runbook.steps().indexOf(s) > runbook.steps().indexOf(restored))
                        .flatMap(SargeMirrorTest::commands))
                .doesNotContain("write /etc/fstab")
                .contains("write /mnt/md2/etc/fstab");
    }

    private static Runbook atConsole() {
        PlanCompiler.Request request = Requests.of(Readings.captured(MAILHOST));
        return Requests.compiled(new PlanCompiler.Request(
                request.server(),
                request.reading(),
                request.drives(),
                new Goal.MirrorRoot(Optional.empty(), "", true),
                request.twin(),
                request.uuids(),
                request.now()));
    }

    @Test
    void copiesAtTheConsoleOnRequestByACardAndAScript() {
        Runbook runbook = atConsole();

        Step.AtConsole console = (Step.AtConsole) runbook.step("trial-boot").orElseThrow();

        assertThat(console.card().absence()).isEqualTo(Card.Absence.RESTART);
        assertThat(console.card().ifBootFails()).contains("LILO starts the old system by itself");
        assertThat(console.script().content())
                .contains("cp -dpR /mnt/applepie-source/. /mnt/md2/")
                .contains("lilo -R Linux panic=30 && sync && shutdown -r now")
                .doesNotContain("/etc/init.d/");
        assertThat(runbook.step("quiesce")).isEmpty();
    }

    @Test
    void theGuardFindsNothingInIt() {
        guardFindsNothingIn(mailhost());
        guardFindsNothingIn(atConsole());
    }

    private static void guardFindsNothingIn(Runbook runbook) {
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
    void stepIdsAreUnique() {
        Runbook runbook = mailhost();
        List<String> ids = Stream.concat(runbook.steps().stream(), runbook.wayBack().stream())
                .map(Step::id)
                .toList();
        assertThat(Set.copyOf(ids)).hasSameSizeAs(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "kernel, 2.6.12-1-386, kernel-too-new",
        "kernel, 2.6.8-3-386,",
        "debian-version, 3.0, os-not-supported",
        "tools, lilo /sbin/lilo, tool-missing",
        "services, cron, no-ssh-service",
    })
    void asksForWhatItKnows(String part, String content, String code) {
        List<String> codes = refusedWith(part, content);

        if (code == null) {
            assertThat(codes).isEmpty();
        } else {
            assertThat(codes).contains(code);
        }
    }

    @Test
    void refusesUdevWithTheHowtosReason() {
        assertThat(refusedWith("mounts", part("mounts") + "tmpfs /dev tmpfs rw 0 0\n"))
                .containsExactly("udev");
    }

    @Test
    void refusesGrubAndOtherImageBuilders() {
        assertThat(refusedWith(
                        "packages", part("packages").replaceAll("(?m)^lilo .*\n", "grub 0.95 install ok installed\n")))
                .containsExactly("unknown-boot-loader");
        assertThat(refusedWith("packages", part("packages").replaceAll("(?m)^initrd-tools .*\n", "")))
                .containsExactly("initramfs-not-supported");
        assertThat(refusedWith("tools", part("tools").replaceAll("(?m)^mkinitrd .*\n", "")))
                .containsExactly("tool-missing");
        assertThat(refusedWith("packages", part("packages") + "yaird 0.0.12 install ok installed\n"))
                .containsExactly("initramfs-not-supported");
        assertThat(refusedWith("sector:sda", part("sector:sdb"))).contains("no-lilo-on-apple");
    }

    @Test
    void refusesASecondDriveThatIsSmallerOrNotClean() {
        assertThat(refusedWith("partitions", part("partitions").replace("8    16   17774160", "8    16   17774159")))
                .containsExactly("target-too-small");
        assertThat(refusedWith("sector:sdb", part("sector:sdb").replaceFirst("00", "01")))
                .containsExactly("target-not-clean");
        assertThat(refused(Readings.answerWith(MAILHOST, "blkid:sdb", "/dev/sdb: UUID=\"1\" TYPE=\"ext3\" \n", 0, "")))
                .containsExactly("target-not-clean");
    }

    @Test
    void refusesAFileSystemThatMayHoldWhatCpLeavesBehind() {
        String features = part("features:sda6");

        assertThat(refusedWith("features:sda6", features.replace("has_journal", "has_journal ext_attr")))
                .containsExactly("extended-attributes");
        assertThat(refusedWith("features:sda1", features.replace("needs_recovery ", "")))
                .isEmpty();
        assertThat(refused(Readings.answerWith(MAILHOST, "features:sda1", "", 1, "tune2fs: Bad magic number")))
                .containsExactly("attributes-unknown");
        for (int length = 0; length < features.length(); length++) {
            assertThat(refusedWith("features:sda6", features.substring(0, length)))
                    .as("cut at %s", length)
                    .isIn(List.of("attributes-unknown"), List.of());
        }
        assertThat(refusedWith("features:sda6", features.substring(0, features.indexOf("sparse_super"))))
                .containsExactly("attributes-unknown");
    }

    @Test
    void warnsOfDrivesThatAreNotIdenticalAndOfSata() {
        Runbook larger = Requests.compiled(Requests.of(Readings.of(Readings.answerWith(
                MAILHOST, "partitions", part("partitions").replace("8    16   17774160", "8    16   17774161")))));
        Runbook sata = Requests.compiled(Requests.of(Readings.of(Readings.answerWith(
                MAILHOST, "scsi", part("scsi").replace("Vendor: SEAGATE  Model: ", "Vendor: ATA      Model: ")))));

        assertThat(warning(larger, "stickers"))
                .contains("The drives are not identical", "larger by 1024 bytes, which stay unused");
        assertThat(warning(sata, "stickers")).contains("SATA").doesNotContain("not identical");
        assertThat(warning(mailhost(), "stickers")).isEmpty();
    }

    private static String warning(Runbook runbook, String step) {
        return runbook.step(step).orElseThrow().about().warning();
    }

    @Test
    void refusesAServerWithoutABootOfItsOwnAndOneWithArrays() {
        assertThat(refusedWith("mounts", part("mounts").replaceAll("(?m)^/dev/sda1 .*\n", "")))
                .contains("boot-not-separate");
        assertThat(refusedWith(
                        "file:/proc/mdstat",
                        SargeSamples.text("mdstat.degraded").replace("target1", "target0")))
                .contains("arrays-present");
    }

    @Test
    void refusesTwoDrivesOnOneIdeChannel() {
        assertThat(refused(onIde("hdb", 64))).containsExactly("ide-channel-shared");
        assertThat(refused(onIde("hdc", 0))).isEmpty();
    }

    /** The same server with IDE drives: hda, and another one. */
    private static byte[] onIde(String second, int minor) {
        String seat = second.equals("hdb") ? "ide/host0/bus0/target1" : "ide/host0/bus1/target0";
        String number = (second.equals("hdb") ? "   3    " : "  22    ") + "%2d".formatted(minor);
        String answer = new String(Readings.answer(MAILHOST), StandardCharsets.ISO_8859_1)
                .replace("   8    16   17774160 scsi/host0/bus0/target1", number + "   17774160 " + seat)
                .replace("   8     ", "   3     ")
                .replace("scsi/host0/bus0/target0", "ide/host0/bus0/target0")
                .replace("root=806", "root=306")
                .replace("sda", "hda")
                .replace("sdb", second);
        String identify = SargeSamples.text("identify.ide");
        String other = identify.replaceFirst("334c", "334d");
        return (ide("hda", identify) + ide(second, other) + answer).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String ide(String name, String identify) {
        return framed("ide:" + name + ":media", "disk\n")
                + framed("ide:" + name + ":model", SargeSamples.text("ide-model.hda"))
                + framed("ide:" + name + ":identify", identify);
    }

    private static String framed(String part, String text) {
        return "SENTINEL begin " + part + "\n" + text + "\nSENTINEL end " + part + " 0 \n";
    }

    @Test
    void endsWithTheRepairSheetOnPaperAndABackupThatRan() {
        Step.ByHand last = (Step.ByHand) mailhost().steps().getLast();

        assertThat(last.id()).isEqualTo("repair-sheet");
        assertThat(last.card().questions())
                .extracting(Gate.Question::id)
                .containsExactly("sheet", "backup-date", "backup-place");
        assertThat(last.proof()).isNotEmpty().allMatch(Check.ArrayIs.class::isInstance);
    }

    @Test
    void tellsHowMuchIsCopied() {
        assertThat(mailhost().step("copy-root").orElseThrow().about().purpose())
                .containsPattern("These are [1-9][0-9]* MiB; .* would take [1-9][0-9]* minutes");
    }

    @Test
    void refusesALiloThatBootsElsewhere() {
        assertThat(refusedWith(
                        "file:/etc/lilo.conf",
                        part("file:/etc/lilo.conf").replace("boot=/dev/sda\n", "boot=/dev/sda1\n")))
                .contains("lilo-boots-elsewhere");
        assertThat(refusedWith("file:/etc/lilo.conf", "image=/vmlinuz\nimage=/vmlinuz\n"))
                .isNotEmpty();
    }

    @Test
    void isNotForProductionServersYet() {
        assertThat(Requests.refusedInProduction(Requests.of(Readings.captured(MAILHOST))))
                .containsExactly("not-for-production-yet");
    }

    /** Whatever is cut off, the answer is the same runbook or a refusal, never a failure and never another plan. */
    @Test
    void aCutAnswerIsRefusedOrChangesNothing() {
        Requests.assertCutsChangeNothing(Readings.answer(MAILHOST), 7, Requests::of);
    }

    @Test
    void everyCutOfEveryPartIsRefusedOrLeavesTheDrivesAsTheyAre() {
        for (String name : List.of(
                "partitions",
                "scsi",
                "mounts",
                "swaps",
                "df",
                "table:sda",
                "file:/etc/lilo.conf",
                "file:/etc/fstab",
                "blkid:sda1",
                "blkid:sda6",
                "sector:sda",
                "sector:sdb",
                "packages")) {
            String content = part(name);
            for (int length = 0; length < content.length(); length++) {
                Compilation compiled = PlanCompiler.compile(
                        Requests.of(Readings.of(Readings.answerWith(MAILHOST, name, content.substring(0, length)))));
                if (compiled instanceof Compilation.Compiled(Runbook runbook)) {
                    assertThat(runbook.layout().apple().identity())
                            .as("%s cut at %s", name, length)
                            .isEqualTo(mailhost().layout().apple().identity());
                    assertThat(runbook.layout().pie())
                            .isEqualTo(mailhost().layout().pie());
                }
            }
        }
    }
}
