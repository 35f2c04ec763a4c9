package org.applepie.agent.ssh;

import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.applepie.domain.remote.HostKey;
import org.jspecify.annotations.Nullable;

/** Looks at the key of one connection: lets the pinned one pass and nothing else, and remembers what it saw. */
final class KeyCheck {

    /** Where a connection carries its check. */
    static final AttributeKey<KeyCheck> OF_CONNECTION = new AttributeKey<>();

    private final @Nullable HostKey pinned;
    private volatile @Nullable HostKey seen;

    private KeyCheck(@Nullable HostKey pinned) {
        this.pinned = pinned;
    }

    static KeyCheck against(HostKey pinned) {
        return new KeyCheck(pinned);
    }

    /** Lets no key pass: the connection ends as soon as the server has shown one. */
    static KeyCheck onlyLooking() {
        return new KeyCheck(null);
    }

    boolean passes(PublicKey offered) {
        HostKey key = HostKeys.of(offered);
        seen = key;
        return pinned != null && HostKeys.same(pinned, key);
    }

    Optional<HostKey> pinned() {
        return Optional.ofNullable(pinned);
    }

    Optional<HostKey> seen() {
        return Optional.ofNullable(seen);
    }

    /** The key that was shown, if it was not the pinned one. */
    Optional<HostKey> stranger() {
        return seen().filter(key -> pinned == null || !HostKeys.same(pinned, key));
    }
}
