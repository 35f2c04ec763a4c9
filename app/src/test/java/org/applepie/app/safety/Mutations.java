package org.applepie.app.safety;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.hardware.DosTable;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;

/** Ways to take rules of ours away, and a past of drives that such rules are for. */
final class Mutations {

    /** Whose UUID begins so belonged to an array of an earlier life. */
    static final String ELSEWHERE = "6c1a2b3d:0e4f5a6b:7c8d9e0f";

    private static final String DEVICE = "1f2e3d4c:5b6a7988:96a5b4c3:d2e1f001";

    private Mutations() {}

    /** Another machine answers from the moment in which the first job that destroys something is sent. */
    static final class Impostor implements Tampering {
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

    /** Whether the job belongs to a step that destroys something. */
    static boolean destroys(Voyage voyage, Job job) {
        Run run = voyage.console().run(voyage.run().orElseThrow());
        Runbook runbook = voyage.console().runbooks().find(run.runbook()).orElseThrow();
        return run.attempts().stream()
                .filter(attempt -> attempt.jobId().equals(job.id().value()))
                .flatMap(attempt -> runbook.step(attempt.step()).stream())
                .anyMatch(step -> step.about().isDestructive());
    }

    /** The second drive had been in arrays whose members lay where the new ones will; nobody sees that before it has a table. */
    static void aged(List<SimulatedDrive> drives, MdSuperblock.Metadata metadata) {
        SimulatedDrive pie = drives.getLast();
        DosTable.read(drives.getFirst()).orElseThrow().used().stream()
                .filter(row -> !row.extended())
                .map(row -> new Region(pie, row.start(), row.sectors()))
                .forEach(region -> member(region, metadata));
    }

    private static void member(Region region, MdSuperblock.Metadata metadata) {
        Instant then = Instant.parse("2005-11-01T08:00:00Z");
        MdSuperblock block = new MdSuperblock(
                metadata,
                ELSEWHERE + ":%08x".formatted(region.start()),
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
                metadata == MdSuperblock.Metadata.V0_90
                        ? Optional.empty()
                        : Optional.of(new MdSuperblock.Version1(
                                "elsewhere:" + region.start(), 2048, DEVICE, Optional.empty())));
        try {
            region.superblock(block);
        } catch (DriveFailure failure) {
            throw new IllegalStateException(failure);
        }
    }

    static UnaryOperator<Runbook> steps(Predicate<Step> kept) {
        return runbook -> with(
                runbook,
                runbook.phases().stream()
                        .map(phase ->
                                with(phase, phase.steps().stream().filter(kept).toList()))
                        .toList(),
                runbook.wayBack());
    }

    static UnaryOperator<Runbook> each(UnaryOperator<Step> change) {
        return runbook -> with(
                runbook,
                runbook.phases().stream()
                        .map(phase ->
                                with(phase, phase.steps().stream().map(change).toList()))
                        .toList(),
                runbook.wayBack().stream().map(change).toList());
    }

    static UnaryOperator<Runbook> checks(Predicate<Check> kept, Predicate<Step> of) {
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

    static UnaryOperator<Runbook> actions(Predicate<Action> kept) {
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
