package org.applepie.domain.inventory;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.disk.TableEntry;

/** A drive as named texts. */
final class DriveFacts {

    private DriveFacts() {}

    static void of(Disk disk, BiConsumer<String, String> facts) {
        String drive = "drive " + name(disk);
        DriveIdentity id = disk.identity();
        facts.accept(
                drive,
                disk.kernelName() + ", serial " + id.serial() + ", WWN " + id.wwn() + ", " + id.model() + ", "
                        + id.sizeBytes() + " bytes");
        facts.accept(drive + ": partition table", shown(disk.table()));
        facts.accept(drive + ": first sector", shown(disk.bootRecord()));
        facts.accept(drive + ": whole", shown(disk.signatures(), disk.holders(), disk.content()));
        for (Partition p : disk.partitions()) {
            facts.accept(drive + ": partition " + p.number(), shown(p.signatures(), p.holders(), p.content()));
        }
    }

    /** Names a drive by what stays with it. */
    private static String name(Disk disk) {
        DriveIdentity id = disk.identity();
        if (!id.serial().isEmpty()) {
            return id.serial();
        }
        return id.wwn().isEmpty() ? disk.kernelName() : id.wwn();
    }

    private static String shown(PartitionTable table) {
        return switch (table) {
            case PartitionTable.Dos(String id, List<TableEntry> entries) -> "dos " + id + ": " + shown(entries);
            case PartitionTable.Gpt(String id, List<TableEntry> entries) -> "gpt " + id + ": " + shown(entries);
            case PartitionTable.None none -> "none";
            case PartitionTable.Other(String name) -> name;
        };
    }

    private static String shown(List<TableEntry> entries) {
        return entries.stream()
                .map(e -> e.number() + " at " + e.start() + " of " + e.size() + " type " + e.type()
                        + (e.bootable() ? " bootable" : ""))
                .collect(Collectors.joining("; "));
    }

    private static String shown(BootRecord record) {
        return switch (record) {
            case BootRecord.Grub grub -> "GRUB";
            case BootRecord.Lilo lilo -> "LILO";
            case BootRecord.Empty empty -> "empty";
            case BootRecord.Foreign foreign -> "something else";
            case BootRecord.Unread(String reason) -> "unread: " + reason;
        };
    }

    private static String shown(List<Signature> signatures, List<String> holders, Content content) {
        String marks = signatures.stream().map(Signature::type).distinct().collect(Collectors.joining(", "));
        return shown(content)
                + (marks.isEmpty() ? "" : "; marks: " + marks)
                + (holders.isEmpty() ? "" : "; held by " + String.join(", ", holders));
    }

    static String shown(Content content) {
        return content.isEmpty()
                ? "nothing known"
                : content.type() + " " + content.uuid() + (content.label().isEmpty() ? "" : " " + content.label());
    }
}
