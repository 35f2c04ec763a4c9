package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.applepie.app.run.Contact.Fresh;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.runbook.Step;

/** Waits while the kernel works on arrays. The work outlives connections, the console and even a reboot. */
final class Awaiting {

    private static final Duration STALLED = Duration.ofSeconds(90);

    private final Contact contact;
    private final Evidence evidence;
    private final LiveBoard board;
    private final Pace pace;

    Awaiting(Contact contact, Evidence evidence, LiveBoard board, Pace pace) {
        this.contact = contact;
        this.evidence = evidence;
        this.board = board;
        this.pace = pace;
    }

    AttemptResult await(Task task, Step.Await step, Deadline deadline) throws InterruptedException {
        LiveRun live = board.of(task.run(), task.runbook());
        live.waiting("Waiting for the kernel's work on the arrays.");
        Duration began = pace.elapsed();
        Deadline stalled = pace.in(STALLED);
        Optional<AttemptResult> result = Optional.empty();
        while (result.isEmpty()) {
            Looked looked = look(task, step);
            stalled = looked.atWork() ? pace.in(STALLED) : stalled;
            result = looked.result().or(looked.over(deadline, stalled));
            if (result.isEmpty()) {
                pace.pause(between(pace.elapsed().minus(began)));
            }
        }
        live.waiting("");
        return result.get();
    }

    /** Often at first, when a small array may be done soon; less often when it takes long anyway. */
    private static Duration between(Duration waited) {
        return waited.compareTo(Duration.ofMinutes(5)) < 0 ? Duration.ofSeconds(2) : Duration.ofSeconds(10);
    }

    /**
     * What one look gave.
     *
     * @param atWork true if the kernel works, or if nobody can tell
     * @param unmet why it is not done yet
     */
    private record Looked(Optional<AttemptResult> result, boolean atWork, String unmet) {

        Supplier<Optional<AttemptResult>> over(Deadline deadline, Deadline stalled) {
            return () -> deadline.isOver()
                    ? Optional.of(new AttemptResult.Unknown("The time for it is over. " + unmet))
                    : stalled.isOver()
                            ? Optional.of(new AttemptResult.Failed(
                                    "The kernel does not work on the arrays any more, and yet: " + unmet))
                            : Optional.empty();
        }
    }

    private Looked look(Task task, Step.Await step) {
        return switch (contact.once(task.run(), task.runbook())) {
            case Fresh.Missed missed
            when missed.untrusted() ->
                new Looked(Optional.of(new AttemptResult.Unknown(missed.why())), true, missed.why());
            case Fresh.Missed missed -> new Looked(Optional.empty(), true, missed.why());
            case Fresh.Got(Reading reading) -> judge(task, step, reading);
        };
    }

    private Looked judge(Task task, Step.Await step, Reading reading) {
        List<String> another = Binding.machine(task.runbook(), reading);
        if (!another.isEmpty()) {
            return new Looked(Optional.of(new AttemptResult.Unknown(another.getFirst())), true, another.getFirst());
        }
        List<MdArray> arrays = step.arrayUuids().stream()
                .flatMap(uuid -> reading.array(uuid).stream())
                .toList();
        Optional<String> faulty = faulty(arrays);
        if (faulty.isPresent()) {
            return new Looked(Optional.of(new AttemptResult.Failed(faulty.get())), true, faulty.get());
        }
        boolean atWork = arrays.stream().anyMatch(array -> array.recovery().isPresent());
        return switch (evidence.judge(task.run(), step.proof(), reading)) {
            case Proof.Holds p -> new Looked(Optional.of(Performing.proved(task)), true, "");
            case Proof.Broken p -> new Looked(Optional.empty(), atWork, p.text());
            case Proof.Unanswered p -> new Looked(Optional.empty(), true, p.why());
        };
    }

    private static Optional<String> faulty(List<MdArray> arrays) {
        return arrays.stream()
                .flatMap(array -> array.members().stream()
                        .filter(member -> member.state() == Member.State.FAULTY)
                        .map(member -> member.kernelName() + " failed in " + array.kernelName() + "."))
                .findFirst();
    }
}
