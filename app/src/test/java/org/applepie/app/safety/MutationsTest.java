package org.applepie.app.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
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
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;
import org.junit.jupiter.api.Test;

/**
 * Each rule of ours that keeps data safe is taken away, one at a time, on an otherwise calm voyage. What is measured must notice,
 * or what stops the run before harm is named; and with the rule in place nothing is found.
 */
class MutationsTest {

    private static Voyage.Log sail(Course course) {
        return sail(Voyage.Platform.SARGE_IDE, course);
    }

    private static Voyage.Log sail(Voyage.Platform platform, Course course) {
        try (Voyage voyage = new Voyage(4711, platform, course)) {
            return voyage.sail();
        }
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

    /** Another machine answers from the moment in which the first job that destroys something is sent. */
    private static final class Impostor implements Tampering {
        private final boolean checked;
        private final AtomicBoolean there = new AtomicBoolean();

        Impostor(boolean checked) {
            this.checked = checked;
        }

        @Override
        public Outcome execute(Voyage voyage, Job job, Executing agent) throws InterruptedException {
            if (!destroys(voyage, job) || there.getAndSet(true)) {
                return agent.execute(job);
            }
            voyage.server().controls().strike(new Fault.SecondMachine(true));
            return agent.execute(checked ? job : unchecked(job, voyage.world().answering()));
        }

        private static Job unchecked(Job job, World.Identity other) {
            return new Job(job.id(), other.bootId(), other.machineId(), List.of(), job.actions(), job.cleanup());
        }
    }

    private static boolean destroys(Voyage voyage, Job job) {
        Run run = voyage.console().run(voyage.run().orElseThrow());
        Runbook runbook = voyage.console().runbooks().find(run.runbook()).orElseThrow();
        return run.attempts().stream()
                .filter(attempt -> attempt.jobId().equals(job.id().value()))
                .flatMap(attempt -> runbook.step(attempt.step()).stream())
                .anyMatch(step -> step.about().isDestructive());
    }

    @Test
    void withoutTheCheckOfIdentityInTheJobAnotherMachineIsWritten() {
        Voyage.Log log = sail(Course.calmly().with(new Impostor(false)));

        assertThat(broken(log)).as(log.toString()).contains("I1");
        assertThat(log.toString()).contains("another machine executed sfdisk");
    }

    @Test
    void withItTheOtherMachineStaysAsItIs() {
        Voyage.Log log = sail(Course.calmly().with(new Impostor(true)));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).isEmpty();
    }

    // ---- waiting for the sync

    @Test
    void withoutWaitingForTheSyncTheNextCheckStopsTheRun() {
        Voyage.Log log = sail(Course.calmly().with(steps(step -> !step.id().matches("sync-.*"))));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.end()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=(lilo-arrays|mdadm-conf-whole), result=Failed");
    }

    @Test
    void withoutThatCheckEitherItIsDoneWithOneCopy() {
        Predicate<Check> notWhole = check -> !(check instanceof Check.ArrayIs is && is.whole());
        Voyage.Log log = sail(Course.calmly()
                .with(steps(step -> !step.id().matches("sync-.*") || step.id().equals("sync-md0"))
                        .andThen(checks(notWhole, step -> !step.id().equals("sync-md0")))::apply));

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
            if (!destroys(voyage, job)) {
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
        Voyage.Log log = sail(Course.calmly().after(MutationsTest::aged).with(actions(NO_CLEARING)));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=clear-superblocks, result=Failed");
    }

    @Test
    void withoutThatProofMdadmAsksAndNobodyAnswers() {
        Voyage.Log log = sail(Course.calmly()
                .after(MutationsTest::aged)
                .with(actions(NO_CLEARING)
                        .andThen(checks(check -> !(check instanceof Check.PartitionsBlank), step -> true))::apply));

        assertThat(log.violations()).as(log.toString()).isEmpty();
        assertThat(log.toString()).containsPattern("AttemptEnded.*step=create-md0, result=Failed");
    }

    @Test
    void aCopyThatIsGivenUpAndNotClearedStillStarts() {
        Predicate<Action> noClearing = NO_CLEARING.and(action -> !(action instanceof Action.Run(Command command, var a)
                && command.program().equals("dd")
                && command.argv().contains("if=/dev/zero")));
        Voyage.Log log = sail(Course.calmly()
                .turningBackAt("point-of-no-return")
                .with(actions(noClearing)
                        .andThen(checks(check -> !(check instanceof Check.DriveReleased), step -> true))::apply));

        assertThat(broken(log)).as(log.toString()).contains("I7");
    }

    /** The second drive had been in arrays whose members lay where the new ones will; nobody sees that before it has a table. */
    private static void aged(List<SimulatedDrive> drives) {
        SimulatedDrive pie = drives.getLast();
        DosTable.read(drives.getFirst()).orElseThrow().used().stream()
                .filter(row -> !row.extended())
                .map(row -> new Region(pie, row.start(), row.sectors()))
                .forEach(MutationsTest::member);
    }

    private static void member(Region region) {
        Instant then = Instant.parse("2005-11-01T08:00:00Z");
        MdSuperblock block = new MdSuperblock(
                MdSuperblock.Metadata.V0_90,
                "6c1a2b3d:0e4f5a6b:7c8d9e0f:%08x".formatted(region.start()),
                1,
                then,
                region.sectors() / 2 - 128,
                2,
                7,
                1_000_000,
                then,
                true,
                0,
                List.of(
                        new MdSuperblock.Descriptor(0, 3, 1, 0, MdSuperblock.Role.ACTIVE),
                        new MdSuperblock.Descriptor(1, 3, 65, 1, MdSuperblock.Role.ACTIVE)),
                Optional.empty());
        try {
            region.superblock(block);
        } catch (DriveFailure failure) {
            throw new IllegalStateException(failure);
        }
    }

    // ---- changing runbooks

    private static UnaryOperator<Runbook> steps(Predicate<Step> kept) {
        return runbook -> with(
                runbook,
                runbook.phases().stream()
                        .map(phase ->
                                with(phase, phase.steps().stream().filter(kept).toList()))
                        .toList(),
                runbook.wayBack());
    }

    private static UnaryOperator<Runbook> each(UnaryOperator<Step> change) {
        return runbook -> with(
                runbook,
                runbook.phases().stream()
                        .map(phase ->
                                with(phase, phase.steps().stream().map(change).toList()))
                        .toList(),
                runbook.wayBack().stream().map(change).toList());
    }

    private static UnaryOperator<Runbook> checks(Predicate<Check> kept, Predicate<Step> of) {
        return each(step -> !of.test(step)
                ? step
                : switch (step) {
                    case Step.Look s -> new Step.Look(s.about(), only(s.before(), kept), only(s.proof(), kept));
                    case Step.Change s ->
                        new Step.Change(
                                s.about(), only(s.before(), kept), s.actions(), s.cleanup(), only(s.proof(), kept));
                    case Step.Reboot s ->
                        new Step.Reboot(s.about(), only(s.before(), kept), s.actions(), only(s.proof(), kept));
                    case Step.Await s -> s;
                    case Step.ByHand s ->
                        new Step.ByHand(s.about(), only(s.before(), kept), s.card(), only(s.proof(), kept));
                    case Step.AtConsole s -> s;
                });
    }

    private static UnaryOperator<Runbook> actions(Predicate<Action> kept) {
        return each(step -> step instanceof Step.Change s
                ? new Step.Change(s.about(), s.before(), only(s.actions(), kept), only(s.cleanup(), kept), s.proof())
                : step);
    }

    private static <T> List<T> only(List<T> all, Predicate<T> kept) {
        return all.stream().filter(kept).toList();
    }

    private static Phase with(Phase phase, List<Step> steps) {
        return new Phase(phase.id(), phase.title(), phase.purpose(), phase.mayWrite(), phase.gate(), steps);
    }

    private static Runbook with(Runbook runbook, List<Phase> phases, List<Step> wayBack) {
        return new Runbook(
                new RunbookId(UUID.randomUUID()),
                runbook.server(),
                runbook.serverName(),
                runbook.reading(),
                runbook.goal(),
                runbook.binding(),
                runbook.compiledAt(),
                runbook.layout(),
                phases,
                wayBack,
                runbook.family());
    }
}
