package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** The table of pie, degraded arrays on it, file systems, and a trial whether a boot assembles them: reboots two and three. */
final class SargeArrays {

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;
    private final PlannedDrive pie;

    SargeArrays(Plan plan, SargeFiles files) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
        this.pie = plan.pie();
    }

    List<Phase> phases() {
        return List.of(partition(), arrays(), filesystems(), trialAssembly());
    }

    private Phase partition() {
        Gate gate = new Gate(
                "destroy-pie",
                "Everything on " + pie.label() + " is lost from here",
                "The partition table of " + pie.label() + " (" + pie.identity().model() + ", " + pie.path()
                        + ") is written next. It was found blank; look at the sticker once more.",
                List.of(new Question("label", "Type the label of the drive to be written.", Kind.TYPED, pie.label())),
                false);
        return new Phase(
                "partition",
                "Table of " + pie.label(),
                "The same partitions as on " + plan.apple().label() + ", with type fd.",
                List.of(pie.label()),
                Optional.of(gate),
                List.of(table(), reboot()));
    }

    private Step table() {
        return step(
                        "partition-pie",
                        "Copy the partition table",
                        "sfdisk gets the table of " + plan.apple().label()
                                + " with type fd for each partition that becomes a member, boot flag kept; nobody types into cfdisk. It is not forced: a need for force means that something is wrong.")
                .warning(HowtoWarning.BLIND_PASTE.text())
                .destroys("the first sectors of " + pie.label())
                .wayBack("The way back clears the table again.")
                .before(
                        new Check.DriveBlank(pie.label(), pie.identity()),
                        new Check.DriveUnused(pie.label(), pie.identity()))
                .before(plan.systemOnApple())
                .act(Action.run(Command.of("sfdisk", pie.path()).withStdin(tableScript())))
                .run("sync")
                .proof(new Check.TableIs(pie.label(), pie.identity(), pie.table()))
                .change();
    }

    /** As {@code sfdisk -d} of util-linux 2.12 prints it; all four primaries are listed, used or not. */
    private String tableScript() {
        StringBuilder script = new StringBuilder("unit: sectors\n\n");
        List<TableEntry> entries = new ArrayList<>(pie.table());
        for (int n = 1; n <= 4; n++) {
            int number = n;
            if (entries.stream().noneMatch(e -> e.number() == number)) {
                entries.add(new TableEntry(number, 0, 0, "0", false));
            }
        }
        entries.stream()
                .sorted(Comparator.comparingInt(TableEntry::number))
                .forEach(e -> script.append("%s : start=%9d, size=%9d, Id=%2s%s\n"
                        .formatted(
                                pie.partition(e.number()),
                                e.start(),
                                e.size(),
                                e.type(),
                                e.bootable() ? ", bootable" : "")));
        return script.toString();
    }

    private Step reboot() {
        return step(
                        "boot-table",
                        "Reboot (second of six): let the kernel read the table",
                        "A kernel of that age may keep an old view of a drive without saying so; after a reboot it sees the new table. "
                                + SargeSteps.CONSOLE_DANGER)
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("Any further boot starts the old image.")
                .before(plan.systemOnApple())
                .act(shared.bootOnce())
                .proof(plan.systemOnApple())
                .proof(
                        shared.booted(),
                        new Check.PersonalityLoaded("raid1"),
                        new Check.TableIs(pie.label(), pie.identity(), pie.table()))
                .reboot();
    }

    private Phase arrays() {
        List<Step> steps = new ArrayList<>();
        steps.add(clear());
        plan.layout().arrays().forEach(a -> steps.add(create(a)));
        return new Phase(
                "arrays",
                "Degraded arrays",
                "Each array is born with one member on " + pie.label() + " and an empty place for "
                        + plan.apple().label() + ".",
                List.of(pie.label()),
                Optional.empty(),
                steps);
    }

    private Step clear() {
        Steps step = step(
                        "clear-superblocks",
                        "Clear superblocks of an earlier life",
                        "A superblock sits at the end of a partition, where neither a new table nor a new file system touches it. A member of long ago would be taken for the good one.")
                .destroys("superblocks in the partitions of " + pie.label())
                .before(new Check.TableIs(pie.label(), pie.identity(), pie.table()));
        plan.layout().arrays().forEach(a -> step.act(SargeSteps.zeroSuperblock(pie.partition(a.partition()))));
        return step.proof(new Check.PartitionsBlank(pie.label(), pie.identity()))
                .change();
    }

    private Step create(PlannedArray array) {
        return step(
                        "create-" + array.name(),
                        "Create " + array.name() + " for " + array.mountPoint(),
                        "mdadm asks before it overwrites a file system; nobody answers here, so it stops. The array has one of two members up afterwards: [_U].")
                .destroys("the content of partition " + array.partition() + " of " + pie.label())
                .wayBack("The way back stops the array and clears the drive.")
                .before(
                        new Check.TableIs(pie.label(), pie.identity(), pie.table()),
                        new Check.ArrayAbsent(array.reference()))
                .run(
                        "mdadm",
                        "--create",
                        array.path(),
                        "--level=1",
                        "--raid-disks=2",
                        "missing",
                        pie.partition(array.partition()))
                .proof(new Check.ArrayIs(array.reference(), List.of(plan.onPie(array)), false))
                .change();
    }

    private Phase filesystems() {
        return new Phase(
                "filesystems",
                "File systems",
                "Fresh file systems of the same kind and swap, each on its array.",
                List.of(pie.label()),
                Optional.empty(),
                plan.layout().arrays().stream().map(this::format).toList());
    }

    private Step format(PlannedArray array) {
        Steps step = step(
                        "format-" + array.name(),
                        (array.isSwap() ? "Make swap on " : "Make " + array.contentType() + " on ") + array.name(),
                        "Makes what " + array.mountPoint() + " will stand on.")
                .destroys("the content of " + array.name() + ", which lies on " + pie.label() + " only")
                .limit(Plan.LONG)
                .before(new Check.ArrayIs(array.reference(), List.of(plan.onPie(array)), false));
        if (array.isSwap()) {
            step.run("mkswap", array.path());
        } else {
            step.run("mkfs.ext3", "-q", array.path()).run("tune2fs", "-U", array.contentUuid(), array.path());
        }
        return step.proof(new Check.ArrayHolds(array.reference(), array.contentType(), array.contentUuid()))
                .change();
    }

    private Phase trialAssembly() {
        return new Phase(
                "trial-assembly",
                "Trial assembly",
                "Before anything depends on the arrays, a boot must assemble and mount them beside the old system.",
                List.of(plan.apple().label(), pie.label()),
                Optional.empty(),
                List.of(mdadmConf(), initrd(), fstab(), rebootAssembled()));
    }

    private Step mdadmConf() {
        return step(
                        "mdadm-conf",
                        "Write mdadm.conf",
                        "The initial RAM disk starts one array, the init script all others, from this file. Lists of devices are left out: mdadm takes them for filters, and "
                                + plan.apple().label() + " would never be let in.")
                .warning(HowtoWarning.ORDER.text())
                .before(plan.arraysOnPie())
                .act(shared.mdadmConf())
                .proof(shared.mdadmConfLists())
                .change();
    }

    private Step initrd() {
        return step(
                        "initrd-arrays",
                        "Build the initial RAM disk (second of four)",
                        "The layout has changed, so the image is built again, and lilo runs at once.")
                .limit(Plan.LONG)
                .wayBack("The way back puts the saved image in its place.")
                .before(plan.arraysOnPie())
                .act(shared.initrd("initrd-arrays"))
                .proof(shared.liloDid("initrd-arrays", files.liloWithMenu()))
                .proof(new Check.LiloOn(plan.apple().label(), plan.apple().identity()))
                .change();
    }

    private Step fstab() {
        Steps step = step(
                        "fstab-trial",
                        "Mount the arrays beside the old system",
                        "Each array gets a line of its own in fstab, for a trial; the lines are taken out again before anything is copied.")
                .wayBack("The way back writes the old fstab.");
        plan.fileSystems().forEach(a -> step.run("mkdir", "-p", SargeFiles.trialMount(a)));
        return SargeSteps.write(step, SargeFiles.FSTAB, files.original(SargeFiles.FSTAB), files.fstabOnTrial())
                .change();
    }

    private Step rebootAssembled() {
        Steps step = step(
                        "boot-assembly",
                        "Reboot (third of six): are the arrays there after a boot?",
                        "Every array must be running, every file system mounted at its trial place, and swap be in use on the array beside the old one. Membership is compared, not a doubled number, which rounding makes unequal. "
                                + SargeSteps.CONSOLE_DANGER)
                .limit(Plan.LONG.dividedBy(2))
                .wayBack("Any further boot starts the old image.")
                .before(plan.systemOnApple())
                .before(plan.arraysOnPie())
                .act(shared.bootOnce())
                .proof(plan.systemOnApple())
                .proof(shared.booted())
                .proof(plan.arraysOnPie())
                .proof(shared.onTrialMounts());
        plan.layout().arrays().stream()
                .filter(PlannedArray::isSwap)
                .forEach(a -> step.proof(new Check.SwapIsBoth(plan.onApple(a), a.reference())));
        return step.reboot();
    }
}
