package org.applepie.agent.simulated.debian;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdBitmap;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock.Metadata;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;

/** /proc/mdstat in the grammar of md.c and raid1.c of Linux 6.1. */
final class Mdstat {

    private static final Map<String, String> PERSONALITIES = Map.of(
            "raid1", "[raid1] ",
            "linear", "[linear] ",
            "multipath", "[multipath] ",
            "raid0", "[raid0] ",
            "raid456", "[raid6] [raid5] [raid4] ",
            "raid10", "[raid10] ");
    private static final int COUNTERS_OF_A_PAGE = 2048;

    private Mdstat() {}

    static String of(Drivers kernel) {
        StringBuilder text = new StringBuilder("Personalities : ");
        List.copyOf(kernel.modules()).forEach(module -> text.append(PERSONALITIES.getOrDefault(module, "")));
        text.append('\n');
        Instant now = kernel.time().now();
        kernel.md().arrays().forEach(array -> append(text, array, now));
        return text.append("unused devices: <none>\n").toString();
    }

    private static void append(StringBuilder text, MdArray array, Instant now) {
        text.append("md").append(array.minor()).append(" : active");
        text.append(array.readAuto() ? " (auto-read-only) raid1" : " raid1");
        array.members().forEach(member -> text.append(' ').append(member(member)));
        text.append("\n      ").append(array.sizeKib()).append(" blocks");
        text.append(array.metadata() == Metadata.V1_2 ? " super 1.2" : "");
        text.append(" [%d/%d] [%s]\n      ".formatted(array.raidDisks(), array.working(), slots(array)));
        List<String> more = new ArrayList<>();
        Progress.of(array, now).ifPresent(progress -> more.add(progress.line()));
        if (array.delayed() && !array.readAuto()) {
            more.add("\tresync=DELAYED");
        }
        array.bitmap().ifPresent(bitmap -> more.add(bitmap(bitmap, array.sizeKib())));
        text.append(String.join("\n      ", more)).append("\n\n");
    }

    private static String member(MdMember member) {
        String mark = switch (member.role()) {
            case FAULTY -> "(F)";
            case SPARE -> member.slot() < 0 ? "(S)" : "";
            case ACTIVE, REMOVED -> "";
        };
        return member.device().name() + "[" + member.number() + "]" + mark;
    }

    private static String slots(MdArray array) {
        return IntStream.range(0, array.raidDisks())
                .mapToObj(slot -> array.inSlot(slot)
                                .filter(one -> one.role() == Role.ACTIVE)
                                .isPresent()
                        ? "U"
                        : "_")
                .collect(Collectors.joining());
    }

    private static String bitmap(MdBitmap bitmap, long sizeKib) {
        long chunks = (sizeKib + bitmap.chunkKib() - 1) / bitmap.chunkKib();
        long pages = (chunks + COUNTERS_OF_A_PAGE - 1) / COUNTERS_OF_A_PAGE;
        long used = bitmap.dirty() ? pages : 0;
        return "bitmap: %d/%d pages [%dKB], %dKB chunk".formatted(used, pages, used * 4, bitmap.chunkKib());
    }
}
