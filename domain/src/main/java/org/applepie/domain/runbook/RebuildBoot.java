package org.applepie.domain.runbook;

import java.util.Optional;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Runbook.Family;
import org.applepie.domain.runbook.StandingMirror.Found;

/** Compiles the goal that makes a mirrored server start another kernel, or the same one with a fresh image. */
final class RebuildBoot {

    private final PlanCompiler.Request request;
    private final Goal.RebuildBoot goal;
    private final Reading reading;
    private final Findings findings = new Findings();

    private RebuildBoot(PlanCompiler.Request request, Goal.RebuildBoot goal) {
        this.request = request;
        this.goal = goal;
        this.reading = request.reading().reading();
    }

    static Compilation compile(PlanCompiler.Request request, Goal.RebuildBoot goal) {
        return new RebuildBoot(request, goal).compile();
    }

    private Compilation compile() {
        ServerRules.check(request, findings);
        Family family = Family.of(reading);
        switch (family) {
            case CURRENT -> new RebuildRules(reading, findings).check();
            case LEGACY -> new SargeRebuildRules(request, findings).check();
        }
        Optional<RebuildTarget> target = RebuildTarget.find(reading, goal, findings);
        Optional<Found> mirror = new StandingMirror(reading, request.drives(), findings).find();
        Optional<Runbook> runbook = target.flatMap(t -> mirror.flatMap(m -> runbook(family, t, m)));
        return findings.isEmpty() && runbook.isPresent()
                ? new Compilation.Compiled(runbook.get())
                : new Compilation.Refused(findings.all());
    }

    private Optional<Runbook> runbook(Family family, RebuildTarget target, Found mirror) {
        try {
            return switch (family) {
                case CURRENT -> current(target, mirror);
                case LEGACY -> legacy(target, mirror);
            };
        } catch (IllegalArgumentException e) {
            findings.refuse(
                    "configuration-unusual",
                    "A configuration file of the server cannot be edited without doubt: " + e.getMessage() + ".",
                    "Bring the file into the form that Debian's tools write, prove a reboot, then read the server again.");
            return Optional.empty();
        }
    }

    private Optional<Runbook> current(RebuildTarget target, Found mirror) {
        RebuildRules.target(reading, target, mirror, findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        RunbookId id = new RunbookId(request.uuids().get());
        RebuildSteps steps = new RebuildSteps(plan(id, mirror), target);
        return Optional.of(request.runbook(id, mirror.layout(), steps.phases(), steps.wayBack(), Family.CURRENT));
    }

    private Optional<Runbook> legacy(RebuildTarget target, Found mirror) {
        RunbookId id = new RunbookId(request.uuids().get());
        Plan plan = plan(id, mirror);
        SargeRebuildRules.target(reading, target, findings);
        new SargeRebuildLilo(plan, target).check(findings);
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        SargeRebuildSteps steps = new SargeRebuildSteps(plan, target);
        return Optional.of(request.runbook(id, mirror.layout(), steps.phases(), steps.wayBack(), Family.LEGACY));
    }

    private static Plan plan(RunbookId id, Found mirror) {
        return new Plan(mirror.situation(), mirror.layout(), id.toString().substring(0, 8));
    }
}
