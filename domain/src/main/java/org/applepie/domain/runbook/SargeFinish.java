package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;

/** What may only be done when every array is whole: mdadm.conf, the last image, LILO, and two reboots. */
final class SargeFinish {

    private static final String FORWARD = "None needed: both drives hold the data.";

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;

    SargeFinish(Plan plan, SargeFiles files) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
    }

    List<Phase> phases() {
        List<String> both = List.of(plan.apple().label(), plan.pie().label());
        return List.of(
                new Phase(
                        "both-drives",
                        "Let every boot start both halves",
                        "The initial RAM disk and mdadm.conf know the members that ran when they were made. Made while degraded, they would start one half at every boot.",
                        both,
                        Optional.empty(),
                        List.of(mdadmConf(), initrd())),
                new Phase(
                        "final-boot",
                        "Reboot from the mirror",
                        "The server must come back from the mirror by itself.",
                        List.of(),
                        Optional.of(gate()),
                        List.of(bootMirror())),
                new Phase(
                        "tidy",
                        "Tidy and prove",
                        "What the migration left in /boot goes, LILO runs once more, and one more boot proves it.",
                        both,
                        Optional.empty(),
                        List.of(tidy(), lastBoot(), prove(), new SargeHands(plan).repairSheet())));
    }

    private Step mdadmConf() {
        return step(
                        "mdadm-conf-whole",
                        "Write mdadm.conf again",
                        "Only now, after the sync, are all members there to be described.")
                .wayBack(FORWARD)
                .before(plan.arraysWhole())
                .act(shared.mdadmConf())
                .proof(shared.mdadmConfLists())
                .change();
    }

    private Step initrd() {
        return step(
                        "initrd-whole",
                        "Build the initial RAM disk (fourth of four, the last)",
                        "It holds the list of members of the root array: now both. lilo runs at once.")
                .limit(Plan.LONG)
                .wayBack(FORWARD)
                .before(plan.arraysWhole())
                .act(shared.initrd("initrd-whole"))
                .proof(shared.liloDid("initrd-whole", files.liloOfArrays()))
                .proof(shared.liloOnBoth())
                .change();
    }

    private static Gate gate() {
        return new Gate(
                "final-reboot",
                "The server reboots twice more",
                "Everything is in sync. The reboots show that the server starts from the mirror by itself; choose a time that suits.",
                List.of(),
                false);
    }

    private Step boot(String id, String title, String purpose) {
        return step(id, title, purpose)
                .limit(Plan.LONG.dividedBy(2))
                .wayBack(FORWARD)
                .before(plan.arraysWhole())
                .act(SargeSteps.boot())
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .reboot();
    }

    private Step bootMirror() {
        return boot(
                "boot-mirror",
                "Reboot (fifth of six) from the mirror",
                "What was not seen to boot is not known to boot.");
    }

    private Step tidy() {
        Steps step = step(
                        "tidy-boot",
                        "Remove what only the way back needed",
                        "The image of the old system, the one before the last, the trial's mount points and the configuration for one drive have no use any more. The entry of the kernel before the present one stays; a kernel upgrade will need it.")
                .wayBack(FORWARD)
                .before(plan.arraysWhole())
                .before(plan.systemOnArrays())
                .run(
                        "rm",
                        "-f",
                        files.fallbackInitrd(),
                        files.initrd() + "-previous",
                        "/boot/map-pie",
                        "/etc/lilo-pie.conf");
        plan.fileSystems().forEach(a -> step.act(Plan.runAccepting(Set.of(0, 1), "rmdir", SargeFiles.trialMount(a))));
        step.act(Plan.runAccepting(Set.of(0, 1), "rmdir", SargeSteps.SOURCE));
        plan.layout().arrays().stream()
                .filter(a -> !a.isSwap() && !a.oldLabel().isEmpty())
                .forEach(a -> step.act(Action.run(Command.of("tune2fs", "-L", a.oldLabel(), a.path()))));
        return step.act(shared.lilo("tidy-boot"))
                .proof(shared.liloDid("tidy-boot", files.liloOfArrays()))
                .proof(shared.liloOnBoth())
                .change();
    }

    private Step lastBoot() {
        return boot(
                "last-boot",
                "Reboot (sixth of six), to be sure",
                "lilo has run since the last boot, so the boot records are proved once more.");
    }

    private Step prove() {
        Steps step = step(
                        "prove-layout",
                        "Prove the whole layout",
                        "Tables, types, arrays, mounts, swap, configuration and boot records on both drives, against the plan.")
                .wayBack(FORWARD)
                .proof(new Check.SameMachine(
                        plan.situation().reading().host().machineId().orElse("")))
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .proof(shared.mdadmConfLists())
                .proof(
                        new Check.FileIs(SargeFiles.FSTAB, files.fstabOfArrays()),
                        new Check.FileIs(SargeFiles.LILO_CONF, files.liloOfArrays()),
                        new Check.FileIs(SargeFiles.MKINITRD_CONF, files.mkinitrdConf()));
        for (Layout.PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            step.proof(
                    new Check.TableIs(drive.label(), drive.identity(), drive.table()),
                    new Check.LiloOn(drive.label(), drive.identity()));
        }
        plan.layout()
                .arrays()
                .forEach(a -> step.proof(new Check.ArrayHolds(a.reference(), a.contentType(), a.contentUuid())));
        return step.look();
    }
}
