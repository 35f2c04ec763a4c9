package org.applepie.app.run;

import java.util.Optional;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.run.Attempt;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;

/**
 * An attempt that is in flight.
 *
 * @param reading what the preconditions were judged on; empty if the console was started anew since
 */
record Task(Run run, Runbook runbook, Step step, Attempt attempt, Optional<Reading> reading) {}
