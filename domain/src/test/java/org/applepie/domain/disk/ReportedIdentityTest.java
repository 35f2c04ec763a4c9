package org.applepie.domain.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;

class ReportedIdentityTest {

    private static final ReportedIdentity BARRACUDA = new ReportedIdentity("ST3160023A", "3LJ076KF", "3.06");

    @Test
    void everySourceTellsTheSameOfAnAtaDrive() {
        assertThat(ReportedIdentity.ofIdentify(SargeSamples.text("identify.ide")))
                .isEqualTo(BARRACUDA);
        assertThat(ReportedIdentity.ofHdparm(SargeSamples.text("hdparm.hda"))).isEqualTo(BARRACUDA);
        assertThat(ReportedIdentity.ofSmartctl(SargeSamples.text("smartctl.ata")))
                .isEqualTo(BARRACUDA);
        assertThat(ProcIde.model(SargeSamples.text("ide-model.hda"))).isEqualTo(BARRACUDA.model());
    }

    @Test
    void readsAScsiDrive() {
        assertThat(ReportedIdentity.ofSmartctl(SargeSamples.text("smartctl.scsi")))
                .isEqualTo(new ReportedIdentity("SEAGATE ST318404LW", "3BT0ABCD00002107XYZ1", "0010"));
    }

    @Test
    void readsTheShortFilesOfIde() {
        assertThat(ProcIde.sizeBytes(SargeSamples.text("ide-capacity.hda"))).isEqualTo(312581808L * 512);
        assertThat(ProcIde.isDrive(SargeSamples.text("ide-media.hda"))).isTrue();
        assertThat(ProcIde.isDrive(SargeSamples.text("ide-media.hdd"))).isFalse();
    }

    @Test
    void refusesWhatIsShortOrStrange() {
        String words = SargeSamples.text("identify.ide");
        assertThatThrownBy(() -> ReportedIdentity.ofIdentify(words.substring(5)))
                .hasMessageContaining("256");
        assertThatThrownBy(() -> ReportedIdentity.ofIdentify(words.replace("334c", "0107")))
                .hasMessageContaining("not plain");
        assertThatThrownBy(() -> ReportedIdentity.ofSmartctl("Smartctl open device: /dev/sda failed\n"))
                .hasMessageContaining("no drive");
        assertThatThrownBy(() -> ReportedIdentity.ofHdparm("/dev/sda:\n HDIO_GET_IDENTITY failed\n"))
                .hasMessageContaining("no drive");
        assertThatThrownBy(() -> ProcIde.sizeBytes("12")).hasMessageContaining("capacity");
    }

    @Test
    void readsTheBootSectorOfLilo() {
        assertThat(BootSector.parse(SargeSamples.text("sector.lilo")))
                .isEqualTo(new BootSector(new BootRecord.Lilo(), "22.6", "0x509962fc"));
        assertThat(BootSector.parse(SargeSamples.text("sector.empty")))
                .isEqualTo(new BootSector(new BootRecord.Empty(), "", "0x00000000"));
    }
}
