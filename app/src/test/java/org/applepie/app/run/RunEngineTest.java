package org.applepie.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.applepie.app.run.TestConsole.accepted;
import static org.applepie.app.run.TestConsole.refused;
import static org.applepie.app.run.TestConsole.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.applepie.app.Samples;
import org.applepie.app.run.FakeMachine.Launched;
import org.applepie.app.run.FakeMachine.Twist;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Inventory.ReadingSummary;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.DriveGuard;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.run.RunId;
import org.applepie.domain.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunEngineTest {

    @TempDir
    Path directory;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(directory);
    }

    @AfterEach
    void close() {
        assertThat(console.machine.violations).isEmpty();
        assertThat(console.machine.jobs.values())
                .allSatisfy(job -> assertThat(job.launches).isLessThanOrEqualTo(1));
        assertThat(console.audit.verify()).isInstanceOf(Verification.Holds.class);
        console.close();
    }

    private Attempt attempt(RunId id, String step) {
        return console.run(id).attempts().stream()
                .filter(attempt -> attempt.step().equals(step))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private AttemptResult result(RunId id, String step) {
        return attempt(id, step).result().orElseThrow();
    }

    private void assertDone(RunId id) {
        assertThat(console.until(id, Position.Over.class).end()).isEqualTo(End.DONE);
        assertOutputIsWhatJobsPrinted(id);
    }

    private void assertOutputIsWhatJobsPrinted(RunId id) {
        for (Attempt attempt : console.run(id).attempts()) {
            Launched launched = console.machine.jobs.values().stream()
                    .filter(job -> job.job.id().value().equals(attempt.jobId()))
                    .findFirst()
                    .orElse(null);
            String printed = launched == null ? "" : launched.log.toString();
            byte[] stored = console.engine.output(id, attempt.number(), 0, 1_000_000);
            assertThat(new String(stored, UTF_8)).as(attempt.step()).isEqualTo(printed);
            assertThat(attempt.output().orElseThrow().bytes()).isEqualTo(stored.length);
        }
    }

    @Test
    void goesFromGateToGateAndIsDone() {
        console.machine.syncReadings = 5;
        RunId id = console.runTo("");

        assertDone(id);
        assertThat(console.run(id).proved())
                .containsExactlyInAnyOrder("look", "install", "wipe", "trial", "adopt", "sync");
        assertThat(console.machine.files).doesNotContainKey(FakeMachine.LOCK);
        assertThat(console.inventory.drives("", 9, 0))
                .allSatisfy(drive -> assertThat(drive.state()).isEqualTo(new DriveState.InService()));
        assertThat(console.inventory.drives("pie", 9, 0)).hasSize(1);
    }

    @Test
    void waitsAtAGateUntilItIsAnsweredRightly() {
        RunId id = console.runTo("destroy");

        Verdict<RunId> wrong = console.engine.decide(
                id, "destroy", true, console.runbook.digest(), Map.of("label", "apple"), "", "bob");
        assertThat(refused(wrong)).isEqualTo("answer-label");
        Verdict<RunId> other = console.engine.decide(id, "destroy", true, "f00", Map.of("label", "pie"), "", "bob");
        assertThat(refused(other)).isEqualTo("other-runbook");
        accepted(console.engine.decide(id, "destroy", false, console.runbook.digest(), Map.of(), "not today", "bob"));

        assertThat(console.position(id)).isInstanceOf(Position.AtGate.class);
        assertThat(console.machine.files).doesNotContainKey(Plans.file("wipe"));
    }

    @Test
    void anApprovalIsVoidWhenDrivesKeyOrMachineChanged() {
        RunId id = console.runTo("destroy");
        console.machine.disks = List.of(Samples.used("sda", Samples.APPLE));
        assertThat(refused(console.decide(id, "destroy"))).isEqualTo("changed-since-compiled");

        console.machine.disks = List.of(Samples.used("sdb", Samples.APPLE), Samples.blank("sda", Samples.PIE));
        console.machine.machineId = "machine-2";
        assertThat(refused(console.decide(id, "destroy"))).isEqualTo("changed-since-compiled");

        console.machine.machineId = "machine-1";
        console.machine.key = Samples.OTHER_KEY;
        assertThat(refused(console.decide(id, "destroy"))).isEqualTo("host-key-changed");
        accepted(console.inventory.pin(console.server.id(), "SHA256:second", "installed anew", "ann"));
        assertThat(refused(console.decide(id, "destroy"))).isEqualTo("changed-since-compiled");
        assertThat(console.machine.files).doesNotContainKey(Plans.file("wipe"));
    }

    @Test
    void startsNothingOnAMachineThatAnotherRunHolds() {
        console.machine.files.put(FakeMachine.LOCK, "0193a1b2-c3d4-7000-8000-000000000001\n");

        assertThat(refused(console.engine.start(console.runbook.id(), console.runbook.digest(), "ann")))
                .isEqualTo("machine-locked");
    }

    @Test
    void oneRunPerMachineAndPerRunbook() {
        RunId id = console.start();
        console.untilAt(id, "ready");
        assertThat(refused(console.engine.start(console.runbook.id(), console.runbook.digest(), "bob")))
                .isEqualTo("machine-busy");

        accepted(console.tell(id, new RunCommand.Abandon("changed my mind")));

        assertThat(refused(console.engine.start(console.runbook.id(), console.runbook.digest(), "bob")))
                .isEqualTo("runbook-used");
        console.compile(Plans.runbook(console.server));
        console.start();
    }

    @Test
    void refusesARunbookThatIsNotTheOneThatWasRead() {
        assertThat(refused(console.engine.start(console.runbook.id(), "f00", "ann")))
                .isEqualTo("other-digest");
    }

    @Test
    void ofManyAtOnceOneWins() throws Exception {
        int wins = atOnce(() -> console.engine.start(console.runbook.id(), console.runbook.digest(), "ann"));
        assertThat(wins).isEqualTo(1);

        RunId id = console.engine.all(1).getFirst().run().id();
        console.untilAt(id, "ready");
        assertThat(atOnce(() -> console.decide(id, "ready"))).isEqualTo(1);
        console.untilAt(id, "destroy");
        assertThat(console.run(id).attempts()).hasSize(2);
    }

    private static int atOnce(java.util.concurrent.Callable<Verdict<RunId>> click) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Verdict<RunId>>> clicks = IntStream.range(0, 100)
                    .mapToObj(n -> pool.submit(() -> {
                        go.await();
                        return click.call();
                    }))
                    .toList();
            go.countDown();
            int wins = 0;
            for (Future<Verdict<RunId>> done : clicks) {
                wins += done.get() instanceof Verdict.Accepted ? 1 : 0;
            }
            return wins;
        }
    }

    @Test
    void guardsTheDrivesOfThePhaseWithinTheJob() {
        RunId id = console.runTo("no-return");

        Launched wipe = console.machine.jobsThatWrite(Plans.file("wipe")).getFirst();
        assertThat(wipe.job.guards()).extracting(DriveGuard::path).containsExactly("/dev/disk/by-id/ata-ST-222");
        assertThat(wipe.job.machineId()).isEqualTo("machine-1");
        assertThat(wipe.job.bootId()).isEqualTo(FakeMachine.boot(1));
        assertThat(console.machine
                        .jobsThatWrite(Plans.file("install"))
                        .getFirst()
                        .job
                        .guards())
                .isEmpty();
        assertThat(result(id, "trial")).isInstanceOf(AttemptResult.Proved.class);
    }

    @ParameterizedTest
    @CsvSource({"VANISH, Unknown", "UNREACHABLE, Unknown", "RUN_ON, Unknown", "REFUSE_IDENTITY, Failed"})
    void stopsAndAsksWhenItIsNotProved(Twist twist, String kind) {
        console.machine.twists.put(Plans.file("wipe"), twist);
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");

        console.untilNeedsDecision(id, "wipe");
        assertThat(result(id, "wipe").getClass().getSimpleName()).isEqualTo(kind);
        assertThat(console.inventory.drives("pie", 9, 0).getFirst().state()).isInstanceOf(DriveState.Dirty.class);
    }

    @Test
    void aRetryIsAnotherAttemptWithAJobOfItsOwn() {
        console.machine.twists.put(Plans.file("wipe"), Twist.REFUSE_IDENTITY);
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");
        console.untilNeedsDecision(id, "wipe");

        assertThat(refused(console.engine.tell(
                        id,
                        new RunCommand.Retry("wipe", "cable was loose"),
                        console.run(id).version() - 1,
                        "bob")))
                .isEqualTo("stale-version");
        accepted(console.tell(id, new RunCommand.Retry("wipe", "cable was loose")));

        console.untilAt(id, "no-return");
        assertThat(console.machine.jobsThatWrite(Plans.file("wipe"))).hasSize(2);
    }

    @Test
    void nothingIsBegunBesideAJobThatStillRuns() {
        console.machine.twists.put(Plans.file("wipe"), Twist.RUN_ON);
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");
        console.untilNeedsDecision(id, "wipe");

        assertThat(refused(console.tell(id, new RunCommand.Retry("wipe", "again"))))
                .isEqualTo("still-running");
        assertThat(refused(console.tell(id, new RunCommand.RollBack("back")))).isEqualTo("still-running");
        assertThat(refused(console.tell(id, new RunCommand.ResolveUnknown("wipe", "looks done"))))
                .isEqualTo("still-running");

        Launched job = console.machine.jobsThatWrite(Plans.file("wipe")).getFirst();
        job.code = java.util.Optional.of(0);
        accepted(console.tell(id, new RunCommand.ResolveUnknown("wipe", "it is done now")));
        console.untilAt(id, "no-return");
    }

    @Test
    void resolvesOnlyWhatIsTrue() {
        console.machine.twists.put(Plans.file("wipe"), Twist.VANISH);
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");
        console.untilNeedsDecision(id, "wipe");
        console.machine.files.remove(Plans.file("wipe"));

        assertThat(refused(console.tell(id, new RunCommand.ResolveUnknown("wipe", "trust me"))))
                .isEqualTo("not-proved");

        console.machine.files.put(Plans.file("wipe"), "wipe\n");
        assertThat(refused(console.tell(id, new RunCommand.ResolveUnknown("wipe", " "))))
                .isEqualTo("reason-missing");
        accepted(console.tell(id, new RunCommand.ResolveUnknown("wipe", "done by hand")));
        console.untilAt(id, "no-return");
    }

    @Test
    void aJobThatComplainedFailsEvenIfTheProofHolds() {
        console.compile(Action.run("exit", "23"));
        RunId id = console.start();
        console.approve(id, "ready");

        console.untilNeedsDecision(id, "install");
        assertThat(result(id, "install").detail()).contains("exit code 23", "true nevertheless");
    }

    @Test
    void exitCodeZeroIsNoProof() {
        console.compile(Action.run("rm", "-f", Plans.file("install")));
        RunId id = console.start();
        console.approve(id, "ready");

        console.untilNeedsDecision(id, "install");
        assertThat(result(id, "install")).isInstanceOf(AttemptResult.Failed.class);
        assertThat(result(id, "install").detail()).contains("not proved");
    }

    @Test
    void refusesToSendWhatTheWriteGuardForbids() {
        console.compile(Action.run("wipefs", "--all", Plans.APPLE.path()));
        RunId id = console.start();
        console.approve(id, "ready");

        console.untilNeedsDecision(id, "install");
        assertThat(result(id, "install").detail()).contains("Not started", "may not be written");
        assertThat(console.machine.jobs).isEmpty();
    }

    @Test
    void stopsAtTheEndOfTheStepAndGoesOnWhenTold() throws Exception {
        console.machine.twists.put(Plans.file("install"), Twist.HANG);
        RunId id = console.start();
        console.approve(id, "ready");
        console.machine.hanging.await();
        accepted(console.tell(id, new RunCommand.Stop("lunch")));
        assertThat(console.position(id)).isInstanceOf(Position.InFlight.class);
        console.machine.released.countDown();

        console.until(id, Position.Stopped.class);
        assertThat(result(id, "install")).isInstanceOf(AttemptResult.Proved.class);
        accepted(console.tell(id, new RunCommand.Continue("back")));
        console.untilAt(id, "destroy");
    }

    @Test
    void nobodyReadsDrivesThatAreBeingChanged() throws Exception {
        console.machine.twists.put(Plans.file("wipe"), Twist.HANG);
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");
        console.machine.hanging.await();

        assertThat(refused(console.inventory.read(console.server.id(), "eve"))).isEqualTo("being-changed");

        console.machine.released.countDown();
        console.untilAt(id, "no-return");
        accepted(console.inventory.read(console.server.id(), "eve"));
    }

    @Test
    void readsAnewBeforeEachDestructiveStep() {
        RunId id = console.runTo("destroy");
        console.machine.onRead = () -> {
            if (Thread.currentThread().getName().startsWith("run-")) {
                console.machine.files.put(FakeMachine.LOCK, "0193a1b2-c3d4-7000-8000-000000000001\n");
            }
        };
        accepted(console.decide(id, "destroy"));

        console.untilNeedsDecision(id, "wipe");
        assertThat(result(id, "wipe").detail()).contains("Not started", "Another run holds this machine");
        assertThat(console.machine.jobsThatWrite(Plans.file("wipe"))).isEmpty();
    }

    @Test
    void aConsoleThatClosesLeavesTheStepInFlightForTheNextOne() throws Exception {
        console.machine.twists.put(Plans.file("install"), Twist.HANG);
        RunId id = console.start();
        console.approve(id, "ready");
        console.machine.hanging.await();
        console.enginePace.close();
        console.machine.released.countDown();
        console.restart();

        console.untilAt(id, "destroy");
        assertThat(console.run(id).attempts()).hasSize(2);
        assertThat(result(id, "install")).isInstanceOf(AttemptResult.Proved.class);
    }

    @Test
    void takesTheWayBackBeforeThePointOfNoReturn() {
        RunId id = console.runTo("no-return");

        accepted(console.tell(id, new RunCommand.RollBack("no time")));

        assertThat(console.until(id, Position.Over.class).end()).isEqualTo(End.ROLLED_BACK);
        assertThat(console.machine.files).containsEntry("/booted", "3\n").doesNotContainKey(FakeMachine.LOCK);
        assertThat(console.inventory.drives("pie", 9, 0).getFirst().state()).isInstanceOf(DriveState.Dirty.class);
        assertOutputIsWhatJobsPrinted(id);
    }

    @Test
    void doesNothingOnTheWayBackThatIsSoAlready() {
        RunId id = console.runTo("no-return");
        console.machine.files.put(Plans.file("release"), "release\n");
        console.machine.files.put("/booted", "3\n");
        int before = console.machine.jobs.size();

        accepted(console.tell(id, new RunCommand.RollBack("no time")));

        console.until(id, Position.Over.class);
        assertThat(result(id, "release").detail()).contains("so already");
        assertThat(console.machine.jobs.values().stream().skip(before))
                .allSatisfy(job -> assertThat(job.job.id().value()).endsWith("unlock"));
    }

    @Test
    void goesBackThoughPieHasDied() {
        RunId id = console.runTo("no-return");
        console.machine.disks = List.of(Samples.used("sda", Samples.APPLE));

        accepted(console.tell(id, new RunCommand.RollBack("pie died")));

        assertThat(console.until(id, Position.Over.class).end()).isEqualTo(End.ROLLED_BACK);
    }

    @Test
    void noWayBackAfterThePointOfNoReturn() {
        console.machine.syncReadings = Integer.MAX_VALUE;
        console.machine.files.put("/faulty", "yes");
        RunId id = console.runTo("");

        console.untilNeedsDecision(id, "sync");
        assertThat(refused(console.tell(id, new RunCommand.RollBack("no")))).isEqualTo("past-point-of-no-return");
    }

    @Test
    void aFaultyMemberEndsTheWait() {
        console.machine.syncReadings = Integer.MAX_VALUE;
        console.machine.files.put("/faulty", "yes");
        RunId id = console.runTo("");

        console.untilNeedsDecision(id, "sync");
        assertThat(result(id, "sync").detail()).contains("sda1 failed");
    }

    @Test
    void noticesThatNothingIsBeingRebuilt() {
        console.machine.syncReadings = Integer.MAX_VALUE;
        console.machine.files.put("/stalled", "yes");
        RunId id = console.runTo("");

        console.untilNeedsDecision(id, "sync");
        assertThat(result(id, "sync").detail()).contains("does not work on the arrays any more");
    }

    @Test
    void asksWhenTheWaitIsLongerThanItsLimit() {
        console.machine.syncReadings = Integer.MAX_VALUE;
        RunId id = console.runTo("");

        console.untilNeedsDecision(id, "sync");
        assertThat(result(id, "sync")).isInstanceOf(AttemptResult.Unknown.class);
    }

    @Test
    void aMachineThatDoesNotComeBackNeedsHands() {
        console.machine.comesBack = false;
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");

        console.untilNeedsDecision(id, "trial");
        assertThat(result(id, "trial")).isInstanceOf(AttemptResult.Unknown.class);
        assertThat(result(id, "trial").detail()).contains("needs hands");
    }

    @Test
    void doesNotTakeAnotherMachineForTheOneThatComesBack() {
        RunId id = console.runTo("destroy");
        console.machine.onRead = () -> {
            if (!console.machine.bootId.equals(FakeMachine.boot(1))) {
                console.machine.machineId = "machine-2";
            }
        };
        console.approve(id, "destroy");

        console.untilNeedsDecision(id, "trial");
        assertThat(result(id, "trial")).isInstanceOf(AttemptResult.Unknown.class);
        assertThat(result(id, "trial").detail()).contains("another machine").contains("machine-2");
        assertThat(console.engine.all(1).getFirst().live().link()).isEqualTo(LinkState.LOST);
    }

    @Test
    void noticesThatTheOldSystemCameBack() {
        console.machine.rebootsIntoOldSystem = true;
        RunId id = console.runTo("destroy");
        console.approve(id, "destroy");

        console.untilNeedsDecision(id, "trial");
        assertThat(result(id, "trial")).isInstanceOf(AttemptResult.Failed.class);
        assertThat(result(id, "trial").detail()).contains("came back, but");
    }

    @Test
    void keepsTryingWhileTheServerIsMerelyOutOfReach() {
        RunId id = console.runTo("destroy");
        console.machine.beforeLaunch = job -> console.machine.unreadable = 5;
        console.approve(id, "destroy");

        console.untilAt(id, "no-return");
    }

    @Test
    void aChangedHostKeyStopsEverything() {
        RunId id = console.runTo("destroy");
        console.machine.beforeLaunch = job -> console.machine.key = Samples.OTHER_KEY;
        console.approve(id, "destroy");

        console.untilNeedsDecision(id, "wipe");
        assertThat(result(id, "wipe")).isInstanceOf(AttemptResult.Unknown.class);
        assertThat(result(id, "wipe").detail()).contains("SHA256:first", "SHA256:second");
    }

    @Test
    void anAttemptThatCouldNotBeStartedSaysWhyAndCanBeRetried() {
        RunId id = console.runTo("destroy");
        CountDownLatch first = new CountDownLatch(1);
        console.machine.onRead = () -> {
            if (first.getCount() == 0) {
                console.machine.fault = new ConnectionFault.AuthenticationRefused("no such user");
            }
            first.countDown();
        };
        console.approve(id, "destroy");

        console.untilNeedsDecision(id, "wipe");
        assertThat(result(id, "wipe").detail()).contains("Not started", "no such user");
        console.machine.onRead = () -> {};
        console.machine.fault = null;
        accepted(console.tell(id, new RunCommand.Retry("wipe", "user is back")));
        console.untilAt(id, "no-return");
    }

    @Test
    void keepsAReadingAtTheStartAndAtTheEndOfEachPhase() {
        RunId id = console.runTo("destroy");

        waiting()
                .until(() -> console.inventory.readings(console.server.id(), 99).size() == 3);
        assertThat(console.inventory.readings(console.server.id(), 99))
                .extracting(ReadingSummary::actor)
                .containsExactly("console", "ann", "ann");
        assertThat(id).isNotNull();
    }

    @Test
    void tellsWhoWaitsForNewsAndWhoLooks() throws Exception {
        RunId id = console.runTo("destroy");
        long version = console.run(id).version();

        assertThat(console.engine.awaitNews(id, version - 1, 0, 0, 1, Duration.ofDays(1)))
                .isPositive();
        long live = console.engine.awaitNews(id, version, 0, 0, -1, Duration.ofDays(1));
        accepted(console.decide(id, "destroy"));
        console.engine.awaitNews(id, version, 0, 0, live, Duration.ofDays(1));
        console.untilAt(id, "no-return");
        assertThat(console.engine.find(id).orElseThrow().live().knownAt()).isPresent();
        assertThat(console.engine.find(id).orElseThrow().live().bootable()).hasSize(2);
    }

    @Test
    void nothingIsDoneAfterTheTrailLostItsHistory() {
        RunId id = console.runTo("destroy");
        console.database.jdbc().sql("drop trigger audit_entry_only_grows").update();
        java.io.File head = console.database.directory().file("audit.head").toFile();
        assertThat(head.renameTo(new java.io.File(head.getPath() + ".away"))).isTrue();
        console.restart();

        assertThat(refused(console.decide(id, "destroy"))).isEqualTo("audit-broken");

        assertThat(new java.io.File(head.getPath() + ".away").renameTo(head)).isTrue();
        console.restart();
        console.approve(id, "destroy");
        console.untilAt(id, "no-return");
    }
}
