package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** Partitions pie, builds the degraded arrays on it and the file systems on them. Writes to pie only. */
final class ArrayPhases {

    private final Plan plan;
    private final PlannedDrive pie;

    ArrayPhases(Plan plan) {
        this.plan = plan;
        this.pie = plan.pie();
    }

    List<Phase> phases() {
        return List.of(partition(), arrays(), fileSystems());
    }

    private Phase partition() {
        List<Step> steps = new ArrayList<>();
        if (!plan.situation().oldArrays().isEmpty()) {
            steps.add(stopOldArrays());
        }
        if (plan.situation().pieInUse()) {
            steps.add(wipe());
        }
        steps.add(cloneTable());
        steps.add(clearSignatures());
        return new Phase(
                "partition",
                "Partition " + pie.label(),
                pie.label() + " gets the partitions of " + plan.apple().label() + ", sector by sector, with type fd.",
                List.of(pie.label()),
                Optional.of(gate()),
                steps);
    }

    private Gate gate() {
        return new Gate(
                "destroy-pie",
                "Everything on " + pie.label() + " is lost from here on",
                "Drive " + pie.label() + " (" + pie.identity().model() + ", serial "
                        + pie.identity().serial()
                        + ") is partitioned anew. Look at the sticker. "
                        + plan.apple().label()
                        + " is not written to before the point of no return.",
                List.of(new Question(
                        "label", "Type the label of the drive to be overwritten.", Kind.TYPED, pie.label())),
                false);
    }

    private Step stopOldArrays() {
        Steps step = step(
                "stop-old-arrays",
                "Stop the arrays left on " + pie.label(),
                "The kernel has assembled arrays from an earlier life of the drive. They are stopped so that nothing holds it; all their members lie on "
                        + pie.label() + ".");
        for (MdArray array : plan.situation().oldArrays()) {
            step.run("mdadm", "--stop", "/dev/disk/by-id/md-uuid-" + array.uuid())
                    .proof(new Check.ArrayAbsent(array.uuid()));
        }
        return step.act(Plan.settle())
                .proof(new Check.DriveUnused(pie.label(), pie.identity()))
                .change();
    }

    private Step wipe() {
        Steps step = step(
                        "wipe-pie",
                        "Clear every signature of " + pie.label(),
                        "An old superblock or file system signature that survives can come back as a ghost array or make a tool ask a question. Inner signatures go first, then those of the whole drive.")
                .destroys("everything on " + pie.label())
                .wayBack("None for the old content of " + pie.label() + ".")
                .before(new Check.DriveUnused(pie.label(), pie.identity()));
        plan.situation().pie().partitions().stream()
                .sorted(Comparator.comparingInt(Partition::number).reversed())
                .forEach(p ->
                        step.run("wipefs", "--all", pie.partition(p.number())).act(Plan.settle()));
        return step.run("wipefs", "--all", pie.path())
                .act(Plan.settle())
                .proof(new Check.DriveBlank(pie.label(), pie.identity()))
                .change();
    }

    private Step cloneTable() {
        return step(
                        "clone-table",
                        "Copy the partition table to " + pie.label(),
                        "Same starts, same sizes, type fd for every partition that becomes a member, boot flag kept, and a fresh disk id: two drives with one id share their PARTUUIDs.")
                .warning(HowtoWarning.BLIND_PASTE)
                .destroys("the partition table of " + pie.label())
                .wayBack("The way back clears the table again.")
                .before(new Check.DriveBlank(pie.label(), pie.identity()))
                .act(Plan.silence("wipefs", pie.path()))
                .act(Action.run(Command.of("sfdisk", "--wipe", "always", "--wipe-partitions", "always", pie.path())
                        .withStdin(tableScript())))
                .act(Plan.settle())
                .proof(
                        new Check.TableIs(pie.label(), pie.identity(), pie.table()),
                        new Check.DiskIdIs(pie.label(), pie.identity(), pie.diskId()))
                .change();
    }

    /** A script for sfdisk(8): header lines, then one line a partition with its number. */
    private String tableScript() {
        StringBuilder script = new StringBuilder("label: dos\nlabel-id: " + pie.diskId() + "\nunit: sectors\n\n");
        pie.table().stream()
                .sorted(Comparator.comparingInt(TableEntry::number))
                .forEach(e -> script.append(e.number())
                        .append(" : start=")
                        .append(e.start())
                        .append(", size=")
                        .append(e.size())
                        .append(", type=")
                        .append(e.type())
                        .append(e.bootable() ? ", bootable\n" : "\n"));
        return script.toString();
    }

    private Step clearSignatures() {
        Steps step = step(
                        "clear-signatures",
                        "Clear the new partitions and prove them blank",
                        "What lay on the drive where a partition now begins could be taken for a file system or a member.")
                .destroys("signatures inside the partitions of " + pie.label())
                .before(new Check.TableIs(pie.label(), pie.identity(), pie.table()));
        for (PlannedArray array : plan.layout().arrays()) {
            step.run("wipefs", "--all", pie.partition(array.partition())).act(Plan.settle());
        }
        return step.proof(new Check.PartitionsBlank(pie.label(), pie.identity()))
                .change();
    }

    private Phase arrays() {
        return new Phase(
                "arrays",
                "Degraded arrays",
                "Each array is born with one member on " + pie.label() + " and an empty place for "
                        + plan.apple().label()
                        + ". The new drive takes slot 0: GRUB reads slot 0 whenever it is there and knows nothing of a sync, so the drive that is complete must sit in it.",
                List.of(pie.label()),
                Optional.empty(),
                plan.layout().arrays().stream().map(this::create).toList());
    }

    private Step create(PlannedArray array) {
        String member = pie.partition(array.partition());
        return step(
                        "create-" + array.name(),
                        "Create " + array.name() + " for " + array.mountPoint(),
                        "The UUID is chosen here, so that the proof can tell this array from any other. mdadm would ask whether metadata 1.2 suits a boot device; --run answers, and only after the partition was proved blank in the same job. What an earlier life of the drive left inside is cleared.")
                .destroys("the content of partition " + array.partition() + " of " + pie.label())
                .wayBack("The way back stops the array and clears the drive's table.")
                .before(
                        new Check.TableIs(pie.label(), pie.identity(), pie.table()),
                        new Check.ArrayAbsent(array.uuid()))
                .act(Plan.silence("wipefs", member))
                .run(
                        "mdadm",
                        "--create",
                        "/dev/" + array.name(),
                        "--run",
                        "--level=1",
                        "--raid-devices=2",
                        "--metadata=1.2",
                        "--bitmap=internal",
                        "--uuid=" + array.uuid(),
                        member,
                        "missing")
                .act(Plan.settle())
                // in the same place as an array of an earlier try, it begins with the file system of that one
                .run("wipefs", "--all", array.path())
                .act(Plan.settle())
                .proof(new Check.ArrayIs(array.uuid(), List.of(plan.onPie(array)), false))
                .change();
    }

    private Phase fileSystems() {
        return new Phase(
                "filesystems",
                "File systems",
                "Fresh file systems of the same kind with as many inodes, and swap, each with a UUID of its own. Labels follow after the old ones are gone, so that no label is ever there twice.",
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
                .before(new Check.ArrayIs(array.uuid(), List.of(plan.onPie(array)), false))
                .act(Plan.silence("wipefs", array.path()));
        if (array.isSwap()) {
            step.run("mkswap", "--uuid", array.contentUuid(), array.path());
        } else {
            String inodes = Long.toString(plan.volume(array).inodes());
            // small file systems get inodes of 128 bytes on Debian 11, which hold no fractions of seconds
            step.run(
                    "mkfs." + array.contentType(),
                    "-q",
                    "-I",
                    "256",
                    "-U",
                    array.contentUuid(),
                    "-N",
                    inodes,
                    array.path());
        }
        return step.act(Plan.settle())
                .proof(new Check.ArrayHolds(array.uuid(), array.contentType(), array.contentUuid()))
                .change();
    }
}
