package org.applepie.domain.disk.sfdisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.disk.sfdisk.SfdiskOutput.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "written,0,WRITTEN",
        "written,1,UNKNOWN",
        "forced,0,WRITTEN_BUT_NOT_READ",
        "in-use,1,IN_USE",
        "in-use,0,UNKNOWN",
        "too-small,1,TOO_SMALL",
        "disliked,1,REFUSED"
    })
    void tellsWhatBecameOfTheTable(String sample, int exitCode, Result result) {
        assertThat(SfdiskOutput.of(exitCode, SargeSamples.text("sfdisk." + sample))
                        .result())
                .isEqualTo(result);
    }

    @Test
    void keepsTheReasons() {
        assertThat(SfdiskOutput.of(1, SargeSamples.text("sfdisk.disliked")).messages())
                .containsExactly(
                        "Warning: partition 1 does not end at a cylinder boundary",
                        "sfdisk: I don't like these partitions - nothing changed.");
    }
}
