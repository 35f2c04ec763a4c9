package org.applepie.domain.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelDeviceNamesTest {

    @ParameterizedTest
    @CsvSource({
        "sda,8,0",
        "sda6,8,6",
        "sdb,8,16",
        "sdp15,8,255",
        "sdq,65,0",
        "sdaa1,65,161",
        "hda,3,0",
        "hda1,3,1",
        "hdb,3,64",
        "hdb63,3,127",
        "hdc,22,0",
        "hdd6,22,70",
        "hde,33,0",
        "md0,9,0",
        "md255,9,255"
    })
    void namesAndNumbersAreTheSameThing(String name, int major, int minor) {
        DeviceNumber number = new DeviceNumber(major, minor);
        assertThat(number.kernelName()).contains(name);
        assertThat(DeviceNumber.ofKernelName(name)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sda16", "hda64", "md256", "md", "mda", "sd", "sd1", "sda06", "hdz", "sdzz", "md/0", "fd0", "sda0"
            })
    void otherNamesHaveNoNumberHere(String name) {
        assertThat(DeviceNumber.ofKernelName(name)).isEmpty();
    }

    @Test
    void knowsTheDriveOfAPartitionAndOtherDevicesByNoName() {
        assertThat(new DeviceNumber(8, 22).drive()).isEqualTo(new DeviceNumber(8, 16));
        assertThat(new DeviceNumber(22, 70).partition()).isEqualTo(6);
        assertThat(new DeviceNumber(3, 130).kernelName()).isEmpty();
        assertThat(new DeviceNumber(2, 0).kernelName()).isEmpty();
        assertThat(DeviceNumber.ofHexadecimal("806")).isEqualTo(new DeviceNumber(8, 6));
        assertThat(DeviceNumber.ofHexadecimal("1646")).isEqualTo(new DeviceNumber(22, 70));
        assertThatThrownBy(() -> DeviceNumber.ofHexadecimal("/dev/sda")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsDevfsPathsAndTheirPositions() {
        DevfsPath path = DevfsPath.parse("scsi/host0/bus0/target1/lun0/part6").orElseThrow();
        assertThat(path).isEqualTo(new DevfsPath("scsi", 0, 0, 1, 0, 6));
        assertThat(path).hasToString("scsi/host0/bus0/target1/lun0/part6");
        assertThat(path.drive()).hasToString("scsi/host0/bus0/target1/lun0/disc");
        assertThat(path.position()).isEqualTo("SCSI adapter 0, channel 0, id 1");
        assertThat(DevfsPath.parse("ide/host0/bus1/target0/lun0/disc")
                        .orElseThrow()
                        .position())
                .isEqualTo("IDE controller 0, channel 1 master");
        assertThat(DevfsPath.parse("md/0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"partitions.devfs", "partitions.statistics"})
    void readsThePartitionsOfAKernelWithDevfs(String name) {
        ProcPartitions partitions = ProcPartitions.parse(SargeSamples.text(name));
        assertThat(partitions.rows())
                .extracting(ProcPartitions.Row::kernelName)
                .containsExactly("md0", "md1", "md2", "sda", "sda1", "sda2", "sda5", "sda6", "sdb");
        assertThat(partitions.rows()).extracting(ProcPartitions.Row::kibibytes).contains(16988608L, 17774160L, 1L);
        DeviceNames names = partitions.names();
        assertThat(names.at("/dev/scsi/host0/bus0/target0/lun0/part6")).contains("sda6");
        assertThat(names.at("/dev/sda6")).contains("sda6");
        assertThat(names.numbered("9:2")).contains("md2");
        assertThat(names.at("/dev/md/2")).contains("md2");
        assertThat(partitions.row(new DeviceNumber(8, 16)).flatMap(ProcPartitions.Row::path))
                .contains(new DevfsPath("scsi", 0, 0, 1, 0, 0));
    }

    @Test
    void readsPlainNamesToo() {
        assertThat(ProcPartitions.parse(SargeSamples.text("partitions.plain")).rows())
                .extracting(ProcPartitions.Row::kernelName)
                .containsExactly("hda", "hda1", "hda6", "hdc", "hdd", "md0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "major minor  #blocks  name\n\n   8     0   17774160 sda",
                "major minor  #blocks  name\n\n   8     0   17774160 sdb\n",
                "major minor  #blocks  name\n\n   8     6   17774160 scsi/host0/bus0/target0/lun0/part5\n",
                "major minor  #blocks  name\n\n   8     0   17774160 sda\n   8     0   17774160 sda\n",
                "major minor  #blocks  name\n\n   8     0   many sda\n"
            })
    void refusesWhatDoesNotFit(String text) {
        assertThatThrownBy(() -> ProcPartitions.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/proc/partitions");
    }

    @Test
    void readsTheScsiDevicesWithTheirPlace() {
        ProcScsi scsi = ProcScsi.parse(SargeSamples.text("scsi.two"));
        assertThat(scsi.drives()).hasSize(2);
        assertThat(scsi.devices().getLast().isDrive()).isFalse();
        assertThat(DevfsPath.parse("scsi/host0/bus0/target1/lun0/part6").flatMap(scsi::at))
                .isEqualTo(
                        Optional.of(new ProcScsi.Device(0, 0, 1, 0, "SEAGATE", "ST318404LW", "0010", "Direct-Access")));
        assertThat(ProcScsi.parse(SargeSamples.text("scsi.none")).devices()).isEmpty();
    }
}
