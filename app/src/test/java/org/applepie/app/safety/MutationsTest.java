package org.applepie.app.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/**
 * Each rule of ours that keeps data safe is taken away, one at a time, on an otherwise calm voyage. What is measured must notice,
 * or what stops the run before harm is named; and with the rule in place nothing is found.
 */
@EnabledForJreRange(minVersion = Carrier.JDK, disabledReason = Carrier.WHY)
class MutationsTest {

    private static Voyage.Log sail(Course course) {
        return sail(Voyage.Platform.SARGE_IDE, course);
    }

    private static Voyage.Log sail(Voyage.Platform platform, Course course) {
        return Voyage.sail(4711, platform, course);
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
        Voyage.Log log =
                sail(Course.calmly().with(Mutations.steps(step -> !step.id().matches("sync-.*"))));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=(lilo-arrays|mdadm-conf-whole), result=Failed");
    }

    @Test
    void withoutThatCheckEitherItIsDoneWithOneCopy() {
        Predicate<Check> notWhole = check -> !(check instanceof Check.ArrayIs is && is.whole());
        Voyage.Log log = sail(Course.calmly()
                .with(Mutations.steps(step ->
                                !step.id().matches("sync-.*") || step.id().equals("sync-md0"))
                        .andThen(Mutations.checks(notWhole, step -> !step.id().equals("sync-md0")))::apply));

        assertThat(broken(log)).as(log.toString()).containsAnyOf("I1", "I7");
    }

    // ---- intent before effect

    /** Does each destructive step before its intent is recorded; the engine then finds the job done. */
    private static final class Hasty implements Tampering {
        @Override
        public void afterReading(Voyage voyage, Login login, Executing agent) throws InterruptedException {
            if (voyage.run().isEmpty()) {
                return;
            }
            Run run = voyage.console().run(voyage.run().get());
            Runbook runbook = voyage.console().runbooks().find(run.runbook()).orElseThrow();
            if (run.position(runbook) instanceof Position.Ready(Step step)
                    && step instanceof Step.Change change
                    && change.about().isDestructive()) {
                String id = "run-" + run.id().toString().substring(0, 13) + "-"
                        + (run.attempts().size() + 1);
                agent.execute(new Job(
                        new JobId(id),
                        voyage.world().bootId(),
                        runbook.binding().machineId(),
                        List.of(),
                        change.actions(),
                        change.cleanup()));
            }
        }
    }

    @Test
    void anEffectBeforeItsIntentIsSeen() {
        Voyage.Log log = sail(Course.calmly().with(new Hasty()));

        assertThat(broken(log)).as(log.toString()).contains("I3");
    }

    // ---- never again by itself

    /** Takes a destructive job for lost when its end was not heard, forgets it, and launches it again. */
    private static final class Stubborn implements Tampering {
        @Override
        public Outcome execute(Voyage voyage, Job job, Executing agent) throws InterruptedException {
            Outcome first = agent.execute(job);
            if (!Mutations.destroys(voyage, job)) {
                return first;
            }
            forget(voyage, job);
            return agent.execute(job);
        }

        private static void forget(Voyage voyage, Job job) {
            voyage.world().files().ifPresent(files -> {
                String directory = "/var/lib/applepie/jobs/" + job.id().value();
                try {
                    files.rename(directory, directory + ".forgotten");
                } catch (ErrnoException absent) {
                    throw new IllegalStateException(absent);
                }
            });
        }
    }

    @Test
    void aDestructiveJobThatIsLaunchedAgainIsSeen() {
        Voyage.Log log = sail(Course.calmly().with(new Stubborn()));

        assertThat(broken(log)).as(log.toString()).contains("I2");
    }

    // ---- superblocks of an earlier life

    private static final Predicate<Action> NO_CLEARING =
            action -> !(action instanceof Action.Run(Command command, var accepted)
                    && command.argv().contains("--zero-superblock"));

    @Test
    void superblocksThatAreNotClearedAreFoundByTheProof() {
        Voyage.Log log = sail(Course.calmly()
                .after(drives -> Mutations.aged(drives, MdSuperblock.Metadata.V0_90))
                .with(Mutations.actions(NO_CLEARING)));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=clear-superblocks, result=Failed");
    }

    @Test
    void withoutThatProofMdadmAsksAndNobodyAnswers() {
        Voyage.Log log =
                sail(Course.calmly()
                        .after(drives -> Mutations.aged(drives, MdSuperblock.Metadata.V0_90))
                        .with(Mutations.actions(NO_CLEARING)
                                .andThen(Mutations.checks(
                                        check -> !(check instanceof Check.PartitionsBlank), step -> true))::apply));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=create-md0, result=Failed");
    }

    @Test
    void aCopyThatIsGivenUpAndNotClearedStillStarts() {
        Predicate<Action> noClearing = NO_CLEARING.and(action -> !(action instanceof Action.Run(Command command, var a)
                && command.program().equals("dd")
                && command.argv().contains("if=/dev/zero")));
        Voyage.Log log =
                sail(Course.calmly()
                        .turningBackAt("point-of-no-return")
                        .with(Mutations.actions(noClearing)
                                .andThen(Mutations.checks(
                                        check -> !(check instanceof Check.DriveReleased), step -> true))::apply));

        assertThat(broken(log)).as(log.toString()).contains("I7");
    }
}
