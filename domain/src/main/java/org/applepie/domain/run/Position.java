package org.applepie.domain.run;

import org.applepie.domain.run.RunEvent.End;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Step;

/** Where a run stands: exactly one of these, and each says what may happen next. */
public sealed interface Position {

    /** The step may be attempted now. */
    record Ready(Step step) implements Position {}

    /** People must decide first. */
    record AtGate(Phase phase, Gate gate) implements Position {}

    /** An attempt was started and has not ended. */
    record InFlight(Attempt attempt) implements Position {}

    /** People have the card of the step; nothing happens until one of them says how it went. */
    record InHands(Attempt attempt, Step step) implements Position {}

    /** The attempt failed or nobody knows how it ended; people decide. */
    record NeedsDecision(Attempt attempt) implements Position {}

    /** Stopped by a person before this step. */
    record Stopped(Step next) implements Position {}

    /** Every step is proved; only the end remains to be recorded. */
    record Complete(End end) implements Position {}

    record Over(End end, String reason) implements Position {}
}
