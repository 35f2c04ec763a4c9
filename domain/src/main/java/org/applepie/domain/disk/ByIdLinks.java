package org.applepie.domain.disk;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The names below /dev/disk/by-id, from lines {@code name target}. */
final class ByIdLinks {

    private final Map<String, List<String>> namesByDevice;

    ByIdLinks(String listing) {
        namesByDevice = listing.lines()
                .filter(line -> line.indexOf(' ') > 0)
                .collect(Collectors.groupingBy(
                        line -> line.substring(line.lastIndexOf('/') + 1).strip(),
                        Collectors.mapping(line -> line.substring(0, line.indexOf(' ')), Collectors.toList())));
    }

    /**
     * Names of a drive, best first: those that hold its serial, which a person finds on the sticker; then others; then
     * bare numbers such as WWNs. Names given for arrays and volumes are not names of a drive.
     */
    List<String> ofDrive(String kernelName, String serial) {
        String marked = serial.replace(' ', '_');
        Comparator<String> order = Comparator.<String>comparingInt(name -> rank(name, marked))
                .thenComparingInt(String::length)
                .thenComparing(Comparator.naturalOrder());
        return namesByDevice.getOrDefault(kernelName, List.of()).stream()
                .filter(name -> !name.matches("(dm|md|lvm|bcache)-.*"))
                .sorted(order)
                .toList();
    }

    private static int rank(String name, String serial) {
        if (name.startsWith("wwn-") || name.startsWith("nvme-eui.") || name.startsWith("nvme-nvme.")) {
            return 2;
        }
        return !serial.isEmpty() && name.contains(serial) ? 0 : 1;
    }
}
