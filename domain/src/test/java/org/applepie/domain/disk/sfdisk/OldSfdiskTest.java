package org.applepie.domain.disk.sfdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;
import org.junit.jupiter.api.Test;

class OldSfdiskTest {

    private static final String DUMP = SargeSamples.text("sfdisk-d.sda");

    @Test
    void readsADumpWithoutItsEmptyPartitions() {
        SfdiskDump dump = SfdiskDump.parse(DUMP);
        assertThat(dump.text()).isEqualTo(DUMP);
        PartitionTable.Dos table = (PartitionTable.Dos) dump.table();
        assertThat(table.entries())
                .containsExactly(
                        new TableEntry(1, 63, 578277, "83", true),
                        new TableEntry(2, 578340, 34957440, "5", false),
                        new TableEntry(5, 578403, 979902, "82", false),
                        new TableEntry(6, 1558368, 33977412, "83", false));
    }

    @Test
    void aCloneIsTheDumpButForTheTypes() {
        assertThat(SfdiskDump.parse(DUMP).cloneScript("", Map.of())).isEqualTo(DUMP);
        assertThat(SfdiskDump.parse(DUMP).cloneScript("", Map.of(1, "fd", 5, "fd", 6, "fd")))
                .isEqualTo(DUMP.replace("Id=83", "Id=fd").replace("Id=82", "Id=fd"));
    }

    @Test
    void refusesADumpThatIsCutShort() {
        String ends = DUMP.replace("/dev/sda4 : start=        0, size=        0, Id= 0\n", "");
        assertThatThrownBy(() -> SfdiskDump.parse(ends)).hasMessageContaining("cut short");
        assertThatThrownBy(() -> SfdiskDump.parse(DUMP.substring(0, DUMP.length() - 2)))
                .hasMessageContaining("cut short");
        assertThatThrownBy(() -> SfdiskDump.parse(DUMP.replace("Id=82", "Id=zz")))
                .hasMessageContaining("usable Id");
    }
}
