package org.applepie.web.browser;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.Bootability;
import org.applepie.domain.run.CopyProgress;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoRun;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemoryRunner;

/** Runs at each of the places where a run can stand. */
final class Stages {

    static final String FIRST = "readiness";
    static final String LAST = "point-of-no-return";

    private static final List<Bootability> METER = List.of(
            new Bootability("apple", Bootability.Answer.YES, "It starts the old system as before."),
            new Bootability(
                    "pie", Bootability.Answer.UNKNOWN, "It carries a boot record, but has not been seen to boot."));

    private final DemoConsole demo;
    private final MemoryRunner runner;
    private final Clock clock;

    Stages(OpenConsole console) {
        this.demo = console.demo();
        this.runner = console.runner();
        this.clock = console.clock();
    }

    RunId atGate(String gate) {
        RunId run = demo.start(demo.compile(DemoServers.MAIL));
        DemoRun.hurry(runner, run, clock, gate);
        hear(run, "");
        return run;
    }

    /** With a step in flight that has printed something. */
    RunId inFlight() {
        RunId run = atGate(FIRST);
        DemoRun.approve(runner, run, clock);
        runner.print(run, runner.begin(run), "\u001b[1;36m+ sfdisk --dump /dev/sda\u001b[0m\nlabel: dos\n");
        hear(run, "the end of the step");
        return run;
    }

    RunId synchronising() {
        RunId run = atGate(LAST);
        DemoRun.approve(runner, run, clock);
        runner.begin(run);
        List<RunView.Progress> progress = List.of(
                new RunView.Progress("md2", new Recovery("recover", 120_000_000, 470_000_000, 141_000_000)),
                new RunView.Progress("md1", new Recovery("delayed", 0, 16_000_000, 0)));
        runner.hear(
                run, new RunView.Live(LinkState.CONNECTED, progress, METER, Optional.of(clock.instant()), "the sync"));
        return run;
    }

    /** With a file system half copied. */
    RunId copying() {
        RunId run = inFlight();
        CopyProgress half = new CopyProgress("/", false, 6L << 30, 12L << 30, 30 << 20);
        runner.hear(
                run,
                new RunView.Live(
                        LinkState.CONNECTED, List.of(), METER, Optional.of(clock.instant()), "", Optional.of(half)));
        return run;
    }

    /** With a copy that is brought up to date, of which nobody sees how far it is. */
    RunId updating() {
        RunId run = inFlight();
        CopyProgress update = new CopyProgress("/", true, 11L << 30, 12L << 30, 0);
        runner.hear(
                run,
                new RunView.Live(
                        LinkState.CONNECTED, List.of(), METER, Optional.of(clock.instant()), "", Optional.of(update)));
        return run;
    }

    /** With the first card out. */
    RunId inHands() {
        RunId run = demo.start(demo.compileWithHands(DemoServers.MAIL));
        runner.begin(run);
        hear(run, "");
        return run;
    }

    /** Somebody told that it is done, and it was not so. */
    RunId inHandsAgain() {
        RunId run = inHands();
        tell(run, new RunCommand.Done("stickers", Map.of("position", "bay 2", "label", "pie"), ""));
        runner.refuse(run, "Drive pie (serial WD-WCC4N1234567) is not there.");
        return run;
    }

    RunId atConsole() {
        RunId run = inHandsAgain();
        tell(run, new RunCommand.Done("stickers", Map.of("position", "bay 2", "label", "pie"), ""));
        runner.end(run, new AttemptResult.Proved("Done by operator; every check held."));
        runner.begin(run);
        return run;
    }

    RunId unrehearsed() {
        Runbook runbook = demo.compile(DemoServers.MAIL);
        return ((Verdict.Accepted<RunId>) runner.startUnrehearsed(
                        runbook.id(), runbook.digest(), "there is no twin of it any more", "administrator"))
                .value();
    }

    RunId lost() {
        RunId run = inFlight();
        runner.hear(run, new RunView.Live(LinkState.LOST, List.of(), METER, Optional.empty(), "the server to answer"));
        return run;
    }

    RunId ended(AttemptResult result) {
        RunId run = inFlight();
        runner.end(run, result);
        return run;
    }

    RunId stopped() {
        RunId run = inFlight();
        tell(run, new RunCommand.Stop("the night shift ends"));
        runner.end(run, new AttemptResult.Proved("every check holds"));
        return run;
    }

    RunId onTheWayBack() {
        RunId run = atGate(LAST);
        tell(run, new RunCommand.RollBack("mail does not start on the copy"));
        runner.print(run, runner.begin(run), "on the way back\n");
        return run;
    }

    RunId rolledBack() {
        RunId run = atGate(LAST);
        tell(run, new RunCommand.RollBack("mail does not start on the copy"));
        DemoRun.hurry(runner, run, clock, "");
        return run;
    }

    RunId abandoned() {
        RunId run = atGate(FIRST);
        tell(run, new RunCommand.Abandon("another server is first"));
        return run;
    }

    RunId done() {
        return atGate("");
    }

    private void tell(RunId run, RunCommand command) {
        runner.tell(run, command, runner.find(run).orElseThrow().run().version(), "operator");
    }

    private void hear(RunId run, String waiting) {
        runner.hear(
                run, new RunView.Live(LinkState.CONNECTED, List.of(), METER, Optional.of(clock.instant()), waiting));
    }
}
