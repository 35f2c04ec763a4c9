package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;

/**
 * Compiles the goal that takes a live root disk to RAID1 for Debian 3.1 with kernel 2.4, LILO and initrd-tools: the order,
 * gates and warnings of the HOWTO, changed where it leaves a hole, each time with the reason in the step.
 */
final class SargeMirror {

    private final PlanCompiler.Request request;
    private final Reading reading;
    private final Goal.MirrorRoot goal;
    private final Findings findings = new Findings();

    private SargeMirror(PlanCompiler.Request request, Goal.MirrorRoot goal) {
        this.request = request;
        this.reading = request.reading().reading();
        this.goal = goal;
    }

    static Compilation compile(PlanCompiler.Request request, Goal.MirrorRoot goal) {
        return new SargeMirror(request, goal).compile();
    }

    private Compilation compile() {
        ServerRules.check(request, findings);
        findings.refuseIf(
                request.server().environment() == Server.Environment.PRODUCTION,
                "not-for-production-yet",
                "The steps for this platform have been seen on simulated machines only; the data of a production server is not what they are tried on.",
                "Register a test server of the same kind and take it to RAID1 first.");
        new SargeRules(reading, findings).check();
        Optional<Runbook> runbook =
                new SargeRoot(reading, findings).find().flatMap(this::situation).flatMap(this::runbook);
        return findings.isEmpty() && runbook.isPresent()
                ? new Compilation.Compiled(runbook.get())
                : new Compilation.Refused(findings.all());
    }

    private Optional<Situation> situation(Disk apple) {
        TargetDrive targets = new TargetDrive(reading, request.drives(), goal, findings);
        List<Volume> volumes = new Volumes(reading, apple, findings).find();
        SpaceRules.check(volumes, findings);
        SargeAttributes.check(volumes, findings);
        volumes(volumes);
        Optional<Disk> target = targets.find(apple);
        ServerRules.arrays(reading, List.of(), findings);
        target.ifPresent(pie -> ServerRules.labels(targets, apple, pie, findings));
        target.ifPresent(pie -> channels(apple, pie));
        return target.map(pie -> new Situation(
                reading,
                apple,
                targets.label(apple, "apple"),
                pie,
                targets.label(pie, "pie"),
                false,
                List.of(),
                volumes));
    }

    /** hda and hdb share a channel, as do hdc and hdd: if one of the two dies, it often takes the other along. */
    private void channels(Disk apple, Disk pie) {
        boolean shared = apple.transport().equals("ide") && channel(apple) == channel(pie);
        findings.refuseIf(
                shared,
                "ide-channel-shared",
                "Both drives, " + apple.kernelName() + " and " + pie.kernelName()
                        + ", are on one IDE channel. A drive that dies there often takes the other one along.",
                "Make each drive the master of a channel of its own, a CD-ROM drive the slave of the secondary one; then read the server again.");
    }

    private static int channel(Disk ide) {
        return (ide.kernelName().charAt(2) - 'a') / 2;
    }

    private void volumes(List<Volume> volumes) {
        findings.refuseIf(
                volumes.stream().noneMatch(v -> v.mountPoint().equals("/")),
                "root-unaccounted",
                "The root file system is not among the partitions of the drive that could be understood.",
                "Compare /etc/fstab, the table and what is mounted; then read the server again.");
        findings.refuseIf(
                volumes.stream().noneMatch(v -> v.mountPoint().equals("/boot")),
                "boot-not-separate",
                "/boot has no partition of its own. LILO is then run through the array of the whole system, which nobody has tried on this platform.",
                "Give /boot a partition of its own and prove a reboot.");
        volumes.stream()
                .filter(v -> !v.isSwap() && !v.type().equals("ext3"))
                .forEach(v -> findings.refuse(
                        "file-system-not-supported",
                        v.mountPoint() + " is " + v.type() + ".",
                        "Only ext3 is supported on this platform."));
    }

    private Optional<Runbook> runbook(Situation situation) {
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        RunbookId id = new RunbookId(request.uuids().get());
        Layout layout = new LayoutPlan(situation, request.uuids()).plan();
        Plan plan = new Plan(situation, layout, id.toString().substring(0, 8));
        try {
            return Optional.of(runbook(id, plan));
        } catch (IllegalArgumentException e) {
            findings.refuse(
                    "configuration-unusual",
                    "A configuration file of the server cannot be edited without doubt: " + e.getMessage() + ".",
                    "Bring the file into the form that Debian's tools write, prove a reboot, then read the server again.");
            return Optional.empty();
        }
    }

    private Runbook runbook(RunbookId id, Plan plan) {
        new SargeLiloRules(plan, findings).check();
        SargeFiles files = new SargeFiles(plan);
        List<Phase> phases = new ArrayList<>();
        phases.addAll(new SargePrepare(plan, files).phases());
        phases.addAll(new SargeArrays(plan, files).phases());
        phases.addAll(new SargeSwitch(plan, files, goal.atConsole()).phases());
        phases.addAll(new SargeAdopt(plan, files).phases());
        phases.addAll(new SargeFinish(plan, files).phases());
        return request.runbook(id, plan.layout(), phases, new SargeWayBack(plan, files).steps(), Runbook.Family.LEGACY);
    }
}
