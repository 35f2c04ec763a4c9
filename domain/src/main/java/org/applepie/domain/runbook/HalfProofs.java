package org.applepie.domain.runbook;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.mdadm.Half;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Check.MemberOf;
import org.applepie.domain.runbook.Proofs.Judgement;
import org.applepie.domain.runbook.Proofs.ProbeAnswer;
import org.jspecify.annotations.Nullable;

/** Judges by the superblocks of both halves which of them is the newer one, and whether they went separate ways. */
final class HalfProofs {

    private final Reading reading;
    private final Map<Check.Probe, ProbeAnswer> answers;

    HalfProofs(Reading reading, Map<Check.Probe, ProbeAnswer> answers) {
        this.reading = reading;
        this.answers = answers;
    }

    /** What must be asked for these halves; nothing of those that are not there. */
    static Stream<Check.Probe> questions(Reading reading, MemberOf... halves) {
        return Arrays.stream(halves)
                .flatMap(half -> Evidence.partition(half, reading).known().stream())
                .map(HalfProofs::question);
    }

    private static Check.Probe question(Partition partition) {
        return new Check.Probe(
                "the superblock of " + partition.kernelName(),
                Command.of("mdadm", "--examine", "/dev/" + partition.kernelName()),
                "");
    }

    Judgement ranAlone(Check.RanAlone check) {
        return Evidence.of(
                half(check.half()),
                half -> Evidence.of(
                        half.ranAlone(),
                        Evidence.name(check.half()) + " should say that it runs without another half of "
                                + check.array() + (half.ranAlone() ? ", and does" : ", but counts another one")));
    }

    Judgement stale(Check.StaleHalf check) {
        return Evidence.of(
                Evidence.partition(check.stale(), reading),
                partition -> isBlank(partition)
                        ? Evidence.held(Evidence.name(check.stale()) + " carries no superblock any more")
                        : both(check.fresh(), check.stale(), fresh -> stale -> stale(check, fresh, stale)));
    }

    private static boolean isBlank(Partition partition) {
        return partition.signatures().stream()
                .noneMatch(s -> s.isUnread() || s.type().equals("linux_raid_member"));
    }

    private static Judgement stale(Check.StaleHalf check, Half fresh, Half stale) {
        String one = Evidence.name(check.fresh());
        String other = Evidence.name(check.stale());
        if (!fresh.uuid().equals(stale.uuid())) {
            return Evidence.notHeld(other + " belongs to another array than " + one);
        }
        if (fresh.ranAlone() && stale.ranAlone()) {
            return separateWays(one, other);
        }
        if (stale.ranAlone()) {
            return Evidence.notHeld(other + " ran alone, and " + one + " did not: " + other + " has the newest data");
        }
        return Evidence.of(
                fresh.ranAlone() && stale.events() < fresh.events(),
                other + " should be behind " + one + ": " + other + " has " + stale.events() + " events, " + one
                        + " has " + fresh.events() + (fresh.ranAlone() ? " and ran alone" : " and did not run alone"));
    }

    private static Judgement separateWays(String one, String other) {
        return Evidence.notHeld("these are two halves that each ran alone: " + one + " and " + other
                + " were both written since they were equal, and neither is a copy of the other. Nothing is filled from"
                + " either. Decide which one is right, take the other drive out, clean it alone in another machine, and"
                + " put it in as a replacement");
    }

    Judgement newestRuns(Check.NewestRuns check) {
        return Evidence.of(Evidence.array(check.array(), reading), array -> {
            if (array.isWhole()) {
                return Evidence.held(array.kernelName() + " is whole");
            }
            return Evidence.of(
                    Evidence.partition(check.one(), reading),
                    one -> Evidence.of(
                            Evidence.partition(check.other(), reading), other -> newestRuns(check, array, one, other)));
        });
    }

    private Judgement newestRuns(Check.NewestRuns check, MdArray array, Partition one, Partition other) {
        boolean firstRuns = runs(array, one);
        if (firstRuns == runs(array, other)) {
            return Evidence.notHeld(array.kernelName() + " should run on one of its two halves");
        }
        MemberOf running = firstRuns ? check.one() : check.other();
        MemberOf out = firstRuns ? check.other() : check.one();
        if (isBlank(firstRuns ? other : one)) {
            return Evidence.held(Evidence.name(out) + " carries no superblock any more");
        }
        return both(running, out, half -> left -> newest(running, out, half, left));
    }

    private static boolean runs(MdArray array, Partition partition) {
        return array.inSync().stream().anyMatch(m -> m.kernelName().equals(partition.kernelName()));
    }

    private static Judgement newest(MemberOf running, MemberOf out, Half half, Half left) {
        String one = Evidence.name(running);
        String other = Evidence.name(out);
        if (!half.uuid().equals(left.uuid())) {
            return Evidence.notHeld(other + " belongs to another array than " + one);
        }
        if (half.ranAlone() && left.ranAlone()) {
            return separateWays(one, other);
        }
        return Evidence.of(
                left.events() <= half.events(),
                one + ", which runs, should have the newest data: it has " + half.events() + " events, " + other
                        + " has " + left.events());
    }

    private Judgement both(MemberOf one, MemberOf other, Function<Half, Function<Half, Judgement>> judge) {
        return Evidence.of(
                half(one),
                first -> Evidence.of(half(other), second -> judge.apply(first).apply(second)));
    }

    private Fact<Half> half(MemberOf member) {
        return switch (Evidence.partition(member, reading)) {
            case Fact.Unknown<Partition>(String reason) -> Fact.unknown(reason);
            case Fact.Known<Partition>(Partition partition) -> half(member, answers.get(question(partition)));
        };
    }

    private static Fact<Half> half(MemberOf member, @Nullable ProbeAnswer answer) {
        if (answer == null || answer.exitCode() != 0) {
            return Fact.unknown("the superblock of " + Evidence.name(member) + " could not be read");
        }
        try {
            return Fact.of(Half.parse(answer.stdout()));
        } catch (IllegalArgumentException e) {
            return Fact.unknown("the superblock of " + Evidence.name(member) + ": " + e.getMessage());
        }
    }
}
