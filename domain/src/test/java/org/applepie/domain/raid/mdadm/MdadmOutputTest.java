package org.applepie.domain.raid.mdadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;

class MdadmOutputTest {

    private static final String UUID = "7cb5650b:0d0c9505:94ffb265:c052450f";

    private static MdadmDetail detail(String name) {
        return MdadmDetail.parse(SargeSamples.text("mdadm-detail." + name));
    }

    @Test
    void readsADegradedArray() {
        assertThat(detail("degraded"))
                .isEqualTo(new MdadmDetail(
                        "/dev/md0",
                        "00.90.00",
                        "raid1",
                        289024,
                        2,
                        1,
                        1,
                        1,
                        0,
                        "active, degraded",
                        UUID,
                        OptionalInt.empty(),
                        List.of(
                                new Slot(0, 0, 0, 0, "faulty", ""),
                                new Slot(1, 8, 17, 1, "active sync", "/dev/sdb1"))));
        assertThat(detail("degraded").isWhole()).isFalse();
    }

    @Test
    void judgesHealthByActiveDevicesAndNeverByFailedOnes() {
        assertThat(detail("whole").failedDevices()).isEqualTo(1);
        assertThat(detail("whole").isWhole()).isTrue();
        assertThat(detail("failed").isWhole()).isFalse();
        assertThat(detail("rebuilding").isWhole()).isFalse();
        assertThat(detail("rebuilding").rebuiltPercent()).hasValue(6);
        assertThat(detail("rebuilding").slots().getLast())
                .isEqualTo(new Slot(2, 8, 1, 2, "spare rebuilding", "/dev/sda1"));
    }

    @Test
    void readsEmptySlotsAsLaterKernelsPrintThem() {
        String text = SargeSamples.text("mdadm-detail.degraded")
                .replace("0      faulty", "-      removed")
                .replace("faulty", "x");
        assertThat(MdadmDetail.parse(text).slots().getFirst()).isEqualTo(new Slot(0, 0, 0, -1, "removed", ""));
    }

    @Test
    void refusesADetailThatDoesNotTellAll() {
        String text = SargeSamples.text("mdadm-detail.degraded");
        assertThatThrownBy(() -> MdadmDetail.parse("mdadm: md device /dev/md2 does not appear to be active.\n"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MdadmDetail.parse(text.replace("Active Devices", "Other Devices")))
                .hasMessageContaining("Active Devices");
        assertThatThrownBy(() -> MdadmDetail.parse(text.replace("Raid Devices : 2", "Raid Devices : 3")))
                .hasMessageContaining("every slot");
        assertThatThrownBy(() -> MdadmDetail.parse(text.replace("c052450f", "c052450")))
                .hasMessageContaining("UUID");
    }

    @Test
    void readsASuperblockOrNone() {
        MdadmExamine.Superblock found =
                (MdadmExamine.Superblock) MdadmExamine.parse(SargeSamples.text("mdadm-examine.sdb1"));
        assertThat(found.uuid()).isEqualTo(UUID);
        assertThat(found.metadata()).isEqualTo("00.90.00");
        assertThat(found.events()).isEqualTo("0.3");
        assertThat(found.checksumCorrect()).isTrue();
        assertThat(found.self()).isEqualTo(new Slot(1, 8, 17, 1, "active sync", "/dev/sdb1"));
        assertThat(found.slots()).hasSize(2);
        assertThat(MdadmExamine.parse(SargeSamples.text("mdadm-examine.none"))).isEqualTo(new MdadmExamine.None());
        assertThat(MdadmExamine.parse("mdadm: No md superblock detected on /dev/sdb1.\n"))
                .isEqualTo(new MdadmExamine.None());
        assertThatThrownBy(() -> MdadmExamine.parse("mdadm: cannot open /dev/sdb1: No such file or directory\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsScansWithAndWithoutDevices() {
        assertThat(ArrayLine.parseScan(SargeSamples.text("mdadm-scan.degraded")))
                .containsExactly(new ArrayLine("/dev/md0", "raid1", 2, 0, UUID, List.of("/dev/sdb1")));
        assertThat(ArrayLine.parseScan(SargeSamples.text("mdadm-scan.rebuilding")))
                .containsExactly(new ArrayLine("/dev/md0", "raid1", 2, 1, UUID, List.of("/dev/sdb1", "/dev/sda1")));
        assertThat(ArrayLine.parseScan(SargeSamples.text("mdadm-scan.howto")))
                .extracting(ArrayLine::device)
                .containsExactly("/dev/md2", "/dev/md1", "/dev/md0");
        assertThat(ArrayLine.parseScan("")).isEmpty();
    }

    @Test
    void refusesAScanOfAnotherForm() {
        assertThatThrownBy(() -> ArrayLine.parseScan("mdadm: error\n")).hasMessageContaining("another form");
        assertThatThrownBy(() -> ArrayLine.parseScan("ARRAY /dev/md0 UUID=1\n")).hasMessageContaining("UUID");
        assertThatThrownBy(() -> ArrayLine.parseScan("ARRAY /dev/md0 level\n")).hasMessageContaining("no setting");
        assertThatThrownBy(() -> ArrayLine.parseScan("ARRAY <ignore>\n")).hasMessageContaining("definition");
    }

    @Test
    void regeneratesTheFileAndKeepsMailAndProgram() {
        List<String> scan = SargeSamples.text("mdadm-scan.whole").lines().toList();
        MdadmConf after =
                MdadmConf.parse(SargeSamples.text("mdadm-conf.original")).withScan(scan);
        assertThat(after.text()).isEqualTo(SargeSamples.text("mdadm-conf.regenerated"));
        assertThat(after.withScan(scan).text()).isEqualTo(after.text());
        assertThat(after.definitions().getFirst().devices()).containsExactly("/dev/sda1", "/dev/sdb1");
    }

    @Test
    void anEmptyFileBecomesTheOneOfTheHowto() {
        List<String> scan = SargeSamples.text("mdadm-scan.howto").lines().toList();
        assertThat(MdadmConf.parse("").withScan(scan).text()).isEqualTo(SargeSamples.text("mdadm-conf.howto"));
    }
}
