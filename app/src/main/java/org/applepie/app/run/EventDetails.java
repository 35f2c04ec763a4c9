package org.applepie.app.run;

import org.applepie.domain.run.RunEvent;

/** What the audit entry of a run's event holds: the event and its place in the run, so that the chain covers both. */
record EventDetails(long version, RunEvent event) {}
