package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.verdict.Refusal;

/** Collects every reason against a plan. */
final class Findings {

    private final List<Refusal> refusals = new ArrayList<>();

    void refuse(String code, String cause, String remedy) {
        Refusal refusal = new Refusal(code, cause, remedy);
        if (!refusals.contains(refusal)) {
            refusals.add(refusal);
        }
    }

    void refuseIf(boolean bad, String code, String cause, String remedy) {
        if (bad) {
            refuse(code, cause, remedy);
        }
    }

    /** Unknown is a reason too. */
    void requireKnown(Fact<?> fact, String what) {
        if (fact instanceof Fact.Unknown<?>(String reason)) {
            refuse(
                    "unknown-" + what.replace(' ', '-'),
                    "The reading does not tell the " + what + ": " + reason,
                    "Remove the cause, then read the server again.");
        }
    }

    boolean isEmpty() {
        return refusals.isEmpty();
    }

    List<Refusal> all() {
        return List.copyOf(refusals);
    }
}
