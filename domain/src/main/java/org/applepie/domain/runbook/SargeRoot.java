package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Reading;

/** Finds the drive a Debian 3.1 system lives on, and what speaks against mirroring it. */
final class SargeRoot {

    private final Reading reading;
    private final Findings findings;

    SargeRoot(Reading reading, Findings findings) {
        this.reading = reading;
        this.findings = findings;
    }

    Optional<Disk> find() {
        Optional<Disk> disk = reading.mount("/").map(Mount::sourceKernelName).flatMap(this::diskOf);
        findings.refuseIf(
                disk.isEmpty(),
                "root-not-on-partition",
                "The root file system is not on a plain partition of one drive ("
                        + reading.mount("/").map(Mount::source).orElse("not mounted") + ").",
                "A system that stands on arrays, LVM or EVMS already needs another goal.");
        disk.ifPresent(this::check);
        return disk;
    }

    private Optional<Disk> diskOf(String partition) {
        return reading.disks().orElse(List.of()).stream()
                .filter(d ->
                        d.partitions().stream().anyMatch(p -> p.kernelName().equals(partition)))
                .findFirst();
    }

    private void check(Disk apple) {
        findings.refuseIf(
                !apple.identity().isRecognisable(),
                "apple-not-recognisable",
                "The system's drive tells neither serial nor model, and nothing tells where it sits.",
                "Without an identity a command could hit the wrong drive. Install smartmontools, then read the server again.");
        findings.refuseIf(
                !(apple.table() instanceof PartitionTable.Dos),
                "unknown-table",
                "The partition table of the system's drive could not be read for certain.",
                "Look at it with: sfdisk -d /dev/" + apple.kernelName());
        findings.refuseIf(
                !(apple.bootRecord() instanceof BootRecord.Lilo),
                "no-lilo-on-apple",
                "The first sector of the system's drive does not start LILO, so the machine starts in a way Applepie does not know.",
                "Set boot=/dev/" + apple.kernelName()
                        + " in /etc/lilo.conf, run lilo, prove a reboot, then read the server again.");
        findings.refuseIf(
                reading.mount("/")
                        .filter(m -> m.options().equals("ro") || m.options().startsWith("ro,"))
                        .isPresent(),
                "root-read-only",
                "The root file system is mounted read-only, as ext3 does after an error: what lies on it may be stale or damaged.",
                "Find the error in the kernel's log, check the file system, and read the server again.");
    }
}
