package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.verdict.Refusal;

/** What came of compiling a goal. */
public sealed interface Compilation {

    record Compiled(Runbook runbook) implements Compilation {}

    /** All reasons at once. */
    record Refused(List<Refusal> refusals) implements Compilation {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
