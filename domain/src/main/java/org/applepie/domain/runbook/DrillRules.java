package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.runbook.Runbook.Family;

/** What a mirror must be for the drill beyond standing: nothing that a drive takes away with it, and nothing unknown. */
final class DrillRules {

    private final Reading reading;
    private final List<Drive> drives;
    private final StandingMirror.Found mirror;
    private final Findings findings;
    private final boolean legacy;

    DrillRules(Reading reading, List<Drive> drives, StandingMirror.Found mirror, Findings findings) {
        this.reading = reading;
        this.drives = drives;
        this.mirror = mirror;
        this.findings = findings;
        this.legacy = Family.of(reading) == Family.LEGACY;
    }

    void check() {
        List<Disk> mirrored =
                List.of(mirror.situation().apple(), mirror.situation().pie());
        mirrored.forEach(this::sticker);
        furtherDrives(mirrored);
        reading.arrays().orElse(List.of()).forEach(this::array);
    }

    /** A drive without a name of its own cannot be found by whoever is to unplug it. */
    private void sticker(Disk disk) {
        boolean named = drives.stream()
                .anyMatch(d -> d.identity().isSameDriveAs(disk.identity())
                        && !d.label().isBlank());
        findings.refuseIf(
                !named,
                "drive-without-label",
                "The drive " + disk.kernelName() + " (" + disk.identity().mark() + ") has no label.",
                "Put a sticker on it and write the same word on the drive's page.");
    }

    private void furtherDrives(List<Disk> mirrored) {
        List<String> further = reading.disks().orElse(List.of()).stream()
                .filter(disk -> !mirrored.contains(disk) && !disk.removable())
                .map(Disk::kernelName)
                .toList();
        findings.refuseIf(
                !further.isEmpty(),
                "further-drives",
                "The server has further drives: " + String.join(", ", further)
                        + ". The firmware could start one of them, and the drill would prove nothing.",
                "Unplug them first, then read the server again.");
    }

    private void array(MdArray array) {
        findings.refuseIf(
                legacy != array.metadata().startsWith("0.90"),
                "superblock-not-known",
                array.kernelName() + " has superblocks of version " + array.metadata() + ".",
                "The drill knows version 0.90 on Debian 3.1 and versions 1.x on a current Debian.");
        findings.refuseIf(
                !legacy && array.uuid().isEmpty(),
                "array-without-uuid",
                "Nobody tells the UUID of " + array.kernelName() + ".",
                "Look at it with: mdadm --detail /dev/" + array.kernelName());
    }
}
