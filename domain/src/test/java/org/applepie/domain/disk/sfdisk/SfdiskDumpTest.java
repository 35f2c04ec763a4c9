package org.applepie.domain.disk.sfdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SfdiskDumpTest {

    private static final String DOS = """
            label: dos
            label-id: 0xa991e001
            device: /dev/sda
            unit: sectors
            sector-size: 512

            /dev/sda1 : start=        2048, size=      327680, type=83, bootable
            /dev/sda2 : start=      329728, size=     3864576, type=5
            /dev/sda5 : start=      331776, size=      262144, type=82
            /dev/sda6 : start=      595968, size=     3598336, type=83
            """;

    private static final String GPT = """
            label: gpt
            label-id: 2FA1C1C5-4A0E-4E55-A6F1-5C7C6D1C3E11
            device: /dev/nvme0n1
            unit: sectors
            first-lba: 34
            last-lba: 4194270
            table-length: 128
            grain: 1048576
            sector-size: 512

            /dev/nvme0n1p1 : start=        2048, size=      262144, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=0B1F7B4E-4A46-4E5A-8F2C-0E3C62B3A5AD, name="EFI, \u00e9 System"
            /dev/nvme0n1p2 : start=      264192, size=     3930079, type=0FC63DAF-8483-4772-8E79-3D69D8477DE4, uuid=5D9B1E5C-6C6E-47B0-9C1F-3A8B0C1B2D3E, attrs="LegacyBIOSBootable GUID:63"
            """;

    @Test
    void readsADosTable() {
        PartitionTable.Dos table = (PartitionTable.Dos) SfdiskDump.parse(DOS).table();
        assertThat(table.diskId()).isEqualTo("0xa991e001");
        assertThat(table.entries())
                .containsExactly(
                        new TableEntry(1, 2048, 327680, "83", true),
                        new TableEntry(2, 329728, 3864576, "5", false),
                        new TableEntry(5, 331776, 262144, "82", false),
                        new TableEntry(6, 595968, 3598336, "83", false));
    }

    @Test
    void readsAGptTable() {
        PartitionTable.Gpt table = (PartitionTable.Gpt) SfdiskDump.parse(GPT).table();
        assertThat(table.entries()).extracting(TableEntry::number).containsExactly(1, 2);
        assertThat(table.entries().getFirst().type()).isEqualTo("C12A7328-F81F-11D2-BA4B-00A0C93EC93B");
    }

    @Test
    void losesNothing() {
        assertThat(SfdiskDump.parse(DOS).text()).isEqualTo(DOS);
        assertThat(SfdiskDump.parse(GPT).text()).isEqualTo(GPT);
        assertThat(SfdiskDump.parse(GPT).header("grain")).contains("1048576");
    }

    @Test
    void clonesADosTableWithAnIdOfItsOwn() {
        assertThat(SfdiskDump.parse(DOS).cloneScript("0x12345678", Map.of(1, "fd", 5, "fd", 6, "fd")))
                .isEqualTo("""
                        label: dos
                        label-id: 0x12345678
                        unit: sectors

                        1 : start=2048, size=327680, type=fd, bootable
                        2 : start=329728, size=3864576, type=5
                        5 : start=331776, size=262144, type=fd
                        6 : start=595968, size=3598336, type=fd
                        """);
    }

    @Test
    void clonesAGptTableWithoutWhatMustStayUnique() {
        String script = SfdiskDump.parse(GPT)
                .cloneScript("0B1F7B4E-0000-4E5A-8F2C-0E3C62B3A5AD", Map.of(2, "A19D880F-05FC-4D3B-A006-743F0F84911E"));
        assertThat(script)
                .doesNotContain("uuid=", "lba", "device", "sector-size", "2FA1C1C5")
                .contains("grain: 1048576\n", "table-length: 128\n", "name=\"EFI, \u00e9 System\"")
                .contains("2 : start=264192, size=3930079, type=A19D880F-05FC-4D3B-A006-743F0F84911E, attrs=\"Leg");
        assertThat(SfdiskDump.parse(script).entries()).hasSize(2);
    }

    @Test
    void numbersPartitionsOfEveryKindOfName() {
        for (String node : new String[] {"/dev/sda7", "/dev/nvme0n1p7", "/dev/mapper/x-part7", "/dev/c0d0p7", "7"}) {
            String dump = "label: dos\n\n" + node + " : start=1, size=2, type=83\n";
            assertThat(SfdiskDump.parse(dump).entries().getFirst().number()).isEqualTo(7);
        }
    }

    @Test
    void tellsAForeignLabel() {
        assertThat(SfdiskDump.parse("label: sun\n").table()).isEqualTo(new PartitionTable.Other("sun"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what is this\n",
                "label: dos\n\n/dev/sda1 : start=x, size=2, type=83\n",
                "label: dos\n\n/dev/sda1 : size=2, type=83\n",
                "label: dos\n\n/dev/sda1 : start=1, size=2\n",
                "label: dos\n\n/dev/sda1 : start=1, size=99999999999999999999, type=83\n",
                "label: dos\n\n/dev/sda : start=1, size=2, type=83\n",
                "label: dos\n\n/dev/sda1 : start=1, size=2, type=83, name=\"open\n",
                "label-id: 0x1\n"
            })
    void refusesWhatItCannotRead(String dump) {
        assertThatThrownBy(() -> SfdiskDump.parse(dump).table()).isInstanceOf(IllegalArgumentException.class);
    }
}
