package org.applepie.app.safety;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.app.run.KillableConsole;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.verdict.Verdict;

/**
 * Whoever sits at the console and can walk to the server: mostly attentive, sometimes wrong, and in the end persistent. Chooses
 * only among what the console offers, and mends at the machine what people mend.
 */
final class Person {

    private final World world;
    private final SimulatedServer server;
    private final List<SimulatedDrive> drives;
    private final Map<SimulatedDrive, org.applepie.agent.simulated.hardware.Position> seats = new HashMap<>();
    private final Ledger ledger;
    private final Story story;
    private final Watchman watchman;
    private final Random random;
    private final Course course;

    Person(
            World world,
            SimulatedServer server,
            List<SimulatedDrive> drives,
            Ledger ledger,
            Story story,
            Watchman watchman,
            Random random,
            Course course) {
        this.course = course;
        this.world = world;
        this.server = server;
        this.drives = drives;
        this.ledger = ledger;
        this.story = story;
        this.watchman = watchman;
        this.random = random;
        world.hardware().drives().forEach((position, drive) -> seats.put(drive, position));
    }

    private boolean chance(int percent) {
        return !course.calm() && random.nextInt(100) < percent;
    }

    /** @param tired wants it to end, one way or another, and takes care of the machine first */
    void act(KillableConsole console, RunId id, Runbook runbook, Position position, boolean tired) {
        if (world.serving() && chance(30)) {
            world.files()
                    .flatMap(files -> ledger.deliver(files, world.onArrays()))
                    .ifPresent(path -> story.tell("mail came in: " + path));
        }
        switch (position) {
            case Position.AtGate(var phase, Gate gate) -> gate(console, id, runbook, gate, tired);
            case Position.InHands(var attempt, Step step) -> hands(console, id, step, tired);
            case Position.NeedsDecision(var attempt) -> decide(console, id, runbook, attempt.step(), tired);
            case Position.Stopped p -> tell(console, id, new RunCommand.Continue("enough waited"));
            case Position.Ready p -> throw new IllegalStateException("not for people: " + p);
            case Position.InFlight p -> throw new IllegalStateException("not for people: " + p);
            case Position.Complete p -> throw new IllegalStateException("not for people: " + p);
            case Position.Over p -> throw new IllegalStateException("not for people: " + p);
        }
    }

    private void gate(KillableConsole console, RunId id, Runbook runbook, Gate gate, boolean tired) {
        if (course.turnBackAt().equals(Optional.of(gate.id())) || !tired && chance(3)) {
            rollBack(console, id, "second thoughts");
        } else if (!tired && chance(3)) {
            console.engine().decide(id, gate.id(), false, runbook.digest(), Map.of(), "not today", "bob");
        } else {
            Map<String, String> answers = Voyage.answers(gate.questions(), now());
            if (!tired && chance(5)) {
                answers.replaceAll((question, answer) -> answer + "?");
            }
            Verdict<RunId> decided = console.engine().decide(id, gate.id(), true, runbook.digest(), answers, "", "bob");
            if (decided instanceof Verdict.Refused<RunId> refused) {
                story.tell("gate " + gate.id() + " stays closed: " + refused.refusals());
                afterRefusal(console, id, tired);
            }
        }
    }

    private java.time.Instant now() {
        return world.machine().clock().instant();
    }

    private void afterRefusal(KillableConsole console, RunId id, boolean tired) {
        if (tired || chance(70)) {
            mend();
        }
        if (tired && chance(30)) {
            tell(console, id, new RunCommand.Abandon("it leads nowhere"));
        }
    }

    private void hands(KillableConsole console, RunId id, Step step, boolean tired) {
        Optional<String> refused = console.run(id).report().flatMap(report -> report.refused());
        if (refused.filter(why -> why.endsWith("Hand the card back.")).isPresent()) {
            tell(console, id, new RunCommand.HandBack(step.id(), "the console says so"));
            return;
        }
        if (refused.isPresent() && chance(60)) {
            mend();
        }
        if (!tired && chance(5)) {
            tell(console, id, new RunCommand.HandBack(step.id(), "no time for it"));
            return;
        }
        Map<String, String> answers =
                Voyage.answers(step.handedOut().orElseThrow().questions(), now());
        if (!tired && chance(5)) {
            answers.replaceAll((question, answer) -> "no idea");
        }
        if (!tell(console, id, new RunCommand.Done(step.id(), answers, ""))) {
            afterRefusal(console, id, tired);
        }
    }

    private void decide(KillableConsole console, RunId id, Runbook runbook, String step, boolean tired) {
        if (tired || chance(75)) {
            mend();
        }
        boolean back = !console.run(id).isRollingBack() && !console.run(id).isPastPointOfNoReturn(runbook);
        int choice = random.nextInt(100);
        boolean done;
        if (choice < 50) {
            done = tell(console, id, new RunCommand.Retry(step, "the server was looked at"));
        } else if (choice < 75) {
            done = tell(console, id, new RunCommand.ResolveUnknown(step, "it is so"));
        } else if (choice < 94 && back) {
            done = rollBack(console, id, "it went wrong");
        } else if (tired || choice >= 98) {
            done = tell(console, id, new RunCommand.Abandon("it leads nowhere"));
        } else {
            done = tell(console, id, new RunCommand.Retry(step, "once more"));
        }
        if (!done) {
            afterRefusal(console, id, tired);
        }
    }

    private boolean rollBack(KillableConsole console, RunId id, String why) {
        boolean done = tell(console, id, new RunCommand.RollBack(why));
        if (done) {
            ledger.giveUpArrays();
        }
        return done;
    }

    private boolean tell(KillableConsole console, RunId id, RunCommand command) {
        Verdict<RunId> told = console.engine().tell(id, command, console.run(id).version(), "bob");
        if (told instanceof Verdict.Refused<RunId> refused) {
            story.tell("told " + command + ", refused: " + refused.refusals());
            return false;
        }
        return true;
    }

    /** Nothing was heard for long: somebody goes and looks whether the machine is still alive. */
    void worry() {
        if (!world.alive() || world.otherAnswers()) {
            mend();
        }
    }

    /** Goes to the machine and puts right what can be seen there. */
    void mend() {
        story.tell("somebody looks after the machine");
        server.controls().showOwnKey();
        if (world.otherAnswers()) {
            world.removeOther();
        }
        boolean misplaced = isMisplaced();
        if (misplaced || !world.alive()) {
            server.controls().powerOff();
        }
        if (misplaced) {
            seats.values().forEach(world.hardware()::pull);
            seats.forEach((drive, position) -> world.hardware().plug(position, drive));
        }
        for (SimulatedDrive drive : drives) {
            drive.mend();
            drive.contents().values().forEach(content -> {
                if (content instanceof Content.Files files) {
                    files.tree().full(false);
                }
            });
        }
        if (!world.hardware().powered() || !world.alive()) {
            server.controls().powerOn();
        } else if (chance(10)) {
            server.controls().reset();
        }
        watchman.machineChanged();
        if (!world.alive()) {
            story.tell("it does not come up: " + world.screen());
        }
    }

    private boolean isMisplaced() {
        return seats.entrySet().stream()
                .anyMatch(seat -> !world.hardware().at(seat.getValue()).equals(Optional.of(seat.getKey())));
    }
}
