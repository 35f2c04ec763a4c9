package org.applepie.web.audit;

import org.applepie.domain.audit.AuditTrail;
import org.springframework.web.util.UriComponentsBuilder;

/** Which entries of the trail are asked for; empty text matches all. */
public record AuditQuery(String actor, String action, String subject, String text) {

    /** The query as the trail takes it. */
    public AuditTrail.Filter filter(int limit, long beforeSequence) {
        return new AuditTrail.Filter(actor, action, subject, text, limit, beforeSequence);
    }

    /** The query as part of an address, so that paging and export keep to it. */
    public String asParameters() {
        return UriComponentsBuilder.newInstance()
                .queryParam("actor", "{actor}")
                .queryParam("action", "{action}")
                .queryParam("subject", "{subject}")
                .queryParam("text", "{text}")
                .encode()
                .buildAndExpand(actor, action, subject, text)
                .toUriString();
    }
}
