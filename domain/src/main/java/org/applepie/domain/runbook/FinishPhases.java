package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;

/** Boot loader on both drives, a last reboot, proof of everything, and a scrub. */
final class FinishPhases {

    private static final String FORWARD = "None needed: both drives hold the data.";

    private final Plan plan;
    private final Configuration configuration;

    FinishPhases(Plan plan) {
        this.plan = plan;
        this.configuration = new Configuration(plan);
    }

    List<Phase> phases() {
        List<String> both = List.of(plan.apple().label(), plan.pie().label());
        return List.of(
                new Phase(
                        "boot-loaders",
                        "Boot loader on both drives",
                        "With both members in place the boot loader is installed once more on each drive.",
                        both,
                        Optional.empty(),
                        finishing()),
                new Phase(
                        "final-boot",
                        "Final reboot",
                        "The server must come back from the mirror by itself.",
                        List.of(),
                        Optional.of(gate()),
                        List.of(finalBoot())),
                new Phase(
                        "prove",
                        "Prove and scrub",
                        "Every fact of the plan is checked once more, and both halves are read and compared by the kernel.",
                        both,
                        Optional.empty(),
                        List.of(proveAll(), startScrub(), scrub())));
    }

    private List<Step> finishing() {
        List<Step> steps = new ArrayList<>();
        steps.add(bootLoaders());
        if (plan.layout().arrays().stream().anyMatch(a -> !a.oldLabel().isEmpty())) {
            steps.add(labels());
        }
        return steps;
    }

    private Step bootLoaders() {
        Steps step = step(
                        "boot-loaders",
                        "GRUB and its configuration on both drives",
                        "grub.cfg is made again now that both members are there. mdadm.conf names arrays by UUID only and did not change by the adoption, so the initial RAM file system is not built again; the proof checks that it still reads as planned.")
                .limit(Plan.LONG)
                .wayBack(FORWARD)
                .before(plan.arraysWhole())
                .run("env", "GRUB_DISABLE_OS_PROBER=true", "update-grub")
                .act(plan.noOldUuidIn("/boot/grub/grub.cfg", "/etc/fstab", "/etc/default/grub"))
                .run(
                        "grub-install",
                        "--target=i386-pc",
                        "--recheck",
                        plan.apple().path())
                .run("grub-install", "--target=i386-pc", "--recheck", plan.pie().path())
                .act(Plan.settle())
                // so that later updates of the package install to both drives
                .act(Action.run(Command.of("debconf-set-selections")
                        .withStdin("grub-pc grub-pc/install_devices multiselect "
                                + plan.apple().path() + ", " + plan.pie().path() + "\n")))
                .proof(
                        new Check.GrubOn(plan.apple().label(), plan.apple().identity()),
                        new Check.GrubOn(plan.pie().label(), plan.pie().identity()));
        configuration.edits().forEach(e -> step.proof(new Check.FileIs(e.path(), e.after())));
        return step.change();
    }

    private Step labels() {
        Steps step = step(
                        "labels",
                        "Give the file systems their labels back",
                        "The old file systems are gone, so each label is there once again.")
                .wayBack(FORWARD)
                .before(plan.arraysWhole());
        for (PlannedArray array : plan.layout().arrays()) {
            if (array.oldLabel().isEmpty()) {
                continue;
            }
            if (array.isSwap()) {
                step.run("swaplabel", "--label", array.oldLabel(), array.path());
            } else {
                step.run("tune2fs", "-L", array.oldLabel(), array.path());
            }
            step.proof(new Check.Probe(
                    "the label of " + array.mountPoint() + " is back",
                    Command.of("blkid", "--probe", "--output", "value", "--match-tag", "LABEL", array.path()),
                    array.oldLabel()));
        }
        return step.change();
    }

    private static Gate gate() {
        return new Gate(
                "final-reboot",
                "The server reboots once more",
                "Everything is in sync. A reboot now shows that the server starts from the mirror by itself; choose a time that suits.",
                List.of(),
                false);
    }

    private Step finalBoot() {
        return step("final-boot", "Reboot from the mirror", "What was not seen to boot is not known to boot.")
                .limit(Plan.LONG.dividedBy(2))
                .wayBack(FORWARD)
                .before(plan.arraysWhole())
                .run("sync")
                .run("systemctl", "reboot")
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .reboot();
    }

    private Step proveAll() {
        Steps step = step(
                        "prove-layout",
                        "Prove the whole layout",
                        "Tables, types, arrays, mounts, swap, configuration and boot records on both drives, against the plan.")
                .warning(HowtoWarning.REPAIR)
                .wayBack(FORWARD)
                .proof(new Check.SameMachine(
                        plan.situation().reading().host().machineId().orElse("")))
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole());
        for (Layout.PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            step.proof(
                    new Check.TableIs(drive.label(), drive.identity(), drive.table()),
                    new Check.DiskIdIs(drive.label(), drive.identity(), drive.diskId()),
                    new Check.GrubOn(drive.label(), drive.identity()));
        }
        plan.layout()
                .arrays()
                .forEach(a -> step.proof(new Check.ArrayHolds(a.uuid(), a.contentType(), a.contentUuid())));
        configuration.edits().forEach(e -> step.proof(new Check.FileIs(e.path(), e.after())));
        return step.look();
    }

    private Step startScrub() {
        Steps step = step(
                        "start-scrub",
                        "Start a check of every array",
                        "The kernel reads both halves and counts differences. It corrects nothing.")
                .wayBack("mdadm --action=idle on the arrays.")
                .before(plan.arraysWhole());
        for (PlannedArray array : plan.layout().arrays()) {
            step.run("mdadm", "--action=check", array.path());
        }
        return step.proof(plan.systemOnArrays()).change();
    }

    private Step scrub() {
        Steps step = step(
                        "scrub",
                        "Wait for the check and look at mismatch_cnt",
                        "No difference may be found. On swap a difference is possible without harm, because pages change while they are written; it is checked as well and expected to be none right after a boot.")
                .wayBack(FORWARD)
                .limit(Plan.LONG.plusSeconds(plan.layout().arrays().stream()
                        .mapToLong(a -> a.sizeSectors() * plan.layout().logicalSectorBytes() / 2_000_000)
                        .sum()));
        plan.layout().arrays().forEach(a -> step.proof(new Check.NoMismatch(a.uuid())));
        return step.proof(plan.arraysWhole())
                .await(plan.layout().arrays().stream().map(PlannedArray::uuid).toList());
    }
}
