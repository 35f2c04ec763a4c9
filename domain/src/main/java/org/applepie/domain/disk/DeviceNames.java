package org.applepie.domain.disk;

import java.util.Map;
import java.util.Optional;

/**
 * Finds the kernel name of a block device of one reading.
 *
 * @param byNumber kernel name by {@code major:minor}
 * @param byName kernel name by name below /dev or /dev/mapper
 */
public record DeviceNames(Map<String, String> byNumber, Map<String, String> byName) {

    public DeviceNames {
        byNumber = Map.copyOf(byNumber);
        byName = Map.copyOf(byName);
    }

    /** By device number, such as {@code 8:6}. */
    public Optional<String> numbered(String majorMinor) {
        return Optional.ofNullable(byNumber.get(majorMinor));
    }

    /** By path, such as {@code /dev/sda6} or {@code /dev/mapper/vg-root}. */
    public Optional<String> at(String path) {
        String name = path.startsWith("/dev/mapper/")
                ? path.substring("/dev/mapper/".length())
                : path.startsWith("/dev/") ? path.substring("/dev/".length()) : "";
        return Optional.ofNullable(byName.get(name));
    }
}
