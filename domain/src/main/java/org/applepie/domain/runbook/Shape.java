package org.applepie.domain.runbook;

import java.util.List;

/**
 * What two runbooks have in common if one is a rehearsal of the other: the same goal on the same family of servers, the
 * same steps in the same phases, and the same mount points on arrays. Drives, UUIDs, sizes, names and versions do not count.
 */
public final class Shape {

    private Shape() {}

    /** SHA-256 of the shape in lower-case hexadecimal. */
    public static String of(Runbook runbook) {
        return CanonicalDigest.of(new Whole(
                runbook.goal().getClass().getSimpleName(),
                runbook.family().name(),
                runbook.phases().stream().map(Shape::phase).toList(),
                runbook.wayBack().stream().map(Shape::step).toList(),
                runbook.layout().arrays().stream()
                        .map(array -> new OneArray(array.mountPoint(), array.contentType()))
                        .toList()));
    }

    private static OnePhase phase(Phase phase) {
        return new OnePhase(
                phase.id(),
                phase.gate().map(Gate::id).orElse(""),
                phase.steps().stream().map(Shape::step).toList());
    }

    private static OneStep step(Step step) {
        return new OneStep(step.id(), step.getClass().getSimpleName());
    }

    private record Whole(
            String goal, String family, List<OnePhase> phases, List<OneStep> wayBack, List<OneArray> arrays) {}

    private record OnePhase(String id, String gate, List<OneStep> steps) {}

    private record OneStep(String id, String kind) {}

    private record OneArray(String mountPoint, String type) {}
}
