package org.applepie.domain.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.applepie.domain.disk.DeviceNames;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Mdstat;
import org.applepie.domain.raid.MdstatArrays;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.mdadm.MdadmExamine;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/**
 * The arrays of kernel 2.4 by /proc/mdstat. Their UUIDs come from the superblocks of their members: asking the array itself
 * during a sync makes mdadm 1.9 try to remove the member that is being written.
 */
final class LegacyArrays {

    private LegacyArrays() {}

    /** @throws IllegalArgumentException if mdstat is there and cannot be read whole */
    static List<MdArray> of(FramedAnswer answer, DeviceNames names) {
        Part mdstat = answer.part("file:/proc/mdstat");
        if (mdstat.exitCode() == Part.ABSENT) {
            return List.of();
        }
        if (!mdstat.succeeded()) {
            throw new IllegalArgumentException(mdstat.failure());
        }
        Mdstat whole = Mdstat.parseWhole(mdstat.text()).named(names);
        return MdstatArrays.of(whole, uuids(MdstatArrays.of(whole, Map.of()), answer));
    }

    private static Map<String, String> uuids(List<MdArray> arrays, FramedAnswer answer) {
        Map<String, String> uuids = new HashMap<>();
        for (MdArray array : arrays) {
            array.inSync().stream()
                    .flatMap(m -> uuid(answer.part("examine:" + m.kernelName())).stream())
                    .findFirst()
                    .ifPresent(uuid -> uuids.put(array.kernelName(), uuid));
        }
        return uuids;
    }

    private static Optional<String> uuid(Part examined) {
        if (!examined.succeeded()) {
            return Optional.empty();
        }
        try {
            return MdadmExamine.parse(examined.text()) instanceof MdadmExamine.Superblock s
                    ? Optional.of(s.uuid())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What {@code mdadm -E} found on a device; not understood is not blank. */
    static List<Signature> superblock(Part examined) {
        try {
            String text = examined.succeeded() ? examined.text() : examined.complaint();
            return switch (MdadmExamine.parse(text)) {
                case MdadmExamine.None none -> List.of();
                case MdadmExamine.Superblock s -> List.of(new Signature("linux_raid_member", 0, s.uuid(), ""));
            };
        } catch (IllegalArgumentException e) {
            return List.of(Signature.unread(examined.name() + ": " + e.getMessage()));
        }
    }

    /** Kernel names of the arrays that run on a device; where arrays are unknown nobody may take it for free. */
    static Function<String, List<String>> holders(Fact<List<MdArray>> arrays) {
        return switch (arrays) {
            case Fact.Unknown<List<MdArray>> unknown -> member -> List.of("unknown");
            case Fact.Known<List<MdArray>>(List<MdArray> known) -> {
                Map<String, List<String>> holders = byMember(known);
                yield member -> List.copyOf(holders.getOrDefault(member, List.of()));
            }
        };
    }

    private static Map<String, List<String>> byMember(List<MdArray> arrays) {
        Map<String, List<String>> holders = new HashMap<>();
        for (MdArray array : arrays) {
            array.members().stream()
                    .map(Member::kernelName)
                    .distinct()
                    .forEach(member -> holders.computeIfAbsent(member, none -> new ArrayList<>())
                            .add(array.kernelName()));
        }
        return holders;
    }
}
