package org.applepie.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.web.ApiJson;
import org.applepie.web.audit.AuditExport;
import org.applepie.web.audit.AuditQuery;
import org.applepie.web.audit.ExportFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit trail: search, verify, take away. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditApi {

    private static final int MOST = 1000;

    private final AuditTrail trail;
    private final ApiJson json;

    AuditApi(AuditTrail trail, ApiJson json) {
        this.trail = trail;
        this.json = json;
    }

    /** @param why null if the chain holds */
    record VerificationResource(
            boolean holds,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long atSequence,
            @Nullable String why) {}

    /** Newest first; {@code before} continues behind the last one of an earlier answer. */
    @GetMapping
    List<AuditEntry> find(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") long before) {
        AuditQuery query = new AuditQuery(actor, action, subject, text);
        return trail.find(query.filter(Math.clamp(limit, 1, MOST), before <= 0 ? Long.MAX_VALUE : before));
    }

    @GetMapping("/verification")
    VerificationResource verify() {
        return switch (trail.verify()) {
            case AuditTrail.Verification.Holds h -> new VerificationResource(true, h.entries(), h.head(), null, null);
            case AuditTrail.Verification.Broken b ->
                new VerificationResource(false, null, null, b.atSequence(), b.why());
        };
    }

    @GetMapping("/export")
    void export(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "jsonl") String format,
            HttpServletResponse response)
            throws IOException {
        ExportFormat.named(format)
                .write(new AuditExport(trail, json.mapper()), new AuditQuery(actor, action, subject, text), response);
    }
}
