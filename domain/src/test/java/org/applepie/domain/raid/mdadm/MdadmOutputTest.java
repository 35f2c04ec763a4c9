package org.applepie.domain.raid.mdadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;

class MdadmOutputTest {

    private static final String UUID = "7cb5650b:0d0c9505:94ffb265:c052450f";

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
