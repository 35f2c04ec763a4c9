package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.Controls;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.Terminal.Key;
import org.applepie.agent.simulated.sarge.BootFailure;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.app.run.MigrationConsole.Person;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.runbook.Card;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The copy in single-user mode: somebody types at the machine's own console what the card says, and what then goes wrong. */
class ConsoleStepTest {

    private static final Secret PASSWORD = new Secret("pie");
    private static final Goal AT_CONSOLE = new Goal.MirrorRoot(Optional.empty(), "", true);
    private static final String MAINTENANCE = "(or type Control-D to continue): ";
    private static final String LOGIN = "mailhost login: ";
    private static final String PROMPT = "mailhost:~# ";

    private final AtomicReference<Runnable> asItGoesDown = new AtomicReference<>(() -> {});
    private final SimulatedTime time = new Hooked(asItGoesDown);
    private final SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, PASSWORD);
    private final SargeServer server = mailhost.server();
    private final Witness witness = Witness.of(mailhost);

    @TempDir
    Path directory;

    /** Fast time, in which something can happen right as init begins to take the machine down. */
    private record Hooked(SimulatedTime scaled, AtomicReference<Runnable> asItGoesDown) implements SimulatedTime {

        Hooked(AtomicReference<Runnable> asItGoesDown) {
            this(SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200), asItGoesDown);
        }

        @Override
        public Instant now() {
            return scaled.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            if (Thread.currentThread().getName().equals("init")) {
                asItGoesDown.get().run();
            }
            scaled.sleep(duration);
        }
    }

    /** Stands at the machine with a card, and believes what is on the screen. */
    private abstract static class AtTheMachine implements Person {

        final List<String> refused = new ArrayList<>();
        final List<Integer> numbers = new ArrayList<>();
        private final Controls controls;
        private int seen;

        AtTheMachine(Controls controls) {
            this.controls = controls;
        }

        /** Does the console step. */
        abstract RunCommand atConsole(Step step, Card card);

        @Override
        public RunCommand byHand(Run run, Attempt attempt, Step step) {
            if (!(step instanceof Step.AtConsole)) {
                return MigrationConsole.told(step);
            }
            run.report().flatMap(HandReport::refused).ifPresent(refused::add);
            numbers.add(attempt.number());
            seen = controls.console().screen().length();
            return atConsole(step, step.handedOut().orElseThrow().numbered(attempt.number()));
        }

        Controls controls() {
            return controls;
        }

        /** Waits for what comes on the screen after what was waited for before. */
        void reads(String wanted) {
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(controls.console().screen().substring(seen))
                            .contains(wanted));
            seen = controls.console().screen().indexOf(wanted, seen) + wanted.length();
        }

        void types(String line) {
            controls.console().type(line);
        }

        void logsIn() {
            types("root");
            reads("Password: ");
            controls.console().password(PASSWORD);
            reads(PROMPT);
        }

        void entersMaintenance() {
            reads(MAINTENANCE);
            controls.console().password(PASSWORD);
            reads(PROMPT);
        }

        /** All lines that are to be typed, in their order. */
        static List<String> typed(Card card) {
            return card.instructions().stream().flatMap(i -> i.type().stream()).toList();
        }

        /** From the log-in prompt to the script. */
        void startsScript(Card card) {
            logsIn();
            types(typed(card).get(0));
            entersMaintenance();
            types(typed(card).get(1));
        }

        void followsTheCard(Card card) {
            startsScript(card);
            reads("Ended with code 0.");
            reads(LOGIN);
        }
    }

    private interface Hands {
        AtTheMachine at(Controls controls);
    }

    private Run migrate(Hands hands) {
        SimulatedServers servers = SimulatedServers.start(List.of(mailhost));
        SimulatedServer simulated = servers.all().getFirst();
        try (SshShell shell = new SshShell(AgentSettings.standard());
                MigrationConsole console = new MigrationConsole(directory, shell, HurriedPace::new)) {
            Run run = console.reach(AT_CONSOLE, simulated, hands.at(simulated.controls()));
            Attempt last = atConsole(run).getLast();
            assertThat(last.result()).containsInstanceOf(AttemptResult.Proved.class);
            return run;
        }
    }

    private static List<Attempt> atConsole(Run run) {
        return run.attempts().stream()
                .filter(attempt -> attempt.step().equals("trial-boot"))
                .toList();
    }

    @Test
    void whoTypesWhatTheCardSaysGetsAMirror() {
        Run run = migrate(controls -> new AtTheMachine(controls) {
            @Override
            RunCommand atConsole(Step step, Card card) {
                followsTheCard(card);
                return MigrationConsole.told(step);
            }
        });

        assertThat(atConsole(run)).hasSize(1);
        assertThat(atConsole(run).getFirst().output().orElseThrow().bytes()).isPositive();
        witness.isWhole();
        witness.eachDriveStartsAlone();
    }

    @Test
    void theScriptRunsOnceForEachCardHoweverOftenItIsTyped() {
        migrate(controls -> new AtTheMachine(controls) {
            @Override
            RunCommand atConsole(Step step, Card card) {
                followsTheCard(card);
                logsIn();
                types(typed(card).get(1));
                reads("The card " + numbers.getLast() + " was used before. Nothing was done.");
                return MigrationConsole.told(step);
            }
        });

        witness.isWhole();
    }

    @Test
    void ifTheArraysDoNotBootTheCardLeadsBackAndANewCardOn() {
        Run run = migrate(controls -> new AtTheMachine(controls) {
            @Override
            RunCommand atConsole(Step step, Card card) {
                if (numbers.size() > 1) {
                    followsTheCard(card);
                    return MigrationConsole.told(step);
                }
                startsScript(card);
                asItGoesDown.set(() -> controls().unplug("pie"));
                reads("Ended with code 0.");
                reads("Kernel panic");
                asItGoesDown.set(() -> {});
                assertThat(server.failure()).contains(BootFailure.ROOT_ARRAY_MISSING);
                controls().plug("pie", "scsi/host0/bus0/target1/lun0");
                assertThat(card.ifBootFails()).startsWith("Reset the machine and choose nothing in the menu");
                controls().reset();
                reads(LOGIN);
                return MigrationConsole.told(step);
            }

            @Override
            public RunCommand decides(Attempt attempt) {
                assertThat(attempt.result().orElseThrow().detail())
                        .startsWith("The script ended in order, but its effect is not proved");
                return new RunCommand.Retry(attempt.step(), "a cable had come off");
            }
        });

        assertThat(atConsole(run)).hasSize(2);
        witness.isWhole();
        witness.eachDriveStartsAlone();
    }

    @Test
    void afterAPowerCutInTheMiddleANewCardBeginsAgain() {
        List<String> found = new ArrayList<>();
        Run run = migrate(controls -> new AtTheMachine(controls) {
            @Override
            RunCommand atConsole(Step step, Card card) {
                if (numbers.size() == 3) {
                    followsTheCard(card);
                    return MigrationConsole.told(step);
                }
                if (numbers.size() == 2) {
                    found.addAll(refused);
                    logsIn();
                    types(typed(card).get(1));
                    reads("was used before");
                    reads(PROMPT);
                    types("exit");
                    reads(LOGIN);
                    return new RunCommand.HandBack(step.id(), "the power failed");
                }
                startsScript(card);
                reads("Compare /");
                controls().powerOff();
                controls().powerOn();
                reads(LOGIN);
                return MigrationConsole.told(step);
            }

            @Override
            public RunCommand decides(Attempt attempt) {
                return new RunCommand.Retry(attempt.step(), "the power is back");
            }
        });

        assertThat(found)
                .singleElement()
                .asString()
                .contains("There is no result")
                .contains("was not started with this number, or has not ended");
        assertThat(atConsole(run)).hasSize(2);
        witness.isWhole();
    }

    @Test
    void aScriptThatIsInterruptedAtTheKeyboardIsBegunAgainByANewCard() {
        Run run = migrate(controls -> new AtTheMachine(controls) {
            @Override
            RunCommand atConsole(Step step, Card card) {
                if (numbers.size() > 1) {
                    followsTheCard(card);
                    return MigrationConsole.told(step);
                }
                startsScript(card);
                reads("Copy /");
                controls().console().press(Key.CONTROL_C);
                reads(PROMPT);
                types(typed(card).getLast());
                reads(LOGIN);
                return new RunCommand.HandBack(step.id(), "interrupted by mistake");
            }

            @Override
            public RunCommand decides(Attempt attempt) {
                return new RunCommand.Retry(attempt.step(), "once more");
            }
        });

        assertThat(atConsole(run)).hasSize(2);
        witness.isWhole();
    }

    @Test
    void withoutItsLogNothingIsBelieved() {
        List<String> found = new ArrayList<>();
        migrate(controls -> new AtTheMachine(controls) {
            @Override
            RunCommand atConsole(Step step, Card card) {
                String log = ((Step.AtConsole) step).script().log(numbers.getLast());
                if (numbers.size() == 1) {
                    followsTheCard(card);
                    logsIn();
                    types("mv " + log + " " + log + ".away");
                } else {
                    found.addAll(refused);
                    types("mv " + log + ".away " + log);
                }
                reads(PROMPT);
                return MigrationConsole.told(step);
            }
        });

        assertThat(found).singleElement().asString().startsWith("The log at ").endsWith(" cannot be read.");
        witness.isWhole();
    }
}
