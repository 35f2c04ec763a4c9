package org.applepie.app.run;

import org.applepie.domain.remote.Outcome;
import org.applepie.domain.run.AttemptResult;

/** What an outcome means of which the server did not tell the end. */
final class Doubt {

    private Doubt() {}

    /** @throws IllegalArgumentException for a job that exited, about which there is no doubt */
    static AttemptResult about(Task task, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Exited o -> throw new IllegalArgumentException("this job ended: " + o);
            case Outcome.TimedOut o ->
                new AttemptResult.Unknown("The time for it is over and it may still be running: " + o.detail());
            case Outcome.NoConnection o ->
                new AttemptResult.Unknown(o.fault().describe() + ". The job may be running or have ended.");
            case Outcome.Lost o -> lost(task, o);
        };
    }

    private static AttemptResult lost(Task task, Outcome.Lost lost) {
        return switch (lost.reason()) {
            case REBOOTED ->
                new AttemptResult.Unknown(
                        "The machine rebooted in the middle of it. Look at the server. " + lost.detail());
            case VANISHED ->
                new AttemptResult.Unknown(
                        "The job vanished without telling its end. Look at the server. " + lost.detail());
            case NEVER_STARTED ->
                task.step().about().isDestructive()
                        ? new AttemptResult.Unknown("It was never launched, so nothing was done. " + lost.detail())
                        : new AttemptResult.Failed("It was never launched, so nothing was done. " + lost.detail());
        };
    }
}
