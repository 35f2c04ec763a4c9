package org.applepie.agent.simulated.sarge;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdFill;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;

/** /proc/mdstat in the exact grammar of 2.4.27's md.c and raid1.c. */
final class Mdstat {

    private Mdstat() {}

    static String of(Drivers kernel) {
        StringBuilder text = new StringBuilder("Personalities : ");
        text.append(kernel.raid1() ? "[raid1] " : "").append('\n');
        text.append(kernel.everStartedAnArray() ? "read_ahead 1024 sectors\n" : "read_ahead not set\n");
        kernel.md().arrays().forEach(array -> append(text, array, kernel));
        return text.append("unused devices: <none>\n").toString();
    }

    private static void append(StringBuilder text, MdArray array, Drivers kernel) {
        text.append("md").append(array.minor()).append(" : active raid1");
        array.members().forEach(member -> text.append(' ').append(member(member)));
        text.append("\n      ").append(array.sizeKib()).append(" blocks");
        text.append(" [%d/%d] [%s]\n      ".formatted(array.raidDisks(), array.working(), slots(array)));
        array.filling().ifPresent(fill -> text.append(progress(fill, kernel)));
        text.append('\n');
    }

    private static String member(MdMember member) {
        return member.device().name() + "[" + member.number() + "]" + (member.role() == Role.FAULTY ? "(F)" : "");
    }

    private static String slots(MdArray array) {
        return IntStream.range(0, array.raidDisks())
                .mapToObj(slot -> array.inSlot(slot).isPresent() ? "U" : "_")
                .collect(Collectors.joining());
    }

    // The integer arithmetic of status_resync.
    private static String progress(MdFill fill, Drivers kernel) {
        long size = fill.sizeKib();
        long done = fill.doneKib(kernel.time().now());
        long thousandth = done / 1024 * 1000 / (size / 1024 + 1);
        int bar = (int) (thousandth / 50);
        long seconds = Math.max(1, (done + fill.speedKib() - 1) / fill.speedKib());
        long left = seconds * ((size - done) / (done / 100 + 1)) / 100;
        return "[" + "=".repeat(bar) + ">" + ".".repeat(20 - bar) + "] "
                + " recovery =%3d.%d%% (%d/%d)".formatted(thousandth / 10, thousandth % 10, done, size)
                + " finish=%d.%dmin speed=%dK/sec".formatted(left / 60, left % 60 / 6, done / seconds);
    }
}
