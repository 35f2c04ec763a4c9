package org.applepie.app.audit;

import org.applepie.domain.audit.AuditChain;

/** The newest entry of the chain as far as somebody knows; sequence 0 before the first. */
record Head(long sequence, String hash) {

    static final Head START = new Head(0, AuditChain.START);
}
