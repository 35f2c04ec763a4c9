package org.applepie.domain.raid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.disk.DeviceNames;
import org.applepie.domain.disk.ProcPartitions;
import org.applepie.domain.raid.Member.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SargeMdstatTest {

    private static final DeviceNames NAMES =
            ProcPartitions.parse(SargeSamples.text("partitions.both")).names();

    private static Mdstat sample(String name) {
        return Mdstat.parseWhole(SargeSamples.text("mdstat." + name)).named(NAMES);
    }

    private static MdArray array(String sample, String name) {
        return MdstatArrays.of(sample(sample), Map.of(name, "u")).stream()
                .filter(a -> a.kernelName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsAKernelThatHasRaidButNoArray() {
        assertThat(sample("empty").personalities()).containsExactly("raid1");
        assertThat(sample("empty").arrays()).isEmpty();
        assertThat(sample("howto-empty").personalities()).containsExactly("raid0", "raid1", "raid5");
    }

    @Test
    void readsDegradedArraysByPlainNames() {
        assertThat(sample("degraded").arrays())
                .extracting(Mdstat.Entry::kernelName)
                .containsExactly("md2", "md1", "md0");
        MdArray md0 = array("degraded", "md0");
        assertThat(md0.uuid()).isEqualTo("u");
        assertThat(md0.raidDevices()).isEqualTo(2);
        assertThat(md0.members()).containsExactly(new Member("sdb1", 1, State.IN_SYNC));
        assertThat(md0.isWhole()).isFalse();
        assertThat(md0.recovery()).isEmpty();
    }

    @Test
    void readsOneBeingFilledAndOneThatWaits() {
        MdArray md0 = array("rebuilding", "md0");
        assertThat(md0.members())
                .containsExactly(new Member("sda1", -1, State.REBUILDING), new Member("sdb1", 1, State.IN_SYNC));
        assertThat(md0.recovery()).contains(new Recovery("recover", 39040, 578048, 19520L * 1024));
        assertThat(array("rebuilding", "md1").members())
                .containsExactly(new Member("sda5", -1, State.SPARE), new Member("sdb5", 1, State.IN_SYNC));
        assertThat(array("rebuilding", "md1").isWhole()).isFalse();
        assertThat(array("rebuilding", "md2").isWhole()).isTrue();
    }

    @Test
    void readsWholeAndFailedArrays() {
        assertThat(MdstatArrays.of(sample("whole"), Map.of())).allMatch(MdArray::isWhole);
        assertThat(array("failed", "md2").members())
                .containsExactly(new Member("sda6", -1, State.FAULTY), new Member("sdb6", 1, State.IN_SYNC));
        assertThat(array("failed", "md2").isWhole()).isFalse();
    }

    @Test
    void readsAResyncThatWaitsAndAnInactiveArray() {
        assertThat(array("delayed", "md2").recovery()).contains(new Recovery("delayed", 0, 0, 0));
        assertThat(array("delayed", "md0").recovery().orElseThrow().action()).isEqualTo("resync");
        assertThat(array("inactive", "md0").state()).isEqualTo("inactive");
        assertThat(array("inactive", "md0").isWhole()).isFalse();
    }

    @Test
    void readsTheMixedSamplesOfTheHowto() {
        assertThat(Mdstat.parse(SargeSamples.text("mdstat.howto-devfs"))
                        .named(NAMES)
                        .array("md2")
                        .orElseThrow()
                        .members())
                .containsExactly(new Mdstat.Device("sdb6", 1, ""));
        assertThat(Mdstat.parse(SargeSamples.text("mdstat.howto-degraded")).arrays())
                .extracting(Mdstat.Entry::slots)
                .containsExactly("_U", "_U", "_U");
        assertThat(array("howto-rebuilding", "md0").members().getFirst().state())
                .isEqualTo(State.REBUILDING);
        assertThat(Mdstat.parse(SargeSamples.text("mdstat.howto-failed"))
                        .array("md2")
                        .orElseThrow()
                        .members()
                        .getFirst())
                .isEqualTo(new Mdstat.Device("sda6", 2, "F"));
        assertThat(Mdstat.parse(SargeSamples.text("mdstat.howto-replaced")).arrays())
                .extracting(Mdstat.Entry::kernelName)
                .containsExactly("md0", "md5", "md2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Personalities : [raid1] \nmd0 : active raid1 sda1[0] sdb1[1]\n      1 blocks [2/2] [UU]\n",
                "Personalities : [raid1] \nmd0 : active raid1 sda1[0] sdb1[1]\nunused devices: <none>\n",
                "Personalities : [raid1] \nmd0 : broken raid1 sda1[0]\nunused devices: <none>\n",
                "Personalities : [raid1] \nmd0 : active raid1 sda1[x]\n      1 blocks [2/1] [U_]\nunused devices: <none>\n"
            })
    void refusesWhatIsNotWhole(String text) {
        assertThatThrownBy(() -> Mdstat.parseWhole(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/proc/mdstat");
    }

    @Test
    void refusesMembersNobodyKnowsAndMarksThatDoNotFit() {
        String text = SargeSamples.text("mdstat.whole");
        assertThatThrownBy(() ->
                        Mdstat.parseWhole(text.replace("target1", "target2")).named(NAMES))
                .hasMessageContaining("target2");
        assertThatThrownBy(() -> MdstatArrays.of(Mdstat.parseWhole(text.replace("part1[1]", "part1[2]")), Map.of()))
                .hasMessageContaining("does not fit");
        assertThat(MdstatArrays.of(new Mdstat(List.of(), List.of()), Map.of())).isEmpty();
    }
}
