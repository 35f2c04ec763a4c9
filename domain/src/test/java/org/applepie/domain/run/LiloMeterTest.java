package org.applepie.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.run.Bootability.Answer;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Requests;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

/** LILO knows files by their blocks: its record looks the same when what it starts is gone. */
class LiloMeterTest {

    private static final RunId ID = new RunId(new UUID(1, 2));

    private final Runbook runbook = Requests.mailhostRunbook();
    private final List<RecordedEvent> events = new ArrayList<>();

    LiloMeterTest() {
        happen(new RunEvent.Started(runbook.id(), "digest", runbook.server(), "machine"));
    }

    @Test
    void atFirstOnlyAppleStarts() {
        assertThat(answers(Readings.captured("sarge-mailhost").reading())).containsExactly(Answer.YES, Answer.NO);
    }

    @Test
    void aRecordOfPieThatNobodySawStartIsUnknown() {
        prove("boot-record-pie");
        prove("trial-boot");

        assertThat(answers(both(Member.State.FAULTY))).containsExactly(Answer.YES, Answer.UNKNOWN);
    }

    @Test
    void fromTheAdoptionOfBootUntilLiloRanNothingIsSureToStart() {
        prove("trial-boot");
        start("adopt-md0");

        assertThat(answers(both(Member.State.REBUILDING))).containsExactly(Answer.NO, Answer.UNKNOWN);
    }

    @Test
    void anImageMadeWhileDegradedNeedsBothDrives() {
        prove("trial-boot");
        prove("adopt-md0");
        prove("lilo-arrays");

        assertThat(answers(both(Member.State.IN_SYNC))).containsExactly(Answer.WITH_THE_OTHER, Answer.WITH_THE_OTHER);
    }

    @Test
    void inTheEndEachStartsAlone() {
        prove("lilo-arrays");
        prove("initrd-whole");

        assertThat(answers(both(Member.State.IN_SYNC))).containsExactly(Answer.YES, Answer.YES);
    }

    private List<Answer> answers(Reading reading) {
        return BootMeter.read(runbook, Run.replay(events), Optional.of(reading)).stream()
                .map(Bootability::answer)
                .toList();
    }

    /** Both drives with the same table and LILO, and the arrays on them. */
    private Reading both(Member.State onApple) {
        Reading reading = Readings.captured("sarge-mailhost").reading();
        Disk apple = reading.disks().orElse(List.of()).getFirst();
        Disk pie = reading.disks().orElse(List.of()).get(1);
        Disk copy = new Disk(
                pie.kernelName(),
                pie.identity(),
                pie.byId(),
                pie.logicalSectorBytes(),
                pie.physicalSectorBytes(),
                pie.rotational(),
                pie.transport(),
                pie.removable(),
                pie.readOnly(),
                apple.table(),
                apple.partitions().stream().map(LiloMeterTest::onPie).toList(),
                new BootRecord.Lilo(),
                pie.signatures(),
                pie.content(),
                pie.holders());
        return Readings.of(reading.withDisks(Fact.of(List.of(apple, copy))))
                .withArrays(runbook.layout().arrays().stream()
                        .map(a -> array(a, onApple))
                        .toArray(MdArray[]::new))
                .reading();
    }

    private static Partition onPie(Partition p) {
        return new Partition(
                p.kernelName().replace("sda", "sdb"),
                p.number(),
                p.startSector(),
                p.sizeBytes(),
                p.partUuid(),
                p.signatures(),
                p.content(),
                p.holders());
    }

    private static MdArray array(PlannedArray planned, Member.State onApple) {
        List<Member> members = List.of(
                new Member("sdb" + planned.partition(), 1, Member.State.IN_SYNC),
                new Member("sda" + planned.partition(), 0, onApple));
        return new MdArray(
                planned.name(), "a:b:c:d", "raid1", "0.90", 2, "active", false, members, Optional.empty(), -1);
    }

    private void prove(String step) {
        start(step);
        int attempt = Run.replay(events).attempts().size();
        happen(new RunEvent.AttemptEnded(attempt, step, new AttemptResult.Proved("held"), new RunEvent.Output(0, "")));
    }

    private void start(String step) {
        int attempt = Run.replay(events).attempts().size() + 1;
        happen(new RunEvent.AttemptStarted(attempt, step, "job-" + attempt, "boot"));
    }

    private void happen(RunEvent event) {
        events.add(new RecordedEvent(ID, events.size() + 1, Instant.EPOCH, "someone", event));
    }
}
