package org.applepie.app.audit;

import java.util.Optional;

/** The one way on after an older database was put in place: a person names the end that is there now. */
final class LostHistory {

    static final String ACCEPTED =
            "The trail ends earlier than it once did; the person who started the console accepted that.";

    private LostHistory() {}

    /** True if {@code hash} is the trail's present end and not the witnessed one; the witness then follows it. */
    static boolean accept(EntryRows rows, HeadFile witness, String hash) {
        Head present = rows.head();
        boolean wanted = present.hash().equals(hash) && !witness.read().equals(Optional.of(present));
        if (wanted) {
            witness.replace(present);
        }
        return wanted;
    }
}
