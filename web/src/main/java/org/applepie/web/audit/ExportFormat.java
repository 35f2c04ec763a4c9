package org.applepie.web.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The forms in which the trail can be taken away. */
public enum ExportFormat {
    JSONL("application/x-ndjson"),
    CSV("text/csv;charset=UTF-8");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /**
     * The format of this name.
     *
     * @throws ResponseStatusException with 400 if there is none
     */
    public static ExportFormat named(String name) {
        return switch (name) {
            case "jsonl" -> JSONL;
            case "csv" -> CSV;
            default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The format is jsonl or csv.");
        };
    }

    /** Writes the entries as a file to keep. */
    public void write(AuditExport export, AuditQuery query, HttpServletResponse response) throws IOException {
        response.setContentType(contentType);
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"audit." + (this == CSV ? "csv" : "jsonl") + "\"");
        switch (this) {
            case JSONL -> export.jsonLines(query, response.getOutputStream());
            case CSV -> export.csv(query, response.getOutputStream());
        }
    }
}
