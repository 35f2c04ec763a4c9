package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.Samples;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.CopyProgress;
import org.applepie.domain.run.RecordedEvent;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

/** What people see of a copy while it is made. */
class CopyWatchTest {

    private static final RunId ID = new RunId(new UUID(1, 2));
    private static final long GIB = 1L << 30;

    private final Runbook runbook = Plans.runbook(
            server(),
            List.of(
                    Action.run("mount", "--bind", "/", "/run/applepie/source"),
                    Action.run("cp", "-a", "/run/applepie/source/.", "/run/applepie/copy/")));
    private final List<RecordedEvent> events = new ArrayList<>();

    @Test
    void theSpeedIsThatOfTheLastMinutes() {
        LiveRun live = inTheCopy();

        hear(live, 0, 2 * GIB);
        assertThat(copy(live)).isEqualTo(new CopyProgress("/", false, 2 * GIB, 10 * GIB, 0));
        hear(live, 10, 3 * GIB);
        assertThat(copy(live).bytesPerSecond()).isEqualTo(GIB / 10);
        assertThat(copy(live).secondsLeft()).isEqualTo(70);
        hear(live, 500, 4 * GIB);
        assertThat(copy(live).bytesPerSecond()).isEqualTo(GIB / 490);
        hear(live, 510, 4 * GIB);
        assertThat(copy(live).bytesPerSecond()).isZero();
        assertThat(copy(live).secondsLeft()).isEqualTo(-1);
    }

    @Test
    void theOldFigureGoesWithTheAttempt() {
        LiveRun live = inTheCopy();
        hear(live, 0, 2 * GIB);
        hear(live, 10, 3 * GIB);

        happen(new RunEvent.AttemptEnded(1, "install", new AttemptResult.Failed("no"), new RunEvent.Output(0, "")));
        live.happened(Run.replay(events));
        assertThat(live.view().copy()).isEmpty();

        happen(new RunEvent.RetryRequested("install", "again"));
        happen(new RunEvent.AttemptStarted(2, "install", "job-2", "boot"));
        live.happened(Run.replay(events));
        assertThat(live.view().copy()).isEmpty();
        hear(live, 20, GIB);
        assertThat(copy(live)).isEqualTo(new CopyProgress("/", false, GIB, 10 * GIB, 0));
    }

    @Test
    void otherNewsLeavesItAsItIs() {
        LiveRun live = inTheCopy();
        hear(live, 0, 2 * GIB);
        live.waiting("The server does not answer. Trying again.");
        live.link(LinkState.LOST);

        assertThat(copy(live).copiedBytes()).isEqualTo(2 * GIB);
    }

    private LiveRun inTheCopy() {
        happen(new RunEvent.Started(runbook.id(), "digest", runbook.server(), "machine-1"));
        happen(new RunEvent.AttemptStarted(1, "install", "job-1", "boot"));
        return new LiveRun(Run.replay(events), (run, reading) -> List.of(), new CopyWatch(runbook), 0);
    }

    private static CopyProgress copy(LiveRun live) {
        return live.view().copy().orElseThrow();
    }

    private static void hear(LiveRun live, long second, long copied) {
        Reading reading = Samples.withMounts(
                Samples.reading(Samples.T0, "machine-1", Samples.used("sda", Samples.APPLE)),
                mount("/", 10 * GIB),
                mount("/run/applepie/copy", copied));
        live.heard(reading, List.of(), Duration.ofSeconds(second), Samples.T0.plusSeconds(second));
    }

    private static Mount mount(String mountPoint, long usedBytes) {
        return new Mount(mountPoint, "/dev/root", "sda1", "ext4", "rw", 20 * GIB, usedBytes, GIB, 1, 1);
    }

    private void happen(RunEvent event) {
        events.add(new RecordedEvent(ID, events.size() + 1, Samples.T0, "someone", event));
    }

    private static Server server() {
        return new Server(
                new ServerId(new UUID(1, 1)),
                "mail",
                new Endpoint("mail.example.org", 22),
                "root",
                Environment.TEST,
                Authentication.CONSOLE_KEY,
                SudoMode.NOT_NEEDED,
                Optional.empty(),
                Optional.of(Samples.KEY),
                Optional.empty(),
                false,
                1);
    }
}
