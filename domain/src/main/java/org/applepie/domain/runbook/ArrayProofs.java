package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.Content;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what concerns arrays, which are known by UUID whatever the kernel calls them this time. */
final class ArrayProofs {

    private ArrayProofs() {}

    static Judgement is(Check.ArrayIs check, Reading reading) {
        Set<String> expected = new TreeSet<>();
        for (Check.MemberOf member : check.inSync()) {
            switch (Evidence.partition(member, reading)) {
                case Fact.Known<Partition>(Partition p) -> expected.add(p.kernelName());
                case Fact.Unknown<Partition>(String reason) -> {
                    return Evidence.notHeld(reason);
                }
            }
        }
        return Evidence.of(Evidence.array(check.uuid(), reading), array -> is(check, array, expected));
    }

    private static Judgement is(Check.ArrayIs check, MdArray array, Set<String> expected) {
        Set<String> found = new TreeSet<>();
        array.inSync().forEach(m -> found.add(m.kernelName()));
        boolean held = found.equals(expected) && (!check.whole() || array.isWhole());
        return Evidence.of(
                held,
                array.kernelName() + " should run with " + Evidence.list(List.copyOf(expected)) + " in sync"
                        + (check.whole() ? " and no empty place" : "") + "; it is " + described(array));
    }

    private static String described(MdArray array) {
        List<String> members = array.members().stream()
                .map(m -> m.kernelName() + " " + word(m.state()))
                .toList();
        return array.state() + " with " + Evidence.list(members) + " of " + array.raidDevices() + " places"
                + array.recovery().map(ArrayProofs::described).orElse("");
    }

    private static String described(Recovery recovery) {
        return ", " + recovery.action() + " going on at " + (int) (recovery.fraction() * 100) + " %";
    }

    private static String word(Member.State state) {
        return switch (state) {
            case IN_SYNC -> "in sync";
            case REBUILDING -> "rebuilding";
            case SPARE -> "spare";
            case FAULTY -> "faulty";
            case UNKNOWN -> "in an unknown state";
        };
    }

    static Judgement has(Check.ArrayHas check, Reading reading) {
        return Evidence.of(
                Evidence.partition(check.member(), reading),
                partition -> Evidence.of(Evidence.array(check.uuid(), reading), array -> {
                    boolean held = array.members().stream()
                            .anyMatch(m ->
                                    m.kernelName().equals(partition.kernelName()) && m.state() != Member.State.FAULTY);
                    return Evidence.of(
                            held,
                            Evidence.name(check.member()) + " (" + partition.kernelName() + ") should be a member of "
                                    + array.kernelName() + ", which is " + described(array));
                }));
    }

    static Judgement absent(Check.ArrayAbsent check, Reading reading) {
        return Evidence.of(reading.arrays(), arrays -> {
            List<String> same = names(arrays, a -> a.isCalled(check.uuid()));
            List<String> nameless = isName(check.uuid())
                    ? List.of()
                    : names(arrays, a -> a.uuid().isEmpty());
            if (same.isEmpty() && !nameless.isEmpty()) {
                return Evidence.notHeld("nobody tells the UUID of " + Evidence.list(nameless));
            }
            return Evidence.of(
                    same.isEmpty(), "no array of UUID " + check.uuid() + " should run; found: " + Evidence.list(same));
        });
    }

    private static boolean isName(String reference) {
        return reference.startsWith("md");
    }

    private static List<String> names(List<MdArray> arrays, Predicate<MdArray> wanted) {
        return arrays.stream().filter(wanted).map(MdArray::kernelName).toList();
    }

    static Judgement noMismatch(Check.NoMismatch check, Reading reading) {
        return Evidence.of(Evidence.array(check.uuid(), reading), array -> {
            List<String> found = new ArrayList<>();
            found.add(array.mismatchCount() < 0 ? "an unknown count" : String.valueOf(array.mismatchCount()));
            array.recovery().ifPresent(r -> found.add(r.action() + " going on"));
            return Evidence.of(
                    array.mismatchCount() == 0 && array.recovery().isEmpty(),
                    array.kernelName() + " should have 0 mismatches and be at rest; found: " + Evidence.list(found));
        });
    }

    static Judgement holds(Check.ArrayHolds check, Reading reading) {
        return Evidence.of(
                Evidence.array(check.arrayUuid(), reading),
                array -> Evidence.of(reading.mapped(), mapped -> {
                    Content found = mapped.stream()
                            .filter(m -> m.kernelName().equals(array.kernelName()))
                            .map(Mapped::content)
                            .findFirst()
                            .orElse(Content.NONE);
                    return Evidence.of(
                            found.type().equals(check.type())
                                    && (check.contentUuid().isEmpty()
                                            || found.uuid().equalsIgnoreCase(check.contentUuid())),
                            array.kernelName() + " should hold " + check.type() + " " + check.contentUuid()
                                    + " and holds "
                                    + (found.isEmpty() ? "nothing known" : found.type() + " " + found.uuid()));
                }));
    }
}
