package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.verdict.Refusal;

/** Compiles the goal that makes a mirrored server ready for another kernel. */
final class RebuildBoot {

    private RebuildBoot() {}

    static Compilation compile(PlanCompiler.Request request, Goal.RebuildBoot goal) {
        return new Compilation.Refused(List.of(new Refusal(
                "not-yet",
                "The steps to " + request.server().name() + "'s next kernel"
                        + goal.kernel().map(k -> " " + k).orElse("") + " are not made yet.",
                "Do it by hand, and keep the kernel of now as an entry of its own.")));
    }
}
