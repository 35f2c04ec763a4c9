package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.verdict.Refusal;

/** Compiles the goal that proves that a mirrored server starts from each of its drives alone. */
final class ProveEachDrive {

    private ProveEachDrive() {}

    static Compilation compile(PlanCompiler.Request request) {
        return new Compilation.Refused(List.of(new Refusal(
                "not-yet",
                "The steps that prove the drives of " + request.server().name() + " are not made yet.",
                "Do it by hand, one drive after the other, with a sync between.")));
    }
}
