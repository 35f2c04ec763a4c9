package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.applepie.agent.simulated.hardware.MdSuperblock.Version1;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.MdUnits;

/** What mdadm 4.2 prints of arrays and superblocks of version 1.2. */
final class MdadmText {

    // What comes before the data: superblock and 36 KiB behind it, as mdadm keeps free.
    private static final long HEAD = 80;
    private static final long SUPER_OFFSET = 8;
    private static final long BITMAP_OFFSET = 8;

    private final Drivers drivers;
    private final String homehost;

    MdadmText(Drivers drivers, String homehost) {
        this.drivers = drivers;
        this.homehost = homehost;
    }

    private String local(String name) {
        return name.startsWith(homehost + ":") ? name + "  (local to host " + homehost + ")" : name;
    }

    private static String size(long kib) {
        return kib + MdUnits.human(kib * 1024);
    }

    /** All of --detail. */
    String detail(String path, MdArray array, boolean devices) {
        long failed = count(array, Role.FAULTY);
        long spares = count(array, Role.SPARE);
        StringBuilder text = new StringBuilder(path + ":\n");
        text.append("           Version : 1.2\n");
        text.append("     Creation Time : ")
                .append(MdUnits.ctime(array.created()))
                .append('\n');
        text.append("        Raid Level : raid1\n");
        text.append("        Array Size : ").append(size(array.sizeKib())).append('\n');
        text.append("     Used Dev Size : ").append(size(array.sizeKib())).append('\n');
        text.append("      Raid Devices : ").append(array.raidDisks()).append('\n');
        text.append("     Total Devices : ").append(array.members().size()).append('\n');
        text.append("       Persistence : Superblock is persistent\n\n");
        text.append(array.bitmap().isPresent() ? "     Intent Bitmap : Internal\n\n" : "");
        text.append("       Update Time : ")
                .append(MdUnits.ctime(array.updated()))
                .append('\n');
        text.append("             State : ").append(state(array)).append(" \n");
        text.append("    Active Devices : ").append(array.working()).append('\n');
        text.append("   Working Devices : ").append(array.working() + spares).append('\n');
        text.append("    Failed Devices : ").append(failed).append('\n');
        text.append("     Spare Devices : ").append(spares).append("\n\n");
        text.append("Consistency Policy : ")
                .append(array.bitmap().isPresent() ? "bitmap" : "resync")
                .append("\n\n");
        percent(array).ifPresent(words -> text.append(words).append("\n\n"));
        text.append("              Name : ").append(local(array.name())).append('\n');
        text.append("              UUID : ").append(array.uuid()).append('\n');
        text.append("            Events : ").append(array.events()).append("\n\n");
        return devices ? text.append(rows(array)).toString() : text.toString();
    }

    private static long count(MdArray array, Role role) {
        return array.members().stream().filter(member -> member.role() == role).count();
    }

    private static String state(MdArray array) {
        String action = array.filling().isPresent() || array.delayed() && array.degraded()
                ? ", recovering"
                : array.checking().isPresent() || array.delayed() ? ", checking" : "";
        return "clean" + (array.degraded() ? ", degraded" : "") + action + (array.delayed() ? " (DELAYED)" : "");
    }

    private Optional<String> percent(MdArray array) {
        return array.filling()
                .map(fill -> status("Rebuild", fill.doneKib(drivers.time().now()), fill.sizeKib()))
                .or(() -> array.checking()
                        .map(check ->
                                status("Check", check.doneKib(drivers.time().now()), check.sizeKib())));
    }

    private static String status(String what, long done, long all) {
        return "    %7s Status : %d%% complete".formatted(what, done * 100 / all);
    }

    private String rows(MdArray array) {
        StringBuilder text = new StringBuilder("    Number   Major   Minor   RaidDevice State\n");
        List<MdMember> others = new ArrayList<>(array.members().reversed());
        for (int slot = 0; slot < array.raidDisks(); slot++) {
            int wanted = slot;
            Optional<MdMember> member =
                    others.stream().filter(one -> one.slot() == wanted).findFirst();
            if (member.isEmpty()) {
                text.append("       -       0        0    %5d      removed\n".formatted(slot));
            } else {
                others.remove(member.get());
                text.append(row(member.get(), "%5d".formatted(slot)));
            }
        }
        text.append(others.isEmpty() ? "" : "\n");
        others.forEach(member -> text.append(row(member, "    -")));
        return text.toString();
    }

    private String row(MdMember member, String slot) {
        String state = switch (member.role()) {
            case ACTIVE -> " active sync";
            case SPARE -> member.slot() < 0 ? " spare" : " spare rebuilding";
            case FAULTY -> " faulty";
            case REMOVED -> " removed";
        };
        return "   %5d   %5d    %5d    %s     %s   %s\n"
                .formatted(
                        member.number(),
                        member.device().major(),
                        member.device().minor(),
                        slot,
                        state,
                        node(member));
    }

    private String node(MdMember member) {
        DeviceNumber number =
                new DeviceNumber(member.device().major(), member.device().minor());
        return drivers.block(number).map(Block::path).orElse("missing");
    }

    /** An ARRAY line for a running array. */
    String line(String path, MdArray array, boolean verbose, boolean devices) {
        long spares = count(array, Role.SPARE);
        TreeSet<String> nodes = new TreeSet<>();
        array.members().forEach(member -> nodes.add(node(member)));
        return "ARRAY " + path
                + (verbose ? " level=raid1 num-devices=" + array.raidDisks() : "")
                + " metadata=1.2"
                + (spares > 0 && devices ? " spares=" + spares : "")
                + " name=" + array.name()
                + " UUID=" + array.uuid()
                + (verbose && devices ? "\n   devices=" + String.join(",", nodes) : "")
                + "\n";
    }

    /** An ARRAY line for a superblock. */
    static String line(MdSuperblock block, boolean verbose) {
        String name = block.version1().map(Version1::name).orElse("");
        String own = name.substring(name.indexOf(':') + 1);
        return "ARRAY /dev/md/" + own + " " + (verbose ? " level=raid1" : "") + " metadata=1.2 "
                + (verbose ? "num-devices=" + block.raidDisks() + " " : "") + "UUID=" + block.uuid() + " name="
                + name + "\n";
    }

    /** What --detail --export says. */
    String export(MdArray array) {
        StringBuilder text = new StringBuilder("MD_LEVEL=raid1\n");
        text.append("MD_DEVICES=").append(array.raidDisks()).append('\n');
        text.append("MD_METADATA=1.2\n");
        text.append("MD_UUID=").append(array.uuid()).append('\n');
        if (array.path().startsWith("/dev/md/")) {
            text.append("MD_DEVNAME=")
                    .append(array.path().substring("/dev/md/".length()))
                    .append('\n');
        }
        text.append("MD_NAME=").append(array.name()).append('\n');
        for (MdMember member : array.members().reversed()) {
            String key = "MD_DEVICE_dev_" + member.device().name() + "_";
            text.append(key)
                    .append("ROLE=")
                    .append(member.slot() < 0 ? "spare" : String.valueOf(member.slot()))
                    .append('\n');
            text.append(key).append("DEV=").append(node(member)).append('\n');
        }
        return text.toString();
    }

    /** All of --examine. */
    String examined(String device, MdSuperblock block, Region region) {
        Version1 own = block.version1().orElseThrow();
        Optional<Descriptor> self = block.self();
        boolean recovering =
                self.filter(one -> one.role() == Role.SPARE && one.slot() >= 0).isPresent();
        long available = region.sectors() - own.dataOffset();
        StringBuilder text = new StringBuilder(device + ":\n          Magic : a92b4efc\n        Version : 1.2\n");
        text.append("    Feature Map : 0x%x\n".formatted((own.bitmap().isPresent() ? 1 : 0) + (recovering ? 2 : 0)));
        text.append("     Array UUID : ").append(block.uuid()).append('\n');
        text.append("           Name : ").append(local(own.name())).append('\n');
        text.append("  Creation Time : ").append(MdUnits.ctime(block.created())).append('\n');
        text.append("     Raid Level : raid1\n   Raid Devices : ")
                .append(block.raidDisks())
                .append("\n\n");
        text.append(" Avail Dev Size : %d sectors%s\n".formatted(available, MdUnits.human(available * 512)));
        text.append("     Array Size : %d KiB%s\n".formatted(block.sizeKib(), MdUnits.human(block.sizeKib() * 1024)));
        if (available != block.sizeKib() * 2) {
            text.append("  Used Dev Size : %d sectors%s\n"
                    .formatted(block.sizeKib() * 2, MdUnits.human(block.sizeKib() * 1024)));
        }
        text.append("    Data Offset : %d sectors\n   Super Offset : %d sectors\n"
                .formatted(own.dataOffset(), SUPER_OFFSET));
        text.append(recovering ? "Recovery Offset : 0 sectors\n" : "");
        text.append("   Unused Space : before=%d sectors, after=%d sectors\n"
                .formatted(own.dataOffset() - HEAD, available - block.sizeKib() * 2));
        text.append("          State : ")
                .append(block.clean() ? "clean" : "active")
                .append('\n');
        text.append("    Device UUID : ").append(own.deviceUuid()).append("\n\n");
        text.append(
                own.bitmap().isPresent()
                        ? "Internal Bitmap : %d sectors from superblock\n".formatted(BITMAP_OFFSET)
                        : "");
        text.append("    Update Time : ").append(MdUnits.ctime(block.updated())).append('\n');
        text.append("  Bad Block Log : 512 entries available at offset 16 sectors\n");
        text.append("       Checksum : %x - correct\n".formatted(block.hashCode()));
        text.append("         Events : ").append(block.events()).append("\n\n\n");
        text.append("   Device Role : ").append(role(self)).append('\n');
        return text.append("   Array State : ")
                .append(places(block))
                .append(" ('A' == active, '.' == missing, 'R' == replacing)\n")
                .toString();
    }

    private static String role(Optional<Descriptor> self) {
        return self.filter(one -> one.slot() >= 0 && one.role() != Role.FAULTY)
                .map(one -> "Active device " + one.slot())
                .orElse("spare");
    }

    private static String places(MdSuperblock block) {
        StringBuilder places = new StringBuilder();
        for (int slot = 0; slot < block.raidDisks(); slot++) {
            int wanted = slot;
            boolean there = block.members().stream()
                    .anyMatch(member -> member.slot() == wanted && member.role() != Role.FAULTY);
            places.append(there ? 'A' : '.');
        }
        return places.toString();
    }

    /** What --examine --export says. */
    static String exportExamined(MdSuperblock block) {
        Version1 own = block.version1().orElseThrow();
        long bytes = block.sizeKib() * 1024;
        long unit = bytes < 2L * 1024 * 1024 * 1024 ? 1_000_000 : 1_000_000_000;
        long cents = (bytes * 200 / unit + 1) / 2;
        return "MD_LEVEL=raid1\nMD_DEVICES=" + block.raidDisks() + "\nMD_NAME=" + own.name() + "\nMD_ARRAY_SIZE="
                + String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100)
                + (unit == 1_000_000 ? "MB" : "GB") + "\nMD_UUID=" + block.uuid() + "\nMD_UPDATE_TIME="
                + block.updated().getEpochSecond() + "\nMD_DEV_UUID=" + own.deviceUuid() + "\nMD_EVENTS="
                + block.events() + "\n";
    }

    /** What --query says of an array. */
    String query(MdArray array) {
        long bytes = array.sizeKib() * 1024;
        boolean small = bytes < 2L * 1024 * 1024 * 1024;
        long cents = (bytes * 200 / (small ? 1 << 20 : 1 << 30) + 1) / 2;
        long spares = count(array, Role.SPARE);
        return "%d.%02d%s raid1 %d devices, %d spare%s. Use mdadm --detail for more detail.\n"
                .formatted(
                        cents / 100,
                        cents % 100,
                        small ? "MiB" : "GiB",
                        array.raidDisks(),
                        spares,
                        spares == 1 ? "" : "s");
    }

    /** What --query says of a member. */
    static String query(String device, MdSuperblock block, Optional<MdArray> running) {
        return "%s: device %d in %d device %s raid1 %s.  Use mdadm --examine for more detail.\n"
                .formatted(
                        device,
                        block.number(),
                        block.raidDisks(),
                        running.isPresent() ? "active" : "undetected",
                        running.map(MdArray::path)
                                .orElse(block.version1().map(Version1::name).orElse("")));
    }
}
