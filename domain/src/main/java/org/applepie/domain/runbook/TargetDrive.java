package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.runbook.Runbook.Family;

/** Finds the drive to become the mirror, and what speaks against it. */
final class TargetDrive {

    private final Reading reading;
    private final List<Drive> drives;
    private final Goal.MirrorRoot goal;
    private final Findings findings;

    TargetDrive(Reading reading, List<Drive> drives, Goal.MirrorRoot goal, Findings findings) {
        this.reading = reading;
        this.drives = drives;
        this.goal = goal;
        this.findings = findings;
    }

    Optional<Disk> find(Disk apple) {
        List<Disk> candidates = reading.disks().orElse(List.of()).stream()
                .filter(d -> !d.kernelName().equals(apple.kernelName()))
                .filter(d -> !d.transport().equals("usb") || goal.target().isPresent())
                .toList();
        Optional<Disk> target = goal.target().isPresent() ? chosen(candidates) : only(candidates);
        target.ifPresent(pie -> check(apple, pie));
        return target;
    }

    private Optional<Disk> chosen(List<Disk> candidates) {
        Optional<Disk> chosen = drives.stream()
                .filter(d -> goal.target().filter(d.id()::equals).isPresent())
                .flatMap(d -> candidates.stream().filter(c -> c.identity().isSameDriveAs(d.identity())))
                .findFirst();
        findings.refuseIf(
                chosen.isEmpty(),
                "target-not-there",
                "The chosen drive is not in this server now, is not recognisable, or is the system's own drive.",
                "Choose one of the other drives that the newest reading shows.");
        return chosen;
    }

    private Optional<Disk> only(List<Disk> candidates) {
        findings.refuseIf(
                candidates.isEmpty(),
                "no-second-drive",
                "The server has no second drive.",
                "Put in a drive at least as large as the first one, then read the server again.");
        findings.refuseIf(
                candidates.size() > 1,
                "several-candidates",
                "The server has " + candidates.size() + " further drives; which one becomes the mirror must be chosen.",
                "Choose the drive in the form.");
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    private void check(Disk apple, Disk pie) {
        identity(apple, pie);
        sizes(apple, pie);
        findings.refuseIf(
                pie.readOnly(), "target-read-only", "The second drive is read-only.", "Remove its write protection.");
        use(pie);
        content(pie);
    }

    private void identity(Disk apple, Disk pie) {
        findings.refuseIf(
                !pie.identity().isRecognisable() || pie.byId().isEmpty() && Family.of(reading) == Family.CURRENT,
                "target-not-recognisable",
                "The second drive does not give two of serial, WWN and model, or has no name below /dev/disk/by-id.",
                "Without an identity a command could hit the wrong drive. In a virtual machine give the drive a serial.");
        findings.refuseIf(
                apple.identity().isSameDriveAs(pie.identity())
                        || !apple.identity().serial().isEmpty()
                                && apple.identity()
                                        .serial()
                                        .equals(pie.identity().serial()),
                "drives-look-alike",
                "Both drives give the same serial " + apple.identity().serial() + ".",
                "Two drives that cannot be told apart are never worked on; replace one of them.");
    }

    private void sizes(Disk apple, Disk pie) {
        findings.refuseIf(
                pie.identity().sizeBytes() < apple.identity().sizeBytes(),
                "target-too-small",
                "The second drive has " + pie.sizeSectors() + " sectors, the system's drive " + apple.sizeSectors()
                        + ": " + (apple.sizeSectors() - pie.sizeSectors()) + " too few.",
                "Use a drive of the same size or larger; even one sector less is refused.");
        findings.refuseIf(
                pie.logicalSectorBytes() != apple.logicalSectorBytes(),
                "sector-size-differs",
                "The drives have logical sectors of " + apple.logicalSectorBytes() + " and " + pie.logicalSectorBytes()
                        + " bytes.",
                "Use a drive with the same logical sector size.");
    }

    private void use(Disk pie) {
        List<String> names = Stream.concat(
                        Stream.of(pie.kernelName()), pie.partitions().stream().map(Partition::kernelName))
                .toList();
        reading.mounts().orElse(List.of()).stream()
                .filter(m -> names.contains(m.sourceKernelName()))
                .forEach(m -> inUse("mounted at " + m.mountPoint()));
        reading.swaps().orElse(List.of()).stream()
                .filter(s -> names.contains(s.kernelName()))
                .forEach(s -> inUse("used for swap"));
        List<String> stoppable =
                oldArrays(pie).stream().map(MdArray::kernelName).toList();
        holders(pie)
                .filter(h -> !stoppable.contains(h))
                .forEach(h -> inUse("held by " + h + " (LVM, LUKS, md, multipath or the like)"));
    }

    private static Stream<String> holders(Disk pie) {
        return Stream.concat(pie.holders().stream(), pie.partitions().stream().flatMap(p -> p.holders().stream()))
                .distinct();
    }

    private void inUse(String how) {
        findings.refuse(
                "target-in-use",
                "The second drive is in use: " + how + ".",
                "Take it out of use by hand, and be sure that nobody needs what is on it.");
    }

    /** Arrays whose members all lie on pie and which nothing uses: left over from an earlier life of the drive. */
    List<MdArray> oldArrays(Disk pie) {
        List<String> names =
                pie.partitions().stream().map(Partition::kernelName).toList();
        return reading.arrays().orElse(List.of()).stream()
                .filter(a -> !a.members().isEmpty()
                        && !a.uuid().isEmpty()
                        && a.members().stream().allMatch(m -> names.contains(m.kernelName())))
                .filter(a -> !isUsed(a.kernelName()))
                .toList();
    }

    private boolean isUsed(String kernelName) {
        return reading.mounts().orElse(List.of()).stream()
                        .anyMatch(m -> m.sourceKernelName().equals(kernelName))
                || reading.swaps().orElse(List.of()).stream()
                        .anyMatch(s -> s.kernelName().equals(kernelName))
                || reading.mapped().orElse(List.of()).stream()
                        .anyMatch(m -> m.kernelName().equals(kernelName)
                                && !m.holders().isEmpty());
    }

    private void content(Disk pie) {
        List<String> found = found(pie);
        if (Family.of(reading) == Family.LEGACY) {
            clean(found);
            return;
        }
        String label = label(pie, "pie");
        findings.refuseIf(
                !found.isEmpty() && !goal.typedLabel().equals(label),
                "target-not-blank",
                "The second drive (" + label + ", serial " + pie.identity().serial() + ") is not blank: "
                        + String.join("; ", found) + ".",
                "If everything on it may be destroyed, type its label, " + label + ", in the form.");
    }

    /** A typed label is not enough for a drive of that age: its superblocks cannot all be seen. */
    private void clean(List<String> found) {
        findings.refuseIf(
                !found.isEmpty(),
                "target-not-clean",
                "The second drive is not clean: " + String.join("; ", found)
                        + ". A drive that was ever in an array may be taken for the good half.",
                "Clean it alone in another machine (zeros over the whole drive), record that, then read the server again.");
    }

    /** Everything that shows the drive was used: signatures, its table, its past. */
    List<String> found(Disk pie) {
        List<String> found = new ArrayList<>();
        pie.signatures().forEach(s -> found.add(describe("whole drive", s)));
        for (Partition p : pie.partitions()) {
            p.signatures().forEach(s -> found.add(describe("partition " + p.number(), s)));
        }
        if (!(pie.table() instanceof PartitionTable.None)) {
            found.add("it has a partition table with " + pie.partitions().size() + " partitions");
        }
        drive(pie).map(Drive::state).ifPresent(state -> {
            if (state instanceof DriveState.Dirty(String why)) {
                found.add("it is dirty: " + why);
            }
        });
        return found;
    }

    private static String describe(String where, Signature s) {
        String name = s.label().isEmpty() ? s.uuid() : s.label();
        return where + " carries " + s.type() + (name.isEmpty() ? "" : " (" + name + ")");
    }

    String label(BlockDevice.Disk disk, String otherwise) {
        return drive(disk).map(Drive::label).filter(l -> !l.isBlank()).orElse(otherwise);
    }

    private Optional<Drive> drive(Disk disk) {
        return drives.stream()
                .filter(d -> d.identity().isSameDriveAs(disk.identity()))
                .findFirst();
    }
}
