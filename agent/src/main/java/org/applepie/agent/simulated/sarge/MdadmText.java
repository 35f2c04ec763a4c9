package org.applepie.agent.simulated.sarge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.applepie.agent.simulated.machine.MdUnits;

/** What mdadm 1.9.0 prints of arrays and superblocks. */
final class MdadmText {

    private MdadmText() {}

    /** {@code 289024 (282.25 MiB 295.96 MB)}. */
    static String size(long kib) {
        return kib + MdUnits.human(kib * 1024);
    }

    static String detail(String device, MdArray array, Drivers kernel) {
        long failed = array.descriptors().stream()
                .filter(one -> one.role() == Role.FAULTY)
                .count();
        long spares =
                array.members().stream().filter(one -> one.role() == Role.SPARE).count();
        boolean filling = array.filling().isPresent();
        StringBuilder text = new StringBuilder(device + ":\n");
        text.append("        Version : 00.90.00\n");
        text.append("  Creation Time : ").append(MdUnits.ctime(array.created())).append('\n');
        text.append("     Raid Level : raid1\n");
        text.append("     Array Size : ").append(size(array.sizeKib())).append('\n');
        text.append("    Device Size : ").append(size(array.sizeKib())).append('\n');
        text.append("   Raid Devices : ").append(array.raidDisks()).append('\n');
        text.append("  Total Devices : ")
                .append(array.working() + failed + spares)
                .append('\n');
        text.append("Preferred Minor : ").append(array.minor()).append('\n');
        text.append("    Persistence : Superblock is persistent\n\n");
        text.append("    Update Time : ").append(MdUnits.ctime(array.updated())).append('\n');
        text.append("          State : active")
                .append(array.degraded() ? ", degraded" : "")
                .append(filling ? ", recovering" : "")
                .append('\n');
        counts(text, array.working(), failed, spares);
        array.filling()
                .ifPresent(fill -> text.append("\n Rebuild Status : %d%% complete\n"
                        .formatted(fill.doneKib(kernel.time().now()) * 100 / fill.sizeKib())));
        text.append("\n           UUID : ").append(array.uuid()).append('\n');
        text.append("         Events : ").append(events(array.events())).append('\n');
        text.append("\n    Number   Major   Minor   RaidDevice State\n");
        rows(text, array, kernel);
        return text.toString();
    }

    private static void counts(StringBuilder text, long active, long failed, long spares) {
        text.append(" Active Devices : ").append(active).append('\n');
        text.append("Working Devices : ").append(active + spares).append('\n');
        text.append(" Failed Devices : ").append(failed).append('\n');
        text.append("  Spare Devices : ").append(spares).append('\n');
    }

    private static String events(long events) {
        return (events >>> 32) + "." + (events & 0xffff_ffffL);
    }

    private static void rows(StringBuilder text, MdArray array, Drivers kernel) {
        for (Descriptor row : array.descriptors()) {
            boolean slot = row.number() < array.raidDisks();
            if (!slot && row.role() != Role.SPARE && row.major() == 0) {
                continue;
            }
            if (!slot) {
                text.append('\n');
            }
            boolean filling = array.filling()
                    .filter(fill -> fill.target().number() == row.number())
                    .isPresent();
            text.append(
                    "   %5d   %5d    %5d    %5d     ".formatted(row.number(), row.major(), row.minor(), row.slot()));
            text.append(state(row, filling)).append(node(row, kernel)).append('\n');
        }
    }

    private static String state(Descriptor row, boolean filling) {
        return switch (row.role()) {
            case ACTIVE -> " active sync";
            case SPARE -> filling ? " spare rebuilding" : " spare";
            case FAULTY -> " faulty";
            case REMOVED -> " faulty removed";
        };
    }

    private static String node(Descriptor row, Drivers kernel) {
        String node = row.major() == 0 ? "" : kernel.nodeOf(row.major(), row.minor());
        return node.isEmpty() ? "" : "   /dev/" + node;
    }

    static String examine(String device, MdSuperblock block, Drivers kernel) {
        long failed = block.count(Role.FAULTY);
        StringBuilder text = new StringBuilder(device + ":\n          Magic : a92b4efc\n        Version : 00.90.00\n");
        text.append("           UUID : ").append(block.uuid()).append('\n');
        text.append("  Creation Time : ").append(MdUnits.ctime(block.created())).append('\n');
        text.append("     Raid Level : raid1\n");
        text.append("    Device Size : ").append(size(block.sizeKib())).append('\n');
        text.append("   Raid Devices : ").append(block.raidDisks()).append('\n');
        text.append("  Total Devices : ")
                .append(block.count(Role.ACTIVE) + block.count(Role.SPARE) + failed)
                .append('\n');
        text.append("Preferred Minor : ").append(block.preferredMinor()).append("\n\n");
        text.append("    Update Time : ").append(MdUnits.ctime(block.updated())).append('\n');
        text.append("          State : ")
                .append(block.clean() ? "clean" : "dirty")
                .append('\n');
        counts(text, block.count(Role.ACTIVE), failed, block.count(Role.SPARE));
        text.append("       Checksum : %08x - correct\n".formatted(block.hashCode()));
        text.append("         Events : ").append(events(block.events())).append("\n\n\n");
        text.append("      Number   Major   Minor   RaidDevice State\n");
        block.members().stream()
                .filter(row -> row.number() == block.number())
                .forEach(row ->
                        text.append("this ").append(examined(row, kernel)).append("\n"));
        for (Descriptor row : block.members()) {
            text.append("%4d ".formatted(row.number())).append(examined(row, kernel));
        }
        return text.toString();
    }

    private static String examined(Descriptor row, Drivers kernel) {
        return "%5d   %5d    %5d    %5d     ".formatted(row.number(), row.major(), row.minor(), row.slot())
                + state(row, false)
                + node(row, kernel)
                + "\n";
    }

    /** One ARRAY line with its devices, as --detail --scan gives it. */
    static String scan(MdArray array, Drivers kernel) {
        List<MdMember> known = array.members().stream()
                .filter(member -> member.role() != Role.FAULTY)
                .sorted(Comparator.comparingInt(MdMember::number))
                .toList();
        long spares = known.stream().filter(one -> one.role() == Role.SPARE).count();
        String devices = known.stream()
                .map(one -> "/dev/"
                        + kernel.nodeOf(one.device().major(), one.device().minor()))
                .collect(Collectors.joining(","));
        return "ARRAY /dev/md%d level=raid1 num-devices=%d%s UUID=%s\n   devices=%s\n"
                .formatted(
                        array.minor(),
                        array.raidDisks(),
                        spares == 0 ? "" : " spares=" + spares,
                        array.uuid(),
                        devices);
    }
}
