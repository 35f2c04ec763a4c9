package org.applepie.web.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.web.ApiJson;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what to which disk, and why. */
@Controller
class AuditController {

    private static final int PAGE = 100;

    private final AuditTrail trail;
    private final ApiJson json;

    AuditController(AuditTrail trail, ApiJson json) {
        this.trail = trail;
        this.json = json;
    }

    @GetMapping("/audit")
    String list(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") long before,
            Model model) {
        AuditQuery query = new AuditQuery(actor.strip(), action.strip(), subject.strip(), text.strip());
        List<AuditEntry> entries = trail.find(query.filter(PAGE, before <= 0 ? Long.MAX_VALUE : before));
        model.addAttribute("query", query);
        model.addAttribute("count", trail.count(query.filter(PAGE, Long.MAX_VALUE)));
        model.addAttribute("entries", entries);
        model.addAttribute("newest", before <= 0);
        if (entries.size() == PAGE) {
            model.addAttribute("older", entries.getLast().sequence());
        }
        return "audit/audit";
    }

    @GetMapping("/audit/verification")
    String verify(Model model) {
        switch (trail.verify()) {
            case AuditTrail.Verification.Holds holds -> model.addAttribute("holds", holds);
            case AuditTrail.Verification.Broken broken -> model.addAttribute("broken", broken);
        }
        return "audit/verification";
    }

    @GetMapping("/audit/export")
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
