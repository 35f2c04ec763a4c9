package org.applepie.domain.raid;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.disk.WipefsListing;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Finds the UUID of an array in the form mdadm prints: the first source that knows it wins. */
final class ArrayUuid {

    private ArrayUuid() {}

    static String of(SysfsArray array, FramedAnswer answer) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> fromMdadm(answer.part("detail:" + array.kernelName())),
                        () -> fromKernel(array),
                        () -> fromUdev(answer.part("by-id"), array.kernelName()),
                        () -> fromMembers(array.memberNames(), WipefsListing.of(answer)))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    private static Optional<String> fromMdadm(Part detail) {
        return detail.text()
                .lines()
                .filter(line -> line.startsWith("MD_UUID="))
                .findFirst()
                .flatMap(line -> canonical(line.substring("MD_UUID=".length())));
    }

    /** For other metadata the kernel prints the bytes in another order than mdadm. */
    private static Optional<String> fromKernel(SysfsArray array) {
        return array.attribute("metadata_version").startsWith("1.")
                ? canonical(array.attribute("uuid"))
                : Optional.empty();
    }

    private static Optional<String> fromUdev(Part byId, String kernelName) {
        return byId.text()
                .lines()
                .filter(line -> line.startsWith("md-uuid-") && line.endsWith("/" + kernelName))
                .findFirst()
                .flatMap(line -> canonical(line.substring("md-uuid-".length(), line.indexOf(' '))));
    }

    /** Only if all members that tell agree. */
    private static Optional<String> fromMembers(List<String> members, WipefsListing marks) {
        List<String> told = members.stream()
                .flatMap(member -> marks.of(member).stream())
                .filter(s -> s.type().equals("linux_raid_member"))
                .map(Signature::uuid)
                .distinct()
                .toList();
        return told.size() == 1 ? canonical(told.getFirst()) : Optional.empty();
    }

    /** {@code 36c921d8:3371cdc3:3cb85622:144143aa}, whatever the groups of the source. */
    static Optional<String> canonical(String uuid) {
        String digits = uuid.replaceAll("[^0-9A-Fa-f]", "").toLowerCase(Locale.ROOT);
        if (digits.length() != 32 || !uuid.strip().matches("[0-9A-Fa-f:-]{32,40}")) {
            return Optional.empty();
        }
        return Optional.of(digits.replaceAll("(.{8})(?=.)", "$1:"));
    }
}
