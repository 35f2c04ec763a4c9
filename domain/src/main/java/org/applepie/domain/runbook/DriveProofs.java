package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what concerns whole drives. */
final class DriveProofs {

    private DriveProofs() {}

    static Judgement present(Check.DrivePresent check, Reading reading) {
        return Evidence.of(
                Evidence.drive(check.label(), check.identity(), reading),
                disk -> Evidence.held("drive " + check.label() + " is there as " + disk.kernelName()));
    }

    /** Which of two drives is there. The wrong one away is told as what it is: it decides which drive has the newest data. */
    static Judgement alone(Check.Alone check, Reading reading) {
        return Evidence.of(reading.disks(), disks -> {
            boolean there = reading.disk(check.identity()).isPresent();
            boolean otherThere = reading.disk(check.awayIdentity()).isPresent();
            if (there && !otherThere) {
                return Evidence.of(
                        Evidence.drive(check.label(), check.identity(), reading),
                        disk -> Evidence.held(check.label() + " is there alone, as " + disk.kernelName()));
            }
            return Evidence.notHeld(
                    there
                            ? "both drives are there; " + check.away() + " should be away"
                            : otherThere ? wrongOne(check) : "neither drive is recognised");
        });
    }

    private static String wrongOne(Check.Alone check) {
        return "the wrong drive is away: " + check.away() + " runs without " + check.label() + ", so from now on "
                + check.away() + " has the newest data and " + check.label() + " is behind. Do not start "
                + check.label() + " alone; put it back beside " + check.away() + ", and take the way back";
    }

    static Judgement blank(Check.DriveBlank check, Reading reading) {
        return Evidence.of(Evidence.drive(check.label(), check.identity(), reading), disk -> {
            List<String> found = new ArrayList<>();
            switch (disk.table()) {
                case PartitionTable.None none -> {}
                case PartitionTable.Dos dos -> found.add("a dos table");
                case PartitionTable.Gpt gpt -> found.add("a gpt table");
                case PartitionTable.Other other -> found.add("a table: " + other.name());
            }
            disk.signatures().stream().map(Signature::type).distinct().forEach(found::add);
            disk.holders().forEach(holder -> found.add("held by " + holder));
            disk.partitions().forEach(p -> found.add(p.kernelName()));
            return Evidence.of(
                    found.isEmpty(),
                    "drive " + check.label() + " should be blank; found on it: " + Evidence.list(found));
        });
    }

    /** A drive that died or was pulled starts nothing; the firmware only asks drives that are there. */
    static Judgement released(Check.DriveReleased check, Reading reading) {
        return Evidence.of(
                reading.disks(),
                disks -> reading.disk(check.identity()).isEmpty()
                        ? Evidence.held(
                                "drive " + check.label()
                                        + " is not there, so it starts nothing; clear it before it comes back into this machine")
                        : Evidence.of(
                                Evidence.drive(check.label(), check.identity(), reading),
                                disk -> cleared(check, disk)));
    }

    private static Judgement cleared(Check.DriveReleased check, Disk disk) {
        boolean bare =
                disk.table() instanceof PartitionTable.None && disk.signatures().isEmpty();
        return Evidence.of(
                bare,
                "drive " + check.label() + " should carry neither table nor signature and "
                        + (bare ? "does not" : "still does; if it cannot be written any more, take it out and retry"));
    }

    static Judgement unused(Check.DriveUnused check, Reading reading) {
        return Evidence.of(
                Evidence.drive(check.label(), check.identity(), reading),
                disk -> Evidence.of(
                        reading.mounts(),
                        mounts -> Evidence.of(reading.swaps(), swaps -> unused(check.label(), disk, mounts, swaps))));
    }

    private static Judgement unused(String label, Disk disk, List<Mount> mounts, List<SwapArea> swaps) {
        List<BlockDevice> devices = Stream.concat(Stream.<BlockDevice>of(disk), disk.partitions().stream())
                .toList();
        List<String> names = devices.stream().map(BlockDevice::kernelName).toList();
        List<String> uses = new ArrayList<>();
        mounts.stream()
                .filter(m -> names.contains(m.sourceKernelName()))
                .forEach(m -> uses.add(m.sourceKernelName() + " mounted on " + m.mountPoint()));
        swaps.stream().filter(s -> names.contains(s.kernelName())).forEach(s -> uses.add("swap on " + s.kernelName()));
        devices.forEach(d -> d.holders().forEach(h -> uses.add(d.kernelName() + " held by " + h)));
        return Evidence.of(uses.isEmpty(), "nothing should use drive " + label + "; found: " + Evidence.list(uses));
    }

    static Judgement grubOn(Check.GrubOn check, Reading reading) {
        return Evidence.of(
                Evidence.drive(check.label(), check.identity(), reading),
                disk -> Evidence.of(
                        disk.bootRecord() instanceof BootRecord.Grub,
                        "the first sector of " + check.label() + " should start GRUB and "
                                + described(disk.bootRecord())));
    }

    static Judgement liloOn(Check.LiloOn check, Reading reading) {
        return Evidence.of(
                Evidence.drive(check.label(), check.identity(), reading),
                disk -> Evidence.of(
                        disk.bootRecord() instanceof BootRecord.Lilo,
                        "the first sector of " + check.label() + " should start LILO and "
                                + described(disk.bootRecord())));
    }

    private static String described(BootRecord record) {
        return switch (record) {
            case BootRecord.Grub grub -> "starts GRUB";
            case BootRecord.Lilo lilo -> "starts LILO";
            case BootRecord.Empty empty -> "is empty";
            case BootRecord.Foreign foreign -> "starts something else";
            case BootRecord.Unread(String reason) -> "could not be read: " + reason;
        };
    }
}
