package org.applepie.domain.runbook;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Digests of runbooks that are in memory. A runbook never changes, and its digest is asked for before every step. */
final class KnownDigests {

    private final ReferenceQueue<Runbook> gone = new ReferenceQueue<>();
    private final ConcurrentHashMap<Itself, String> digests = new ConcurrentHashMap<>();

    String of(Runbook runbook) {
        for (Object forgotten = gone.poll(); forgotten != null; forgotten = gone.poll()) {
            digests.remove(forgotten);
        }
        return digests.computeIfAbsent(new Itself(runbook, gone), itself -> CanonicalDigest.of(runbook));
    }

    /** One runbook and no other that equals it: to compare two would cost more than their digests. */
    private static final class Itself extends WeakReference<Runbook> {

        private final int hash;

        Itself(Runbook runbook, ReferenceQueue<Runbook> gone) {
            super(runbook, gone);
            this.hash = System.identityHashCode(runbook);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof Itself one && get() != null && get() == one.get();
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
