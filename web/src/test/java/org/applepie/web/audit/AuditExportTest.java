package org.applepie.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.applepie.web.demo.MemoryTrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AuditExportTest {

    private static final AuditQuery ALL = new AuditQuery("", "", "", "");

    private final MemoryTrail trail =
            new MemoryTrail(Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC));
    private final AuditExport export = new AuditExport(trail, JsonMapper.shared());
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void writesNoCellThatASpreadsheetWouldCompute(String evil) throws IOException {
        trail.record(evil, "server-registered", evil, evil, evil);

        export.csv(ALL, out);

        assertThat(AuditExport.safe(evil)).isEqualTo("'" + evil);
        assertThat(text().split("\r\n", 2)[1].replace("\"", ""))
                .doesNotContain("," + evil)
                .contains("'" + evil);
    }

    @Test
    void leavesOrdinaryCellsAsTheyAre() throws IOException {
        trail.record("ada", "server-registered", "server:1", "mail1, the \"big\" one", "{\"a\":1}");

        export.csv(ALL, out);

        assertThat(text())
                .startsWith("sequence,at,actor,action,subject,summary,details,previous_hash,hash\r\n")
                .contains("1,2026-11-22T08:00:00Z,ada,server-registered,server:1,\"mail1, the \"\"big\"\" one\",");
    }

    @Test
    void writesEachEntryAsALineOfJsonWithWhatVerifyingNeeds() {
        trail.record("ada", "a", "s", "one", "{}");
        trail.record("ada", "b", "s", "two\nlines", "{}");

        export.jsonLines(ALL, out);

        assertThat(text().lines()).hasSize(2).allMatch(line -> line.contains("\"previousHash\":\""));
        assertThat(text()).contains("two\\nlines");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
