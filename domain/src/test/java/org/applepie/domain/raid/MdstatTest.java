package org.applepie.domain.raid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MdstatTest {

    @Test
    void readsWhatIsBeingRebuilt() {
        Mdstat mdstat = Mdstat.parse("""
                Personalities : [raid1] [raid6]
                md2 : active raid1 sda6[2] sdb6[0]
                      1797120 blocks super 1.2 [2/1] [U_]
                      [===>.................]  recovery = 18.4% (331520/1797120) finish=0.2min speed=110506K/sec
                      bitmap: 1/1 pages [4KB], 65536KB chunk

                md1 : active raid1 sda5[2] sdb5[0]
                      130048 blocks super 1.2 [2/1] [U_]
                      	resync=DELAYED
                      bitmap: 1/1 pages [4KB], 65536KB chunk

                unused devices: <none>
                """);
        assertThat(mdstat.personalities()).containsExactly("raid1", "raid6");
        Mdstat.Entry md2 = mdstat.array("md2").orElseThrow();
        assertThat(md2.recovery()).contains(new Recovery("recover", 663040, 3594240, 113158144));
        assertThat(md2.slots()).isEqualTo("U_");
        assertThat(md2.isWhole()).isFalse();
        assertThat(mdstat.array("md1").orElseThrow().recovery()).contains(new Recovery("delayed", 0, 0, 0));
        assertThat(mdstat.array("md3")).isEmpty();
    }

    @Test
    void readsFaultySpareAndOtherMarks() {
        Mdstat.Entry md0 = Mdstat.parse("""
                        md0 : active raid1 sdc1[3](S) sdb1[2](F) sda1[0] sdd1[4](W)(J)
                              162816 blocks super 1.2 [2/1] [U_]
                        """).array("md0").orElseThrow();
        assertThat(md0.members())
                .containsExactly(
                        new Mdstat.Device("sdc1", 3, "S"),
                        new Mdstat.Device("sdb1", 2, "F"),
                        new Mdstat.Device("sda1", 0, ""),
                        new Mdstat.Device("sdd1", 4, "WJ"));
        assertThat(md0.members().get(1).isFaulty()).isTrue();
        assertThat(md0.members().get(0).isSpare()).isTrue();
    }

    @Test
    void readsReadOnlyPendingAndInactiveArrays() {
        Mdstat mdstat = Mdstat.parse("""
                Personalities : [raid1]
                md1 : active (auto-read-only) raid1 sdb5[1] sda5[0]
                      130048 blocks super 1.2 [2/2] [UU]
                      	resync=PENDING
                md125 : active (read-only) raid1 sdb1[0]
                      162816 blocks super 1.2 [2/1] [U_]
                md127 : inactive sdc1[1](S)
                      162816 blocks super 1.2

                unused devices: <none>
                """);
        assertThat(mdstat.array("md1").orElseThrow().readOnly()).isEqualTo("auto-read-only");
        assertThat(mdstat.array("md1").orElseThrow().recovery()).contains(new Recovery("pending", 0, 0, 0));
        assertThat(mdstat.array("md1").orElseThrow().isWhole()).isFalse();
        assertThat(mdstat.array("md125").orElseThrow().readOnly()).isEqualTo("read-only");
        Mdstat.Entry inactive = mdstat.array("md127").orElseThrow();
        assertThat(inactive.active()).isFalse();
        assertThat(inactive.level()).isEmpty();
        assertThat(inactive.members()).containsExactly(new Mdstat.Device("sdc1", 1, "S"));
    }

    @Test
    void readsTheFormOfKernel24WithDevfsPaths() {
        Mdstat mdstat = Mdstat.parse("""
                Personalities : [raid1]
                read_ahead 1024 sectors
                md2 : active raid1 ide/host2/bus0/target0/lun0/part3[2] ide/host0/bus0/target0/lun0/part3[1]
                      119684160 blocks [2/1] [_U]
                      [>....................]  recovery =  0.2% (250496/119684160) finish=57.2min speed=34776K/sec
                md1 : active raid1 ide/host0/bus0/target0/lun0/part2[1]
                      1951808 blocks [2/1] [_U]
                unused devices: <none>
                """);
        assertThat(mdstat.arrays()).extracting(Mdstat.Entry::kernelName).containsExactly("md2", "md1");
        assertThat(mdstat.arrays().getFirst().members().getFirst())
                .isEqualTo(new Mdstat.Device("ide/host2/bus0/target0/lun0/part3", 2, ""));
        assertThat(mdstat.arrays().getFirst().recovery())
                .contains(new Recovery("recover", 500992, 239368320, 35610624));
        assertThat(mdstat.arrays().getLast().recovery()).isEqualTo(Optional.empty());
    }

    @Test
    void readsAWholeArrayAndOneBeingChecked() {
        Mdstat mdstat = Mdstat.parse("""
                md0 : active raid1 sda1[2] sdb1[0]
                      162816 blocks super 1.2 [2/2] [UU]
                md2 : active raid1 sda6[2] sdb6[0]
                      1797120 blocks super 1.2 [2/2] [UU]
                      [==>..................]  check = 12.5% (224640/1797120) finish=0.3min speed=74880K/sec
                """);
        assertThat(mdstat.array("md0").orElseThrow().isWhole()).isTrue();
        assertThat(mdstat.array("md2").orElseThrow().recovery().orElseThrow().action())
                .isEqualTo("check");
    }

    @Test
    void noArraysAndNoTextGiveNone() {
        assertThat(Mdstat.parse("Personalities : \nunused devices: <none>\n").arrays())
                .isEmpty();
        assertThat(Mdstat.parse("")).isEqualTo(new Mdstat(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverThrowsWhateverIsThere(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "md0",
            " : ",
            "active",
            "inactive",
            " raid1",
            " sda1[0]",
            "(F)",
            "(S)",
            "\n",
            "      ",
            "[2/1]",
            " [U_]",
            "resync",
            " = ",
            "12.5%",
            " (1/2)",
            "(99999999999999999999/1)",
            "DELAYED",
            "=",
            "speed=1K/sec",
            "[x]"
        };
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(Mdstat.parse(text.toString()).arrays())
                    .as("seed %s: %s", seed, text)
                    .isNotNull();
        }
    }
}
