package org.applepie.domain.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.conffile.TextSamples;
import org.applepie.domain.disk.DeviceNames;
import org.applepie.domain.disk.ProcPartitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SargeMountsTest {

    private static final DeviceNames NAMES =
            ProcPartitions.parse(SargeSamples.text("partitions.both")).names();

    private static final List<Fstab.Entry> TRIAL = List.of(
            new Fstab.Entry("/dev/md0", "/mnt/md0", "ext3", "defaults"),
            new Fstab.Entry("/dev/md1", "none", "swap", "sw"),
            new Fstab.Entry("/dev/md2", "/mnt/md2", "ext3", "defaults"));

    private static Fstab fstab(String name) {
        return Fstab.parse(SargeSamples.text("fstab." + name));
    }

    @Test
    void addsTheTrialLinesOnce() {
        assertThat(fstab("original").with(TRIAL).text()).isEqualTo(SargeSamples.text("fstab.trial"));
        assertThat(fstab("trial").with(TRIAL).text()).isEqualTo(SargeSamples.text("fstab.trial"));
    }

    @Test
    void removesTheTrialLinesAgain() {
        assertThat(fstab("trial").without(TRIAL).text()).isEqualTo(SargeSamples.text("fstab.original"));
        assertThat(fstab("original").without(TRIAL).text()).isEqualTo(SargeSamples.text("fstab.original"));
    }

    @Test
    void replacesPartitionsByArrays() {
        Map<String, String> arrays = new LinkedHashMap<>();
        arrays.put("/dev/sda6", "/dev/md2");
        arrays.put("/dev/sda1", "/dev/md0");
        arrays.put("/dev/sda5", "/dev/md1");
        Fstab after = fstab("trial").without(TRIAL).withDevices(arrays);
        String padded = SargeSamples.text("fstab.original")
                .replace("/dev/sda6", "/dev/md2")
                .replace("/dev/sda1", "/dev/md0")
                .replace("/dev/sda5", "/dev/md1");
        assertThat(after.text()).isEqualTo(padded);
        assertThat(after.entries()).isEqualTo(fstab("arrays").entries());
        assertThat(after.withDevices(arrays).text()).isEqualTo(after.text());
    }

    @Test
    void replacesEachDeviceOnceEvenIfTheyChangePlaces() {
        assertThat(Fstab.parse("/dev/a /x ext3\n/dev/b /y ext3\n")
                        .withDevices(Map.of("/dev/a", "/dev/b", "/dev/b", "/dev/a"))
                        .text())
                .isEqualTo("/dev/b /x ext3\n/dev/a /y ext3\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void trialLinesComeAndGoWithoutAnotherByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = TextSamples.text(random) + "\n";
            Fstab with = Fstab.parse(text).with(TRIAL);
            assertThat(with.text()).as("seed %s", seed).startsWith(text);
            assertThat(with.with(TRIAL).text()).isEqualTo(with.text());
            assertThat(with.without(TRIAL).text()).as("seed %s", seed).isEqualTo(text);
        }
    }

    @Test
    void refusesToWriteAFieldThatIsNoWord() {
        Fstab.Entry bad = new Fstab.Entry("/dev/md0", "/mnt/a b", "ext3", "defaults");
        assertThatThrownBy(() -> fstab("original").with(List.of(bad))).hasMessageContaining("plain field");
    }

    @Test
    void readsMountsOfAKernelThatCallsItsRootDevRoot() {
        PosixDf df = PosixDf.parse(SargeSamples.text("df.before"));
        List<Mount> mounts = ProcMounts.parse(SargeSamples.text("mounts.before"), df, NAMES, "sda6");
        assertThat(mounts)
                .extracting(Mount::mountPoint, Mount::sourceKernelName)
                .contains(tuple("/", "sda6"), tuple("/boot", "sda1"), tuple("/mnt/md2", "md2"), tuple("/proc", ""));
        assertThat(mounts).noneMatch(m -> m.type().equals("rootfs"));
        Mount boot = mounts.stream()
                .filter(m -> m.mountPoint().equals("/boot"))
                .findFirst()
                .orElseThrow();
        assertThat(boot.sizeBytes()).isEqualTo(279891L * 1024);
        assertThat(boot.inodes()).isEqualTo(-1);
    }

    @Test
    void refusesARootThatNobodyNames() {
        PosixDf none = new PosixDf(List.of());
        String mounts = SargeSamples.text("mounts.after");
        assertThatThrownBy(() -> ProcMounts.parse(mounts, none, NAMES, "")).hasMessageContaining("root's device");
        assertThatThrownBy(() -> ProcMounts.parse("/dev/root / ext3\n", none, NAMES, "md2"))
                .hasMessageContaining("another form");
        assertThat(ProcMounts.parse(mounts, none, NAMES, "md2").getFirst())
                .isEqualTo(new Mount("/", "/dev/root", "md2", "ext3", "rw", -1, -1, -1, -1, -1));
    }

    @Test
    void readsDfInBothHeadings() {
        assertThat(PosixDf.parse(SargeSamples.text("df.howto"))
                        .at("/")
                        .orElseThrow()
                        .source())
                .isEqualTo("/dev/md2");
        assertThatThrownBy(() -> PosixDf.parse("df: /mnt: No such file or directory\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSwapByMembership() {
        assertThat(Swaps.parse(SargeSamples.text("swaps.both"), NAMES))
                .containsExactly(
                        new SwapArea("/dev/sda5", "sda5", 489944L * 1024, 0),
                        new SwapArea("/dev/md1", "md1", 489852L * 1024, 0));
        assertThat(Swaps.parse(SargeSamples.text("swaps.array"), NAMES)).hasSize(1);
    }
}
