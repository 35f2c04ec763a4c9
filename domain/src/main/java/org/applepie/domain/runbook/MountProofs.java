package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what is mounted and swapped on. */
final class MountProofs {

    private MountProofs() {}

    static Judgement fromArray(Check.MountedFromArray check, Reading reading) {
        return Evidence.of(
                Evidence.array(check.arrayUuid(), reading),
                array -> servedBy(check.mountPoint(), array.kernelName(), reading));
    }

    static Judgement fromPartition(Check.MountedFromPartition check, Reading reading) {
        return Evidence.of(
                Evidence.partition(check.partition(), reading),
                partition -> servedBy(check.mountPoint(), partition.kernelName(), reading));
    }

    private static Judgement servedBy(String mountPoint, String kernelName, Reading reading) {
        return Evidence.of(reading.mounts(), mounts -> {
            String expected = mountPoint + " should be mounted from " + kernelName;
            return reading.mount(mountPoint)
                    .map(m -> Evidence.of(
                            m.sourceKernelName().equals(kernelName), expected + " and is mounted from " + m.source()))
                    .orElseGet(() -> Evidence.notHeld(expected + " and is not mounted"));
        });
    }

    static Judgement notMounted(Check.NotMounted check, Reading reading) {
        return Evidence.of(reading.mounts(), mounts -> {
            List<String> found = mounts.stream()
                    .filter(m -> m.mountPoint().equals(check.mountPoint()))
                    .map(Mount::source)
                    .toList();
            return Evidence.of(
                    found.isEmpty(),
                    "nothing should be mounted on " + check.mountPoint() + "; found: " + Evidence.list(found));
        });
    }

    static Judgement swapIsArray(Check.SwapIsArray check, Reading reading) {
        return Evidence.of(
                Evidence.array(check.arrayUuid(), reading),
                array -> Evidence.of(reading.swaps(), swaps -> {
                    List<String> found = swaps.stream().map(SwapArea::path).toList();
                    boolean held =
                            swaps.size() == 1 && swaps.getFirst().kernelName().equals(array.kernelName());
                    return Evidence.of(
                            held, "swap should be exactly " + array.kernelName() + "; found: " + Evidence.list(found));
                }));
    }
}
