package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Reading;

/** Finds the drive the system lives on, and what speaks against mirroring it. */
final class RootDrive {

    /** GRUB's core image with RAID support needs more than the 62 sectors of old tables. */
    private static final long GAP_BYTES = 1024 * 1024;

    private final Reading reading;
    private final Findings findings;

    RootDrive(Reading reading, Findings findings) {
        this.reading = reading;
        this.findings = findings;
    }

    Optional<Disk> find() {
        Optional<Mount> root = reading.mount("/");
        if (root.isEmpty()) {
            findings.refuse("no-root", "The reading shows no root file system.", "Read the server again.");
            return Optional.empty();
        }
        Optional<Disk> disk = diskOf(root.get().sourceKernelName());
        if (disk.isEmpty()) {
            refuseStack(root.get());
        }
        disk.ifPresent(this::check);
        return disk;
    }

    private Optional<Disk> diskOf(String partition) {
        return reading.disks().orElse(List.of()).stream()
                .filter(d ->
                        d.partitions().stream().anyMatch(p -> p.kernelName().equals(partition)))
                .findFirst();
    }

    private void refuseStack(Mount root) {
        String kind = reading.mapped().orElse(List.of()).stream()
                .filter(m -> m.kernelName().equals(root.sourceKernelName()))
                .map(BlockDevice.Mapped::kind)
                .findFirst()
                .orElse(root.type());
        findings.refuse(
                "root-not-on-partition",
                "The root file system is not on a plain partition of one drive but on " + kind + " (" + root.source()
                        + ").",
                "LVM, LUKS, md, btrfs, ZFS and multipath are not supported by this goal.");
    }

    private void check(Disk apple) {
        identity(apple);
        table(apple);
        findings.refuseIf(
                !(apple.bootRecord() instanceof BootRecord.Grub),
                "no-grub-on-apple",
                "The first sector of the system's drive does not start GRUB, so the machine starts in a way Applepie does not know.",
                "Run grub-install on that drive, prove a reboot, then read the server again.");
        findings.refuseIf(
                !apple.holders().isEmpty(),
                "drive-held",
                "The whole drive is held by " + String.join(", ", apple.holders())
                        + " (multipath, bcache or the like).",
                "Such stacks are not supported.");
    }

    private void identity(Disk apple) {
        findings.refuseIf(
                !apple.identity().isRecognisable() || apple.byId().isEmpty(),
                "apple-not-recognisable",
                "The system's drive does not give two of serial, WWN and model, or has no name below /dev/disk/by-id.",
                "Without an identity a command could hit the wrong drive. In a virtual machine give the drive a serial.");
    }

    private void table(Disk apple) {
        switch (apple.table()) {
            case PartitionTable.Dos dos -> dos(apple, dos);
            case PartitionTable.Gpt g ->
                findings.refuse(
                        "gpt",
                        "The system's drive has a GPT; this goal supports MBR tables only for now.",
                        "Wait for GPT support.");
            case PartitionTable.None n ->
                findings.refuse(
                        "no-table", "The system's drive has no partition table.", "Such layouts are not supported.");
            case PartitionTable.Other o ->
                findings.refuse(
                        "unknown-table",
                        "The partition table of the system's drive could not be read for certain: " + o.name() + ".",
                        "Such layouts are not supported.");
        }
    }

    private void dos(Disk apple, PartitionTable.Dos table) {
        long first = table.entries().stream().mapToLong(TableEntry::start).min().orElse(0);
        findings.refuseIf(
                first * apple.logicalSectorBytes() < GAP_BYTES,
                "no-room-for-boot-loader",
                "The first partition starts at sector " + first
                        + "; GRUB with RAID support needs 1 MiB before it, and starting it from blocks inside a file system is not safe.",
                "The table must be made anew with a first partition at 1 MiB; this cannot be done in place.");
        findings.refuseIf(
                table.entries().stream().anyMatch(e -> e.number() > 4) && !numberedWithoutHoles(table),
                "odd-table",
                "The logical partitions are not numbered without holes, and a copy of the table would number them anew.",
                "Such tables are not supported.");
    }

    private static boolean numberedWithoutHoles(PartitionTable.Dos table) {
        List<TableEntry> logical = table.entries().stream()
                .filter(e -> e.number() > 4)
                .sorted(java.util.Comparator.comparingInt(TableEntry::number))
                .toList();
        for (int i = 0; i < logical.size(); i++) {
            boolean inOrder =
                    i == 0 || logical.get(i).start() > logical.get(i - 1).start();
            if (logical.get(i).number() != i + 5 || !inOrder) {
                return false;
            }
        }
        return true;
    }
}
