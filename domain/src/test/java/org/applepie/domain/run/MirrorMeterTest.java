package org.applepie.domain.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.run.Bootability.Answer;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Requests;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

/** During a drill a drive is known to start alone once it did, and one that is behind must not. */
class MirrorMeterTest {

    private static final String OLD = "sarge-mailhost-mirrored";
    private static final String CURRENT = "debian-12-mirrored";
    private static final RunId ID = new RunId(new UUID(1, 2));

    private final List<RecordedEvent> events = new ArrayList<>();

    private Runbook runbook = Requests.drillRunbook(OLD);
    private Reading whole = Readings.captured(OLD).reading();

    MirrorMeterTest() {
        happen(new RunEvent.Started(runbook.id(), "digest", runbook.server(), "machine"));
    }

    private void happen(RunEvent event) {
        events.add(new RecordedEvent(ID, events.size() + 1, Instant.EPOCH.plusSeconds(events.size()), "ann", event));
    }

    private void prove(String step) {
        int attempt = Run.replay(events).attempts().size() + 1;
        happen(new RunEvent.AttemptStarted(attempt, step, "job", "boot"));
        happen(new RunEvent.AttemptEnded(attempt, step, new AttemptResult.Proved("so"), new RunEvent.Output(0, "")));
    }

    private List<Bootability> read(Reading reading) {
        return BootMeter.read(runbook, Run.replay(events), Optional.of(reading));
    }

    private List<Answer> answers(Reading reading) {
        return read(reading).stream().map(Bootability::answer).toList();
    }

    private DriveIdentity apple() {
        return runbook.layout().apple().identity();
    }

    private DriveIdentity pie() {
        return runbook.layout().pie().identity();
    }

    private String name(DriveIdentity identity) {
        return whole.disk(identity).orElseThrow().kernelName();
    }

    /** The arrays with these drives' members only; those of {@code filling} are being filled. */
    private Reading with(List<String> drives, String filling) {
        return Readings.of(whole)
                .withArrays(Fact.of(whole.arrays().orElse(List.of()).stream()
                        .map(array -> array(array, drives, filling))
                        .toList()))
                .reading();
    }

    private static MdArray array(MdArray array, List<String> drives, String filling) {
        List<Member> members = array.members().stream()
                .filter(m -> drives.stream().anyMatch(d -> m.kernelName().startsWith(d)))
                .map(m -> m.kernelName().startsWith(filling)
                        ? new Member(m.kernelName(), m.slot(), Member.State.REBUILDING)
                        : m)
                .toList();
        return new MdArray(
                array.kernelName(),
                array.uuid(),
                array.level(),
                array.metadata(),
                array.raidDevices(),
                array.state(),
                array.readOnly(),
                members,
                filling.equals("none") ? Optional.empty() : Optional.of(new Recovery("recover", 1, 2, 3)),
                array.mismatchCount());
    }

    @Test
    void aDriveThatNobodySawStartAloneIsUnknown() {
        assertThat(answers(whole)).containsExactly(Answer.UNKNOWN, Answer.UNKNOWN);
    }

    @Test
    void whoIsAwayStartsNothingAndMustNotBeStartedAlone() {
        Reading alone =
                Readings.of(with(List.of("sda"), "none")).withoutDisk(pie()).reading();
        prove("start-apple-alone");

        assertThat(read(alone))
                .containsExactly(
                        new Bootability(
                                "apple",
                                Answer.YES,
                                "Its halves of the arrays are complete, and it has started alone."),
                        new Bootability(
                                "pie",
                                Answer.NO,
                                "The drive is not there, and what it holds is older than what apple holds: do not start it alone."));
    }

    @Test
    void whoCameBackIsBehindUntilItIsFilled() {
        prove("start-apple-alone");

        assertThat(answers(with(List.of("sda"), "none"))).containsExactly(Answer.YES, Answer.WITH_THE_OTHER);
        assertThat(answers(with(List.of("sda", "sdb"), "sdb"))).containsExactly(Answer.YES, Answer.WITH_THE_OTHER);
        assertThat(answers(whole)).containsExactly(Answer.YES, Answer.UNKNOWN);
    }

    @Test
    void inTheEndBothHaveStartedAlone() {
        prove("start-apple-alone");
        prove("start-pie-alone");

        assertThat(answers(whole)).containsExactly(Answer.YES, Answer.YES);
    }

    @Test
    void whileGrubMayReadTheHalfThatIsFilledNothingIsSureToStart() {
        runbook = Requests.drillRunbook(CURRENT);
        whole = Readings.captured(CURRENT).reading();
        prove("start-apple-alone");

        assertThat(answers(with(List.of(name(apple()), name(pie())), name(pie()))))
                .containsExactly(Answer.UNKNOWN, Answer.WITH_THE_OTHER);
    }

    @Test
    void knowsNothingOfARunbookWithoutArrays() {
        runbook = new Runbook(
                runbook.id(),
                runbook.server(),
                runbook.serverName(),
                runbook.reading(),
                runbook.goal(),
                runbook.binding(),
                runbook.compiledAt(),
                new Layout(
                        runbook.layout().apple(),
                        runbook.layout().pie(),
                        List.of(),
                        runbook.layout().logicalSectorBytes()),
                runbook.phases(),
                runbook.wayBack(),
                runbook.family());

        assertThat(answers(whole)).containsExactly(Answer.UNKNOWN, Answer.UNKNOWN);
    }
}
