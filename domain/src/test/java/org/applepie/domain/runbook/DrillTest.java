package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.verdict.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The drill that proves each drive, on both families of servers. */
class DrillTest {

    private static final String OLD = "sarge-mailhost-mirrored";
    private static final String CURRENT = "debian-12-mirrored";

    private static Drive drive(Disk disk, String label, long id) {
        return new Drive(
                new DriveId(new UUID(9, id)),
                disk.identity(),
                label,
                "",
                "",
                new DriveState.InService(),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private static List<Drive> labelled(Reading reading, String... labels) {
        List<Disk> disks = reading.disks().orElse(List.of());
        List<Drive> drives = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            drives.add(drive(disks.get(i), labels[i], i));
        }
        return drives;
    }

    private static Compilation compile(Readings readings, List<Drive> drives) {
        PlanCompiler.Request mirror = Requests.of(readings, drives, "");
        return PlanCompiler.compile(new PlanCompiler.Request(
                mirror.server(),
                new StoredReading(new UUID(1, 2), mirror.server().id(), readings.reading()),
                drives,
                new Goal.ProveEachDrive(),
                Optional.empty(),
                mirror.uuids(),
                Instant.parse("2026-01-31T12:00:00Z")));
    }

    private static List<String> refused(Readings readings, List<Drive> drives) {
        return switch (compile(readings, drives)) {
            case Compilation.Compiled compiled -> List.of();
            case Compilation.Refused(List<Refusal> refusals) ->
                refusals.stream().map(Refusal::code).toList();
        };
    }

    private static List<String> refused(Readings readings) {
        return refused(readings, labelled(readings.reading(), "apple", "pie"));
    }

    static Runbook runbook(String fixture) {
        Readings readings = Readings.captured(fixture);
        return switch (compile(readings, labelled(readings.reading(), "apple", "pie"))) {
            case Compilation.Compiled(Runbook runbook) -> runbook;
            case Compilation.Refused(var refusals) -> throw new AssertionError(refusals);
        };
    }

    @ParameterizedTest
    @CsvSource({OLD + ", sarge-prove-each-drive.txt", CURRENT + ", debian-12-prove-each-drive.txt"})
    void readsAsAgreed(String fixture, String golden) throws IOException {
        try (InputStream stream = DrillTest.class.getResourceAsStream(golden)) {
            assertThat(RunbookText.print(runbook(fixture)))
                    .isEqualTo(
                            new String(Objects.requireNonNull(stream, golden).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, CURRENT})
    void neverUnplugsADriveBeforeEveryArrayWasReadToBeWhole(String fixture) {
        Runbook runbook = runbook(fixture);
        List<Step> alone = runbook.steps().stream()
                .filter(step -> step.id().endsWith("-alone") && step instanceof Step.Reboot)
                .toList();

        assertThat(alone).extracting(Step::id).containsExactly("start-apple-alone", "start-pie-alone");
        for (Step step : alone) {
            for (Layout.PlannedArray array : runbook.layout().arrays()) {
                assertThat(step.before())
                        .anyMatch(check -> check instanceof Check.ArrayIs is
                                && is.uuid().equals(array.reference())
                                && is.whole()
                                && is.inSync().size() == 2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, CURRENT})
    void fillsEveryArrayAfterEachHalfAndJudgesItsStoryRightBefore(String fixture) {
        Runbook runbook = runbook(fixture);
        List<String> ids = runbook.steps().stream().map(Step::id).toList();

        for (String other : List.of("pie", "apple")) {
            for (Layout.PlannedArray array : runbook.layout().arrays()) {
                Step fill = runbook.step("fill-" + other + "-" + array.name()).orElseThrow();
                assertThat(fill.before())
                        .anyMatch(check -> check instanceof Check.StaleHalf stale
                                && stale.array().equals(array.reference())
                                && stale.stale().label().equals(other));
                assertThat(fill.about().isDestructive()).isTrue();
                assertThat(ids.indexOf("sync-" + other + "-" + array.name())).isEqualTo(ids.indexOf(fill.id()) + 1);
                assertThat(ids.indexOf(fill.id())).isGreaterThan(ids.indexOf("start-" + other + "-back"));
            }
        }
        assertThat(ids.indexOf("whole-after-apple")).isLessThan(ids.indexOf("ready-pie-alone"));
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, CURRENT})
    void sendsNothingThatTheGuardWouldRefuse(String fixture) {
        Runbook runbook = runbook(fixture);
        for (Phase phase : runbook.phases()) {
            for (Step step : phase.steps()) {
                assertThat(WriteGuard.check(runbook, phase, step)).isEmpty();
            }
        }
        for (Step step : runbook.wayBack()) {
            assertThat(WriteGuard.check(runbook, runbook.phaseOf(step.id()).orElseThrow(), step))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, CURRENT})
    void everyCardForAnUnpluggedDriveSaysWhichOneIsNewestWhenItFails(String fixture) {
        Runbook runbook = runbook(fixture);

        assertThat(failing(runbook, "ready-apple-alone"))
                .contains("plug pie back")
                .contains("Do not start pie alone");
        assertThat(failing(runbook, "ready-pie-back"))
                .contains("start apple, which has started alone before and has the newest data")
                .contains("Never start pie alone");
        assertThat(failing(runbook, "ready-pie-alone")).contains("Do not start apple alone");
        assertThat(failing(runbook, "ready-apple-back")).contains("Never start apple alone");
    }

    private static String failing(Runbook runbook, String step) {
        return runbook.step(step).orElseThrow().handedOut().orElseThrow().ifBootFails();
    }

    @Test
    void takesBitmapsOffSoThatNoHalfIsTakenBackUnseenAndGivesThemBack() {
        List<String> ids = runbook(CURRENT).steps().stream().map(Step::id).toList();

        assertThat(ids.indexOf("drop-bitmaps")).isBetween(0, ids.indexOf("start-apple-alone"));
        assertThat(ids.indexOf("bitmaps-back")).isGreaterThan(ids.indexOf("whole-after-pie"));
        assertThat(runbook(OLD).steps()).extracting(Step::id).doesNotContain("drop-bitmaps", "bitmaps-back");
    }

    /** While an array does not run, nothing keeps wipefs from either half. */
    @Test
    void theWayBackClearsNoHalfBeforeTheSameJobHasSeenTheArrayRun() {
        Runbook runbook = runbook(CURRENT);

        for (Layout.PlannedArray array : runbook.layout().arrays()) {
            assertThat(runbook.step("fill-back-" + array.name()).orElseThrow())
                    .isInstanceOfSatisfying(
                            Step.Change.class,
                            fill -> assertThat(fill.actions())
                                    .extracting(
                                            action -> ActionText.display(action).split(" ", 3)[0])
                                    .containsSubsequence("ln", "mdadm", "grep", "wipefs", "mdadm", "wipefs", "mdadm"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OLD, CURRENT})
    void refusesAnArrayBesideTheMirrorThatNothingUses(String fixture) {
        Readings unused =
                Readings.of(Readings.answerWith(fixture, "swaps", "Filename\t\t\t\tType\t\tSize\tUsed\tPriority\n"));

        assertThat(refused(unused)).containsExactly("array-unaccounted");
    }

    @Test
    void takesTheDriveWithTheStickerAppleForApple() {
        Readings readings = Readings.captured(OLD);
        Compilation compilation = compile(readings, labelled(readings.reading(), "pie", "apple"));

        assertThat(compilation)
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        compiled -> assertThat(
                                        compiled.runbook().layout().apple().path())
                                .isEqualTo("/dev/sdb"));
    }

    @Test
    void refusesAServerOnOneDisk() {
        assertThat(refused(Readings.captured("sarge-mailhost"))).contains("no-arrays");
        assertThat(refused(Readings.typical())).contains("no-arrays");
    }

    @ParameterizedTest
    @CsvSource({"debian-12-degraded-copy", "debian-12-recovering", "debian-12-trial-boot"})
    void refusesArraysThatAreNotWhole(String fixture) {
        assertThat(refused(Readings.captured(fixture))).contains("array-not-whole");
    }

    @Test
    void refusesDrivesWithoutStickers() {
        Readings readings = Readings.captured(OLD);

        assertThat(refused(readings, labelled(readings.reading(), "apple"))).containsExactly("drive-without-label");
        assertThat(refused(readings, labelled(readings.reading(), "apple", "apple")))
                .contains("labels-alike");
    }

    @Test
    void refusesADriveThatCarriesNoBootRecord() {
        Readings readings = Readings.captured(CURRENT).withPie(DrillTest::withoutBootRecord);

        assertThat(refused(readings)).containsExactly("no-boot-record");
    }

    private static Disk withoutBootRecord(Disk d) {
        return new Disk(
                d.kernelName(),
                d.identity(),
                d.byId(),
                d.logicalSectorBytes(),
                d.physicalSectorBytes(),
                d.rotational(),
                d.transport(),
                d.removable(),
                d.readOnly(),
                d.table(),
                d.partitions(),
                new BootRecord.Empty(),
                d.signatures(),
                d.content(),
                d.holders());
    }

    @Test
    void refusesWhenNobodyKnowsOfBitmaps() {
        assertThat(refused(Readings.of(Readings.answerWith(CURRENT, "file:/proc/mdstat", "", 1, "no such file"))))
                .contains("mdstat-unread");
    }
}
