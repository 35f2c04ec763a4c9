package org.applepie.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.web.demo.DemoReadings;
import org.junit.jupiter.api.Test;

class ProtectionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Reading MIRRORED = DemoReadings.mirrored(NOW, "web1", "m", false);

    @Test
    void tellsASingleDiskFromAMirror() {
        assertThat(Protection.of(DemoReadings.singleDisk(NOW, "mail1", "m"))).isEqualTo(Protection.SINGLE_DISK);
        assertThat(Protection.of(MIRRORED)).isEqualTo(Protection.MIRRORED);
    }

    @Test
    void doesNotCallARebuildAMirror() {
        assertThat(Protection.of(DemoReadings.mirrored(NOW, "web1", "m", true))).isEqualTo(Protection.REBUILDING);
    }

    @Test
    void saysDegradedWhenAMemberIsMissing() {
        List<MdArray> arrays = new ArrayList<>(MIRRORED.arrays().orElse(List.of()));
        MdArray last = arrays.removeLast();
        arrays.add(array(last, List.of(last.members().getFirst())));

        assertThat(Protection.of(with(Fact.of(arrays), MIRRORED.mounts()))).isEqualTo(Protection.DEGRADED);
    }

    @Test
    void saysPartlyWhenSomethingIsMountedFromABareDisk() {
        List<Mount> mounts = new ArrayList<>(MIRRORED.mounts().orElse(List.of()));
        mounts.add(new Mount("/srv", "/dev/sdc1", "sdc1", "ext4", "rw", 1, 1, 0, 1, 1));

        assertThat(Protection.of(with(MIRRORED.arrays(), Fact.of(mounts)))).isEqualTo(Protection.PARTLY);
    }

    @Test
    void neverGuesses() {
        assertThat(Protection.of(Optional.empty())).isEqualTo(Protection.UNKNOWN);
        assertThat(Protection.of(with(Fact.unknown("no mdadm"), MIRRORED.mounts())))
                .isEqualTo(Protection.UNKNOWN);
        assertThat(Protection.of(with(MIRRORED.arrays(), Fact.unknown("no findmnt"))))
                .isEqualTo(Protection.UNKNOWN);
    }

    private static MdArray array(MdArray was, List<Member> members) {
        return new MdArray(
                was.kernelName(),
                was.uuid(),
                was.level(),
                was.metadata(),
                was.raidDevices(),
                was.state(),
                was.readOnly(),
                members,
                was.recovery(),
                was.mismatchCount());
    }

    private static Reading with(Fact<List<MdArray>> arrays, Fact<List<Mount>> mounts) {
        return new Reading(
                MIRRORED.takenAt(),
                MIRRORED.host(),
                MIRRORED.disks(),
                MIRRORED.mapped(),
                arrays,
                mounts,
                MIRRORED.swaps(),
                MIRRORED.bootloader(),
                MIRRORED.initramfs(),
                MIRRORED.files(),
                MIRRORED.tools(),
                MIRRORED.packageManager(),
                MIRRORED.activeUnits(),
                MIRRORED.runLock(),
                MIRRORED.packages(),
                MIRRORED.kernels());
    }
}
