package org.applepie.app.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.applepie.app.output.OutputStore;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.run.BootMeter;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView.Progress;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Runbook;

/** The live state of every run that anybody works on or looks at. */
final class LiveBoard {

    private final OutputStore outputs;
    private final Clock clock;
    private final ConcurrentHashMap<RunId, LiveRun> runs = new ConcurrentHashMap<>();

    LiveBoard(OutputStore outputs, Clock clock) {
        this.outputs = outputs;
        this.clock = clock;
    }

    LiveRun of(Run run, Runbook runbook) {
        return runs.computeIfAbsent(run.id(), id -> begin(run, runbook));
    }

    private LiveRun begin(Run run, Runbook runbook) {
        return new LiveRun(
                run,
                (now, reading) -> BootMeter.read(runbook, now, reading),
                new CopyWatch(runbook),
                outputs.length(run.id(), run.attempts().size()));
    }

    /** A reading of the run's server was taken, begun at {@code began} of the pace. */
    void heard(Run run, Runbook runbook, Reading reading, Duration began) {
        of(run, runbook).heard(reading, progress(runbook, reading), began, clock.instant());
    }

    private static List<Progress> progress(Runbook runbook, Reading reading) {
        return reading.arrays().orElse(List.of()).stream()
                .flatMap(array -> array.recovery().stream().map(work -> progress(runbook, array, work)))
                .toList();
    }

    private static Progress progress(Runbook runbook, MdArray array, Recovery work) {
        String name = runbook.layout().arrays().stream()
                .filter(planned -> array.isCalled(planned.reference()))
                .map(PlannedArray::name)
                .findFirst()
                .orElse(array.kernelName());
        return new Progress(name, work);
    }

    void close() {
        runs.values().forEach(LiveRun::close);
    }
}
