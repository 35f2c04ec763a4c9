package org.applepie.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.applepie.app.run.TestConsole.accepted;
import static org.applepie.app.run.TestConsole.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.applepie.app.run.FakeMachine.Twist;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console is killed at each point of a step and started anew: nothing runs twice, nothing is lost, nothing is guessed. */
class KillMatrixTest {

    @TempDir
    Path directory;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(directory);
        console.machine.syncReadings = 5;
    }

    @AfterEach
    void close() {
        assertThat(console.machine.violations).isEmpty();
        assertThat(console.machine.jobs.values())
                .allSatisfy(job -> assertThat(job.launches).isLessThanOrEqualTo(1));
        assertThat(console.audit.verify()).isInstanceOf(Verification.Holds.class);
        console.close();
    }

    private RunId killedIn(String step, Twist twist) {
        console.machine.twists.put(Plans.file(step), twist);
        RunId id = console.start();
        console.approve(id, "ready");
        if (!step.equals("install")) {
            console.approve(id, "destroy");
        }
        waiting().until(() -> console.machine.twists.isEmpty());
        return id;
    }

    private void assertGoesOnToTheEnd(RunId id) {
        if (console.run(id).approvals().size() == 1) {
            console.approve(id, "destroy");
        }
        console.approve(id, "no-return");
        assertThat(console.until(id, Position.Over.class).end()).isEqualTo(End.DONE);
        for (Attempt attempt : console.run(id).attempts()) {
            String printed = console.machine.jobs.values().stream()
                    .filter(job -> job.job.id().value().equals(attempt.jobId()))
                    .map(job -> job.log.toString())
                    .findFirst()
                    .orElse("");
            byte[] stored = console.engine.output(id, attempt.number(), 0, 1_000_000);
            assertThat(new String(stored, UTF_8)).isEqualTo(printed);
        }
    }

    private int launches(String step) {
        return console.machine.jobsThatWrite(Plans.file(step)).stream()
                .mapToInt(job -> job.launches)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "install, KILL_BEFORE_LAUNCH",
        "install, KILL_AFTER_LAUNCH",
        "install, KILL_IN_OUTPUT",
        "install, KILL_AFTER_EXIT",
        "wipe, KILL_AFTER_LAUNCH",
        "wipe, KILL_IN_OUTPUT",
        "wipe, KILL_AFTER_EXIT",
        "trial, KILL_BEFORE_LAUNCH",
        "trial, KILL_AFTER_LAUNCH",
        "trial, KILL_IN_OUTPUT",
        "trial, KILL_AFTER_EXIT"
    })
    void goesOnWhereItWas(String step, Twist twist) {
        RunId id = killedIn(step, twist);
        assertThat(console.position(id)).isInstanceOf(Position.InFlight.class);

        console.restart();

        assertGoesOnToTheEnd(id);
        assertThat(launches(step)).isEqualTo(1);
        assertThat(console.run(id).attempts())
                .filteredOn(a -> a.step().equals(step))
                .hasSize(1);
    }

    @Test
    void aDestructiveStepThatWasIntendedButNotLaunchedIsLeftToPeople() {
        RunId id = killedIn("wipe", Twist.KILL_BEFORE_LAUNCH);

        console.restart();

        console.untilNeedsDecision(id, "wipe");
        assertThat(console.run(id).attempts().getLast().result().orElseThrow())
                .isInstanceOfSatisfying(
                        AttemptResult.Unknown.class,
                        unknown -> assertThat(unknown.detail()).contains("never launched"));
        assertThat(launches("wipe")).isZero();
        accepted(console.tell(id, new RunCommand.Retry("wipe", "the console was restarted")));
        assertGoesOnToTheEnd(id);
        assertThat(launches("wipe")).isEqualTo(1);
    }

    @Test
    void killedBeforeTheIntentNothingWasSent() {
        RunId id = console.start();
        console.untilAt(id, "ready");
        AtomicInteger readings = new AtomicInteger();
        console.machine.onRead = () -> {
            if (readings.incrementAndGet() == 3) {
                throw new Killed("before the intent");
            }
        };
        console.approve(id, "ready");
        waiting().until(() -> readings.get() >= 3);
        assertThat(console.position(id)).isInstanceOf(Position.Ready.class);
        assertThat(console.machine.jobs).isEmpty();

        console.machine.onRead = () -> {};
        console.restart();

        assertGoesOnToTheEnd(id);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void killedAtAnyReadingItComesToTheSameEnd(int fatal) {
        AtomicInteger readings = new AtomicInteger();
        AtomicBoolean killed = new AtomicBoolean();
        console.machine.onRead = () -> {
            if (Thread.currentThread().getName().startsWith("run-") && readings.incrementAndGet() == fatal) {
                killed.set(true);
                throw new Killed("at reading " + fatal);
            }
        };
        RunId id = console.start();
        for (String gate : List.of("ready", "destroy", "no-return")) {
            untilThereOrKilled(killed, () -> isAt(id, gate));
            accepted(console.decide(id, gate));
        }
        untilThereOrKilled(killed, () -> console.position(id) instanceof Position.Over);

        assertThat(console.until(id, Position.Over.class).end()).isEqualTo(End.DONE);
        assertThat(readings.get()).isGreaterThan(fatal);
        assertThat(console.run(id).attempts()).hasSize(6);
    }

    private void untilThereOrKilled(AtomicBoolean killed, BooleanSupplier there) {
        waiting().until(() -> there.getAsBoolean() || killed.get());
        if (killed.getAndSet(false)) {
            console.restart();
            waiting().until(there::getAsBoolean);
        }
    }

    private boolean isAt(RunId id, String gate) {
        return console.position(id) instanceof Position.AtGate(var phase, var at)
                && at.id().equals(gate);
    }

    @Test
    void aMachineThatRebootedWhileNobodyWatchedLeavesTheStepToPeople() {
        RunId id = killedIn("wipe", Twist.KILL_BEFORE_LAUNCH);
        console.machine.reboot();

        console.restart();

        console.untilNeedsDecision(id, "wipe");
        assertThat(console.run(id).attempts().getLast().result().orElseThrow())
                .isInstanceOfSatisfying(
                        AttemptResult.Unknown.class,
                        unknown -> assertThat(unknown.detail()).contains("rebooted"));
        assertThat(launches("wipe")).isZero();
    }
}
