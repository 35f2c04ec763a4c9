package org.applepie.app.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import org.applepie.domain.run.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One virtual thread for each run that is worked on, never two for one run. */
final class Drivers {

    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);
    private static final Duration AFTER_STUMBLE = Duration.ofSeconds(30);

    private final Set<RunId> driven = new HashSet<>();
    private final Set<RunId> woken = new HashSet<>();
    private final Work work;
    private final BiConsumer<RunId, String> stumbled;
    private final Pace pace;
    private volatile boolean closed;

    /** What is done for a run until there is nothing left to do. */
    interface Work {
        void drive(RunId run) throws InterruptedException;
    }

    /** @param stumbled told why the work failed and will be tried again */
    Drivers(Work work, BiConsumer<RunId, String> stumbled, Pace pace) {
        this.work = work;
        this.stumbled = stumbled;
        this.pace = pace;
    }

    /** Sees to it that the run is worked on as it stands now. */
    void wake(RunId run) {
        synchronized (driven) {
            if (!driven.add(run)) {
                woken.add(run);
                return;
            }
        }
        Thread.ofVirtual().name("run-" + run).start(() -> driveWhileWoken(run));
    }

    /** What fails from now on fails because the console is closing. */
    void close() {
        closed = true;
    }

    private void driveWhileWoken(RunId run) {
        boolean again = true;
        while (again) {
            again = driveOnce(run);
            synchronized (driven) {
                again = woken.remove(run) || again;
                if (!again) {
                    driven.remove(run);
                }
            }
        }
    }

    /**
     * What cannot be recorded must not go on, and what failed by surprise must not be forgotten: the run is tried again from
     * its events, as after a restart. True if it has to be tried again.
     */
    private boolean driveOnce(RunId run) {
        try {
            work.drive(run);
            return false;
        } catch (InterruptedException closing) {
            return false;
        } catch (RuntimeException e) {
            if (closed) {
                return false;
            }
            LOG.warn("Run {} stumbled; it is tried again in {}", run, AFTER_STUMBLE, e);
            return rest(run, String.valueOf(e.getMessage()));
        }
    }

    private boolean rest(RunId run, String why) {
        try {
            tell(run, why);
            pace.pause(AFTER_STUMBLE);
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    private void tell(RunId run, String why) {
        try {
            stumbled.accept(run, why);
        } catch (RuntimeException e) {
            LOG.warn("Run {} cannot even be looked at", run, e);
        }
    }
}
