package org.applepie.app.audit;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.audit.AuditChain;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail.Verification;

/** Reads the whole chain and compares it with the witnessed head. */
final class ChainCheck {

    private static final int PAGE = 1_000;

    private final EntryRows rows;
    private final HeadFile witness;

    ChainCheck(EntryRows rows, HeadFile witness) {
        this.rows = rows;
        this.witness = witness;
    }

    /** Compares only the ends: what the database holds at the witnessed place. Empty if all is well. */
    Optional<Verification.Broken> brokenEnd() {
        Head present = rows.head();
        return witness.read()
                .map(seen -> compare(seen, rows.hashAt(seen.sequence()), present))
                .orElseGet(() -> present.sequence() == 0
                        ? Optional.empty()
                        : Optional.of(new Verification.Broken(
                                present.sequence(), "The file that witnesses the newest entry is missing.")));
    }

    private static Optional<Verification.Broken> compare(Head seen, Optional<String> hash, Head present) {
        if (seen.sequence() > present.sequence()) {
            return Optional.of(new Verification.Broken(
                    present.sequence() + 1,
                    "Entries are missing: entry %d was recorded once, the newest one here is %d."
                            .formatted(seen.sequence(), present.sequence())));
        }
        boolean same = seen.sequence() == 0 || hash.equals(Optional.of(seen.hash()));
        return same
                ? Optional.empty()
                : Optional.of(new Verification.Broken(
                        seen.sequence(), "Entry %d is not the one that was recorded.".formatted(seen.sequence())));
    }

    /** Reads every entry. */
    Verification whole() {
        Head at = Head.START;
        List<AuditEntry> page = rows.after(0, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                Optional<Verification.Broken> broken = brokenAt(at, entry);
                if (broken.isPresent()) {
                    return broken.get();
                }
                at = new Head(entry.sequence(), entry.hash());
            }
            page = rows.after(at.sequence(), PAGE);
        }
        Head end = at;
        return brokenEnd()
                .<Verification>map(broken -> broken)
                .orElseGet(() -> new Verification.Holds(end.sequence(), end.hash()));
    }

    private static Optional<Verification.Broken> brokenAt(Head previous, AuditEntry entry) {
        long expected = previous.sequence() + 1;
        if (AuditChain.follows(entry, previous.hash(), expected)) {
            return Optional.empty();
        }
        String why = entry.sequence() == expected
                ? "Entry %d was changed or does not follow the one before.".formatted(expected)
                : "Entry %d is missing.".formatted(expected);
        return Optional.of(new Verification.Broken(expected, why));
    }
}
