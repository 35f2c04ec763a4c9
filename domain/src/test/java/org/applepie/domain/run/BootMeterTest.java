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
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.run.Bootability.Answer;
import org.applepie.domain.run.RunEvent.AttemptEnded;
import org.applepie.domain.run.RunEvent.AttemptStarted;
import org.applepie.domain.run.RunEvent.Output;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Requests;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

class BootMeterTest {

    private static final RunId ID = new RunId(new UUID(1, 2));

    private final Runbook runbook = Requests.typicalRunbook();
    private final List<RecordedEvent> events = new ArrayList<>();

    BootMeterTest() {
        happen(new RunEvent.Started(runbook.id(), "digest", runbook.server(), "machine"));
    }

    @Test
    void nothingIsKnownWithoutAReading() {
        assertThat(BootMeter.read(runbook, Run.replay(events), Optional.empty()))
                .extracting(Bootability::answer)
                .containsExactly(Answer.UNKNOWN, Answer.UNKNOWN);
    }

    @Test
    void atFirstOnlyAppleStarts() {
        assertThat(answers(Readings.typical())).containsExactly(Answer.YES, Answer.NO);
    }

    @Test
    void aCopyThatWasNotSeenToBootIsUnknown() {
        assertThat(answers(withGrubOnPie(onPie()))).containsExactly(Answer.YES, Answer.UNKNOWN);
    }

    @Test
    void afterTheTrialEitherStarts() {
        prove("trial-boot");
        assertThat(answers(withGrubOnPie(onPie()))).containsExactly(Answer.YES, Answer.YES);
    }

    @Test
    void whileAppleIsAdoptedItNeedsTheOther() {
        prove("trial-boot");
        prove("boot-record-apple");
        assertThat(answers(withGrubOnPie(onPie()))).containsExactly(Answer.WITH_THE_OTHER, Answer.YES);
    }

    @Test
    void aBootRecordInTheMakingIsUnknown() {
        prove("trial-boot");
        start("boot-record-apple");
        assertThat(answers(withGrubOnPie(onPie()))).containsExactly(Answer.UNKNOWN, Answer.YES);
    }

    @Test
    void inTheEndEachStartsAlone() {
        prove("trial-boot");
        prove("boot-record-apple");
        assertThat(answers(withGrubOnPie(arrays(Member.State.IN_SYNC)))).containsExactly(Answer.YES, Answer.YES);
    }

    @Test
    void aHalfSyncedLegDoesNotCount() {
        prove("trial-boot");
        prove("boot-record-apple");
        assertThat(answers(withGrubOnPie(arrays(Member.State.REBUILDING))))
                .containsExactly(Answer.WITH_THE_OTHER, Answer.YES);
    }

    @Test
    void aDriveThatIsGoneStartsNothing() {
        prove("trial-boot");
        prove("boot-record-apple");
        Readings gone = withGrubOnPie(arrays(Member.State.IN_SYNC)).withoutDisk(Readings.PIE);
        assertThat(answers(gone)).containsExactly(Answer.YES, Answer.NO);
    }

    @Test
    void whatOnlyPeopleSaidIsNotKnown() {
        resolve("trial-boot", "job");
        resolve("boot-record-apple", "job");
        assertThat(answers(withGrubOnPie(onPie()))).containsExactly(Answer.UNKNOWN, Answer.UNKNOWN);
    }

    @Test
    void whatWasNeverSentChangedNothingWhateverPeopleSaid() {
        prove("trial-boot");
        resolve("boot-record-apple", "");
        assertThat(answers(withGrubOnPie(onPie()))).containsExactly(Answer.YES, Answer.YES);
    }

    @Test
    void aBootRecordThatHasLostItsTableStartsNothing() {
        prove("trial-boot");
        assertThat(answers(pieWith(new PartitionTable.None()))).containsExactly(Answer.YES, Answer.NO);
        assertThat(answers(pieWith(new PartitionTable.Other("unread")))).containsExactly(Answer.YES, Answer.UNKNOWN);
    }

    private Readings pieWith(PartitionTable table) {
        return withGrubOnPie(onPie()).withPie(pie -> with(pie, table, pie.partitions(), pie.bootRecord()));
    }

    private List<Answer> answers(Readings readings) {
        return BootMeter.read(runbook, Run.replay(events), Optional.of(readings.reading())).stream()
                .map(Bootability::answer)
                .toList();
    }

    /** The arrays with their only member on pie, which looks like apple but for its kernel name. */
    private Readings onPie() {
        return arrays(Member.State.FAULTY);
    }

    private Readings arrays(Member.State onApple) {
        MdArray[] arrays =
                runbook.layout().arrays().stream().map(a -> array(a, onApple)).toArray(MdArray[]::new);
        return Readings.typical().withArrays(arrays);
    }

    private static MdArray array(PlannedArray planned, Member.State onApple) {
        List<Member> members = List.of(
                new Member("sdb" + planned.partition(), 0, Member.State.IN_SYNC),
                new Member("sda" + planned.partition(), 1, onApple));
        return new MdArray(
                planned.name(), planned.uuid(), "raid1", "1.2", 2, "clean", false, members, Optional.empty(), 0);
    }

    private static Readings withGrubOnPie(Readings readings) {
        Disk apple = readings.apple();
        return readings.withPie(pie -> with(
                pie,
                apple.table(),
                apple.partitions().stream()
                        .map(p -> new Partition(
                                p.kernelName().replace("sda", "sdb"),
                                p.number(),
                                p.startSector(),
                                p.sizeBytes(),
                                p.partUuid(),
                                p.signatures(),
                                p.content(),
                                p.holders()))
                        .toList(),
                new BootRecord.Grub()));
    }

    private static Disk with(Disk pie, PartitionTable table, List<Partition> partitions, BootRecord record) {
        return new Disk(
                pie.kernelName(),
                pie.identity(),
                pie.byId(),
                pie.logicalSectorBytes(),
                pie.physicalSectorBytes(),
                pie.rotational(),
                pie.transport(),
                pie.removable(),
                pie.readOnly(),
                table,
                partitions,
                record,
                pie.signatures(),
                pie.content(),
                pie.holders());
    }

    private void prove(String step) {
        start(step);
        int attempt = Run.replay(events).attempts().size();
        happen(new AttemptEnded(attempt, step, new AttemptResult.Proved("held"), new Output(0, "")));
    }

    private void start(String step) {
        start(step, "job-");
    }

    private void start(String step, String job) {
        int attempt = Run.replay(events).attempts().size() + 1;
        happen(new AttemptStarted(attempt, step, job.isEmpty() ? "" : job + attempt, "boot"));
    }

    private void resolve(String step, String job) {
        start(step, job);
        int attempt = Run.replay(events).attempts().size();
        happen(new AttemptEnded(attempt, step, new AttemptResult.Failed("it did not"), new Output(0, "")));
        happen(new RunEvent.UnknownResolved(attempt, step, "it is so"));
    }

    private void happen(RunEvent event) {
        events.add(new RecordedEvent(ID, events.size() + 1, Instant.EPOCH, "someone", event));
    }
}
