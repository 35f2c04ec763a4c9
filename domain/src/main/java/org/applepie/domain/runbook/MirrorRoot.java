package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Runbook.Family;

/** Compiles the goal that takes a live root disk to RAID1. */
final class MirrorRoot {

    private final PlanCompiler.Request request;
    private final Reading reading;
    private final Goal.MirrorRoot goal;
    private final Findings findings = new Findings();

    private MirrorRoot(PlanCompiler.Request request, Goal.MirrorRoot goal) {
        this.request = request;
        this.reading = request.reading().reading();
        this.goal = goal;
    }

    static Compilation compile(PlanCompiler.Request request, Goal.MirrorRoot goal) {
        return new MirrorRoot(request, goal).compile();
    }

    private Compilation compile() {
        ServerRules.check(request, findings);
        new HostRules(reading, findings).check();
        Optional<Situation> situation = new RootDrive(reading, findings).find().flatMap(this::situation);
        if (!findings.isEmpty() || situation.isEmpty()) {
            return new Compilation.Refused(findings.all());
        }
        return new Compilation.Compiled(runbook(situation.get()));
    }

    private Optional<Situation> situation(Disk apple) {
        TargetDrive targets = new TargetDrive(reading, request.drives(), goal, findings);
        List<Volume> volumes = new Volumes(reading, apple, findings).find();
        SpaceRules.check(volumes, findings);
        Optional<Disk> target = targets.find(apple);
        ServerRules.arrays(reading, target.map(targets::oldArrays).orElse(List.of()), findings);
        target.ifPresent(pie -> ServerRules.labels(targets, apple, pie, findings));
        return target.map(pie -> new Situation(
                reading,
                apple,
                targets.label(apple, "apple"),
                pie,
                targets.label(pie, "pie"),
                !targets.found(pie).isEmpty(),
                targets.oldArrays(pie),
                volumes));
    }

    private Runbook runbook(Situation situation) {
        Layout layout = new LayoutPlan(situation, request.uuids()).plan();
        RunbookId id = new RunbookId(request.uuids().get());
        Plan plan = new Plan(situation, layout, id.toString().substring(0, 8));
        List<Phase> phases = new ArrayList<>();
        phases.addAll(new PreparePhases(plan).phases());
        phases.addAll(new ArrayPhases(plan).phases());
        phases.addAll(new CopyPhases(plan).phases());
        phases.addAll(new SwitchPhases(plan).phases());
        phases.addAll(new AdoptPhases(plan).phases());
        phases.addAll(new FinishPhases(plan).phases());
        return request.runbook(id, layout, phases, new WayBack(plan).steps(), Family.CURRENT);
    }
}
