package org.applepie.web.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;

/** What one dead drive would do to a server, as far as its newest reading tells. */
enum Protection {
    /** All that is mounted or swapped on sits on whole mirrors. */
    MIRRORED("mirrored", "good"),
    /** All sits on mirrors, and one of them is being rebuilt. */
    REBUILDING("rebuilding", "busy"),
    /** All sits on mirrors, and one of them lacks a drive. */
    DEGRADED("degraded", "bad"),
    /** Some of it sits on mirrors. */
    PARTLY("partly mirrored", "bad"),
    SINGLE_DISK("single disk", "bare"),
    UNKNOWN("unknown", "unknown");

    private final String words;
    private final String tone;

    Protection(String words, String tone) {
        this.words = words;
        this.tone = tone;
    }

    public String words() {
        return words;
    }

    /** Style class. */
    public String tone() {
        return tone;
    }

    static Protection of(Optional<Reading> reading) {
        return reading.map(Protection::of).orElse(UNKNOWN);
    }

    static Protection of(Reading reading) {
        Optional<List<Mount>> mounts = reading.mounts().known();
        Optional<List<SwapArea>> swaps = reading.swaps().known();
        Optional<List<MdArray>> arrays = reading.arrays().known();
        if (mounts.isEmpty() || swaps.isEmpty() || arrays.isEmpty()) {
            return UNKNOWN;
        }
        List<String> used = new ArrayList<>();
        mounts.get().forEach(m -> used.add(m.sourceKernelName()));
        swaps.get().forEach(s -> used.add(s.kernelName()));
        used.removeIf(name -> name.isEmpty() || name.startsWith("loop") || name.startsWith("zram"));
        return of(used, arrays.get(), reading);
    }

    private static Protection of(List<String> used, List<MdArray> arrays, Reading reading) {
        Set<MdArray> below = new HashSet<>();
        int bare = 0;
        for (String name : used) {
            Optional<MdArray> array = arrayBelow(name, arrays, reading);
            array.ifPresent(below::add);
            bare += array.isEmpty() ? 1 : 0;
        }
        if (used.isEmpty()) {
            return UNKNOWN;
        }
        if (below.isEmpty()) {
            return SINGLE_DISK;
        }
        return bare > 0 ? PARTLY : health(below);
    }

    private static Protection health(Set<MdArray> arrays) {
        if (arrays.stream().allMatch(a -> a.inSync().size() == a.raidDevices() && a.raidDevices() > 1)) {
            return MIRRORED;
        }
        return arrays.stream().anyMatch(a -> a.recovery().isPresent()) ? REBUILDING : DEGRADED;
    }

    private static Optional<MdArray> arrayBelow(String name, List<MdArray> arrays, Reading reading) {
        return arrays.stream()
                .filter(a -> a.kernelName().equals(name))
                .findFirst()
                .or(() -> reading.mapped().orElse(List.of()).stream()
                        .filter(m -> m.kernelName().equals(name) && !m.parents().contains(name))
                        .map(BlockDevice.Mapped::parents)
                        .filter(parents -> parents.size() == 1)
                        .findFirst()
                        .flatMap(parents -> arrayBelow(parents.getFirst(), arrays, reading)));
    }
}
