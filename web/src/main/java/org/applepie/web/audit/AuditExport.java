package org.applepie.web.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;
import tools.jackson.databind.json.JsonMapper;

/** The trail as a file, oldest entry first, written as it is read. */
public final class AuditExport {

    private final AuditTrail trail;
    private final JsonMapper json;

    public AuditExport(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    /** One JSON object a line, with everything needed to verify the chain elsewhere. */
    public void jsonLines(AuditQuery query, OutputStream out) {
        trail.export(query.filter(Integer.MAX_VALUE, Long.MAX_VALUE), entry -> {
            try {
                out.write(json.writeValueAsBytes(entry));
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** RFC 4180 with a header line; no cell begins like a formula. */
    public void csv(AuditQuery query, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().build(writer);
        csv.writeRecord("sequence", "at", "actor", "action", "subject", "summary", "details", "previous_hash", "hash");
        trail.export(query.filter(Integer.MAX_VALUE, Long.MAX_VALUE), entry -> csv.writeRecord(cells(entry)));
        csv.flush();
    }

    private static String[] cells(AuditEntry entry) {
        return new String[] {
            Long.toString(entry.sequence()),
            entry.at().toString(),
            safe(entry.actor()),
            safe(entry.action()),
            safe(entry.subject()),
            safe(entry.summary()),
            safe(entry.details()),
            entry.previousHash(),
            entry.hash()
        };
    }

    /** Spreadsheets compute cells that begin with these characters; an apostrophe before them makes them text. */
    static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
