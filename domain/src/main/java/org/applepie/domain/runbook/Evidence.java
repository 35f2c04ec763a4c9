package org.applepie.domain.runbook;

import java.util.List;
import java.util.function.Function;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Looks up what a check speaks of, and words what was found. */
final class Evidence {

    private Evidence() {}

    static Judgement held(String detail) {
        return new Judgement(true, sentence(detail));
    }

    static Judgement notHeld(String detail) {
        return new Judgement(false, sentence(detail));
    }

    static Judgement of(boolean held, String detail) {
        return new Judgement(held, sentence(detail));
    }

    /** {@code judge} of the value; not held with the reason if it is unknown. */
    static <T> Judgement of(Fact<T> fact, Function<T, Judgement> judge) {
        return switch (fact) {
            case Fact.Known<T>(T value) -> judge.apply(value);
            case Fact.Unknown<T>(String reason) -> notHeld("It could not be read: " + reason);
        };
    }

    /** The one drive of that identity; unknown if there is none, or several which nobody can tell apart. */
    static Fact<Disk> drive(String label, DriveIdentity identity, Reading reading) {
        return switch (reading.disks()) {
            case Fact.Unknown<List<Disk>>(String reason) -> Fact.unknown(reason);
            case Fact.Known<List<Disk>>(List<Disk> disks) -> {
                List<Disk> same = disks.stream()
                        .filter(d -> d.identity().isSameDriveAs(identity))
                        .toList();
                yield switch (same.size()) {
                    case 0 -> Fact.unknown("drive " + label + " (serial " + identity.serial() + ") is not there");
                    case 1 -> Fact.of(same.getFirst());
                    default -> Fact.unknown(same.size() + " drives say they are " + label);
                };
            }
        };
    }

    /** The partition as the kernel sees it. */
    static Fact<Partition> partition(Check.MemberOf member, Reading reading) {
        return switch (drive(member.label(), member.identity(), reading)) {
            case Fact.Unknown<Disk>(String reason) -> Fact.unknown(reason);
            case Fact.Known<Disk>(Disk disk) ->
                disk.partitions().stream()
                        .filter(p -> p.number() == member.partition())
                        .findFirst()
                        .map(Fact::of)
                        .orElseGet(() -> Fact.unknown(name(member) + " is not there"));
        };
    }

    /** The array of that UUID, running. */
    static Fact<MdArray> array(String uuid, Reading reading) {
        return switch (reading.arrays()) {
            case Fact.Unknown<List<MdArray>>(String reason) -> Fact.unknown(reason);
            case Fact.Known<List<MdArray>> known ->
                reading.array(uuid).map(Fact::of).orElseGet(() -> Fact.unknown("no array " + uuid + " runs"));
        };
    }

    static String name(Check.MemberOf member) {
        return "partition " + member.partition() + " of " + member.label();
    }

    static String list(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    private static String sentence(String detail) {
        String upper = detail.isEmpty() ? "" : Character.toUpperCase(detail.charAt(0)) + detail.substring(1);
        return upper.endsWith(".") ? upper : upper + ".";
    }
}
