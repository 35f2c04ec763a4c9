package org.applepie.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.runbook.Requests;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

class CopyMeterTest {

    private static final RunId ID = new RunId(new UUID(1, 2));
    private static final String COPY = "/run/applepie/copy";

    private final Runbook current = Requests.typicalRunbook();
    private final Runbook legacy = Requests.mailhostRunbook();
    private final Readings typical = Readings.typical();
    private final long used = typical.reading().mount("/").orElseThrow().usedBytes();

    @Test
    void tellsHowMuchOfTheOriginalIsOnTheCopy() {
        CopyProgress progress = meter(current, "copy-root")
                .read(typical.withMount(mounted(COPY, used / 4)).reading())
                .orElseThrow();

        assertThat(progress).isEqualTo(new CopyProgress("/", false, used / 4, used, 0));
        assertThat(progress.fraction()).isBetween(0.24, 0.26);
        assertThat(progress.secondsLeft()).isEqualTo(-1);
    }

    @Test
    void tellsTheSameOfAServerWithKernel24() {
        Readings mailhost = Readings.captured("sarge-mailhost");
        long there = mailhost.reading().mount("/").orElseThrow().usedBytes();
        String root = legacy.layout().arrays().stream()
                .filter(array -> array.mountPoint().equals("/"))
                .findFirst()
                .orElseThrow()
                .name();

        assertThat(meter(legacy, "copy-root")
                        .read(mailhost.withMount(mounted("/mnt/" + root, there / 2))
                                .reading()))
                .contains(new CopyProgress("/", false, there / 2, there, 0));
    }

    @Test
    void knowsThatItDoesNotSeeHowFarAnUpdateIs() {
        CopyProgress progress = meter(current, "second-copy-root")
                .read(typical.withMount(mounted(COPY, used)).reading())
                .orElseThrow();

        assertThat(progress.update()).isTrue();
        assertThat(progress.fraction()).isEqualTo(-1);
        assertThat(progress.secondsLeft()).isEqualTo(-1);
    }

    @Test
    void aCopyThatIsNotMountedOrOfWhichDfTellsNothingIsUnknown() {
        CopyMeter meter = meter(current, "copy-root");

        assertThat(meter.isCopying()).isTrue();
        assertThat(meter.read(typical.reading())).isEmpty();
        assertThat(meter.read(typical.withMounts(Fact.unknown("cut short")).reading()))
                .isEmpty();
        assertThat(meter.read(typical.withMount(mounted(COPY, -1)).reading()))
                .hasValueSatisfying(progress -> assertThat(progress.fraction()).isEqualTo(-1));
    }

    @Test
    void onlyACopyInFlightCounts() {
        assertThat(meter(current, "compare-root").isCopying()).isFalse();
        assertThat(meter(legacy, "compare-root").isCopying()).isFalse();
        assertThat(meter(legacy, "save-files").isCopying()).isFalse();
        assertThat(CopyMeter.of(Run.replay(proved(current, "copy-root")), current)
                        .isCopying())
                .isFalse();
    }

    @Test
    void everyCopyStepOfBothFamiliesIsOne() {
        for (Runbook runbook : List.of(current, legacy)) {
            assertThat(runbook.phases().stream()
                            .flatMap(phase -> phase.steps().stream())
                            .filter(step -> step.id().matches("(second-)?copy-.*")))
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(meter(runbook, step.id()).isCopying())
                            .as(step.id())
                            .isTrue());
        }
    }

    @Test
    void theSpeedIsByHowMuchTheCopyGrew() {
        CopyProgress before = new CopyProgress("/", false, 1_000, 11_000, 0);
        CopyProgress now = new CopyProgress("/", false, 3_000, 11_000, 0);

        assertThat(now.since(before, Duration.ofSeconds(4)).bytesPerSecond()).isEqualTo(500);
        assertThat(now.since(before, Duration.ofSeconds(4)).secondsLeft()).isEqualTo(16);
        assertThat(now.since(before, Duration.ZERO).secondsLeft()).isEqualTo(-1);
        assertThat(before.since(now, Duration.ofSeconds(4)).bytesPerSecond()).isZero();
        assertThat(new CopyProgress("/", false, 12_000, 11_000, 5).fraction()).isEqualTo(1);
        assertThat(new CopyProgress("/", false, 12_000, 11_000, 5).secondsLeft())
                .isZero();
    }

    private static Mount mounted(String mountPoint, long usedBytes) {
        return new Mount(mountPoint, "/dev/md127", "md127", "ext4", "rw", 2_000_000_000L, usedBytes, 1, 1, 1);
    }

    private static CopyMeter meter(Runbook runbook, String step) {
        assertThat(runbook.step(step)).as(step).isPresent();
        return CopyMeter.of(Run.replay(started(runbook, step)), runbook);
    }

    private static List<RecordedEvent> started(Runbook runbook, String step) {
        return List.of(
                event(1, new RunEvent.Started(runbook.id(), "digest", runbook.server(), "machine")),
                event(2, new RunEvent.AttemptStarted(1, step, "job-1", "boot")));
    }

    private static List<RecordedEvent> proved(Runbook runbook, String step) {
        List<RecordedEvent> events = new ArrayList<>(started(runbook, step));
        events.add(event(
                3, new RunEvent.AttemptEnded(1, step, new AttemptResult.Proved("held"), new RunEvent.Output(0, ""))));
        return events;
    }

    private static RecordedEvent event(long version, RunEvent event) {
        return new RecordedEvent(ID, version, Instant.EPOCH, "someone", event);
    }
}
