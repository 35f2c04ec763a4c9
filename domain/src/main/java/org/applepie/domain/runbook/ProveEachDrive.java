package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Runbook.Family;

/**
 * Compiles the drill that proves that a mirrored server starts from each of its drives alone: one drive is away, the other
 * starts the server, the first comes back and is filled, and only then the same the other way round.
 */
final class ProveEachDrive {

    private final PlanCompiler.Request request;
    private final Reading reading;
    private final Family family;
    private final Findings findings = new Findings();

    private ProveEachDrive(PlanCompiler.Request request) {
        this.request = request;
        this.reading = request.reading().reading();
        this.family = Family.of(reading);
    }

    static Compilation compile(PlanCompiler.Request request) {
        return new ProveEachDrive(request).compile();
    }

    private Compilation compile() {
        ServerRules.check(request, findings);
        switch (family) {
            case CURRENT -> new HostRules(reading, findings).check();
            case LEGACY -> new SargeRules(reading, findings).check();
        }
        ServerRules.tools(reading, List.of("mdadm"), findings);
        List<String> bitmaps = bitmaps();
        Optional<StandingMirror.Found> mirror = new StandingMirror(reading, request.drives(), findings).find();
        mirror.ifPresent(found -> new DrillRules(reading, request.drives(), found, findings).check());
        return findings.isEmpty() && mirror.isPresent()
                ? new Compilation.Compiled(runbook(mirror.get(), bitmaps))
                : new Compilation.Refused(findings.all());
    }

    /** Names of the arrays that keep a bitmap. */
    private List<String> bitmaps() {
        Optional<String> mdstat = reading.file("/proc/mdstat");
        findings.refuseIf(
                mdstat.isEmpty(),
                "mdstat-unread",
                "/proc/mdstat cannot be read, so nobody knows which arrays keep a bitmap.",
                "Remove the cause, then read the server again.");
        List<String> found = new ArrayList<>();
        String array = "";
        for (String line : mdstat.orElse("").lines().toList()) {
            array = line.startsWith("md") ? line.split(" ", 2)[0] : array;
            if (line.strip().startsWith("bitmap:")) {
                found.add(array);
            }
        }
        return found;
    }

    private Runbook runbook(StandingMirror.Found mirror, List<String> bitmaps) {
        RunbookId id = new RunbookId(request.uuids().get());
        Plan plan = new Plan(mirror.situation(), mirror.layout(), id.toString().substring(0, 8));
        Drill drill = new Drill(plan, family, bitmaps);
        List<Phase> phases = new ArrayList<>();
        phases.add(new DrillFrame(drill).prepare());
        phases.addAll(new DrillHalf(drill, plan.apple(), plan.pie(), true).phases());
        phases.addAll(new DrillHalf(drill, plan.pie(), plan.apple(), false).phases());
        phases.add(new DrillFrame(drill).finish());
        return request.runbook(id, mirror.layout(), phases, new DrillWayBack(drill).steps(), family);
    }
}
