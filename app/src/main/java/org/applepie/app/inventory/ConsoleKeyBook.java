package org.applepie.app.inventory;

import org.applepie.app.audit.AuditLog;
import org.applepie.app.audit.Change;
import org.applepie.app.audit.NewEntry;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.domain.verdict.Verdict;

/** Has the console's own keys made when they are first needed, and records that. */
final class ConsoleKeyBook {

    private final AuditLog audit;
    private final ConsoleKey keys;

    ConsoleKeyBook(AuditLog audit, ConsoleKey keys) {
        this.audit = audit;
        this.keys = keys;
    }

    /** The line for authorized_keys. */
    String publicLine(ConsoleKey.Kind kind) {
        ensure(kind);
        return keys.publicLine(kind);
    }

    void ensure(ConsoleKey.Kind kind) {
        if (!keys.exists(kind)) {
            // made before the decision, which others wait for
            ConsoleKey.Pair pair = keys.make(kind);
            audit.commit(
                    () -> Verdict.accepted(keys.keep(kind, pair) ? Change.of(true, made(kind)) : Change.of(false)));
        }
    }

    private static NewEntry made(ConsoleKey.Kind kind) {
        String summary = switch (kind) {
            case ED25519 -> "Made the console's own key pair";
            case RSA -> "Made the console's RSA key pair, for servers too old for Ed25519";
        };
        return new NewEntry("console", "console-key-made", "console", summary, "{}");
    }
}
