package org.applepie.app.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** What stands in {@link MutationsTest} for Debian 3.1, where current Debian goes other ways. */
@EnabledForJreRange(minVersion = Carrier.JDK, disabledReason = Carrier.WHY)
class DebianMutationsTest {

    private static final UnaryOperator<Runbook> NO_SYNC =
            Mutations.steps(step -> !step.id().startsWith("sync-"));
    private static final UnaryOperator<Runbook> NO_SCRUB =
            Mutations.steps(step -> !step.id().endsWith("scrub"));
    private static final UnaryOperator<Runbook> NOT_WHOLE =
            Mutations.checks(check -> !(check instanceof Check.ArrayIs is && is.whole()), step -> true);

    private static Voyage.Log sail(Course course) {
        return Voyage.sail(4711, Voyage.Platform.DEBIAN, course);
    }

    private static List<String> broken(Voyage.Log log) {
        return log.violations().stream().map(Violation::invariant).distinct().toList();
    }

    @Test
    void aCalmVoyageArrivesAndNothingIsFound() {
        Voyage.Log log = sail(Course.calmly());

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).contains(End.DONE);
    }

    @Test
    void aCalmWayBackArrivesAndNothingIsFound() {
        Voyage.Log log = sail(Course.calmly().turningBackAt("point-of-no-return"));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).contains(End.ROLLED_BACK);
    }

    // ---- identity

    @Test
    void withoutTheCheckOfIdentityInTheJobAnotherMachineIsWritten() {
        Voyage.Log log = sail(Course.calmly().with(new Mutations.Impostor(false)));

        assertThat(broken(log)).as(log.toString()).contains("I1");
        assertThat(log.toString()).contains("another machine executed sfdisk");
    }

    @Test
    void withItTheOtherMachineStaysAsItIs() {
        Voyage.Log log = sail(Course.calmly().with(new Mutations.Impostor(true)));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).isEmpty();
    }

    // ---- waiting for the sync

    @Test
    void withoutWaitingForTheSyncTheNextCheckStopsTheRun() {
        Voyage.Log log = sail(Course.calmly().with(NO_SYNC));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=boot-loaders, result=Failed");
    }

    @Test
    void withoutThatCheckEitherTheKernelRefusesToScrub() {
        Voyage.Log log = sail(Course.calmly().with(NO_SYNC.andThen(NOT_WHOLE)::apply));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=start-scrub, result=Failed");
    }

    @Test
    void withoutTheScrubEitherItIsDoneWithOneCopy() {
        Voyage.Log log = sail(Course.calmly().with(NO_SYNC.andThen(NOT_WHOLE).andThen(NO_SCRUB)::apply));

        assertThat(broken(log)).as(log.toString()).contains("I1", "I7");
        assertThat(log.end()).contains(End.DONE);
    }

    // ---- superblocks of an earlier life

    private static final UnaryOperator<Runbook> NO_CLEARING = Mutations.each(DebianMutationsTest::withoutClearing);
    private static final UnaryOperator<Runbook> NO_PROOF =
            Mutations.checks(check -> !(check instanceof Check.PartitionsBlank), step -> true);
    private static final UnaryOperator<Runbook> NO_LOOK =
            Mutations.actions(action -> !(action instanceof Action.ExpectSilence(Command command)
                    && command.program().equals("wipefs")));

    private final List<SimulatedDrive> drives = new ArrayList<>();

    private Course aged() {
        return Course.calmly().after(all -> {
            drives.addAll(all);
            Mutations.aged(all, Metadata.V1_2);
        });
    }

    private List<String> arrays() {
        return drives.stream()
                .flatMap(drive -> drive.superblocks().values().stream())
                .map(MdSuperblock::uuid)
                .distinct()
                .toList();
    }

    /** Neither is the table written so that its partitions lose what lay there, nor are they cleared afterwards. */
    private static Step withoutClearing(Step step) {
        if (!(step instanceof Step.Change s)) {
            return step;
        }
        return switch (s.id()) {
            case "clone-table" ->
                with(s, s.actions().stream().map(DebianMutationsTest::careless).toList());
            case "clear-signatures" ->
                with(s, s.actions().stream().filter(action -> !isWipe(action)).toList());
            default -> s;
        };
    }

    private static Step with(Step.Change step, List<Action> actions) {
        return new Step.Change(step.about(), step.before(), actions, step.cleanup(), step.proof());
    }

    private static Action careless(Action action) {
        return action instanceof Action.Run(Command command, var accepted)
                ? new Action.Run(
                        new Command(
                                command.argv().stream()
                                        .map(word -> word.equals("always") ? "never" : word)
                                        .toList(),
                                command.stdin()),
                        accepted)
                : action;
    }

    private static boolean isWipe(Action action) {
        return action instanceof Action.Run(Command command, var accepted)
                && command.program().equals("wipefs");
    }

    @Test
    void superblocksThatAreNotClearedAreFoundByTheProof() {
        Voyage.Log log = sail(aged().with(NO_CLEARING));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=clear-signatures, result=Failed");
    }

    @Test
    void withoutThatProofTheJobThatCreatesTheArrayLooksItself() {
        Voyage.Log log = sail(aged().with(NO_CLEARING.andThen(NO_PROOF)::apply));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=create-md0, result=Failed");
    }

    /** {@code --run} answers what mdadm would ask, and a new array takes every older superblock away. */
    @Test
    void withoutThatLookEitherTheNewArrayTakesTheirPlace() {
        Voyage.Log log = sail(aged().with(NO_CLEARING.andThen(NO_PROOF).andThen(NO_LOOK)::apply));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).contains(End.DONE);
        assertThat(arrays()).hasSize(3).noneMatch(uuid -> uuid.startsWith(Mutations.ELSEWHERE));
    }

    /** One of metadata 0.90 ends where the drive does, so the reading takes it for one of the whole drive. */
    @Test
    void olderSuperblocksAtTheEndAreSeenBeforeThereIsARunbook() {
        Voyage.Log log = sail(Course.calmly().after(all -> Mutations.aged(all, Metadata.V0_90)));

        assertThat(log.toString()).contains("target-not-blank");
        assertThat(log.end()).isEmpty();
    }

    @Test
    void aCopyThatIsGivenUpAndNotClearedStillStarts() {
        Predicate<Action> noClearing = action -> !(isWipe(action)
                && action instanceof Action.Run(Command command, var accepted)
                && command.argv().contains("--force"));
        Voyage.Log log =
                sail(Course.calmly()
                        .turningBackAt("point-of-no-return")
                        .with(Mutations.actions(noClearing)
                                .andThen(Mutations.checks(
                                        check -> !(check instanceof Check.DriveReleased), step -> true))::apply));

        assertThat(broken(log)).as(log.toString()).contains("I7");
    }
}
