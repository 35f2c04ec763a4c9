package org.applepie.domain.remote;

/** Why no trusted connection exists. */
public sealed interface ConnectionFault {

    /** One sentence for people. */
    String describe();

    record Unreachable(String detail) implements ConnectionFault {
        @Override
        public String describe() {
            return "The server cannot be reached: " + detail;
        }
    }

    /** The far end shows another key than the one a person confirmed. Everything for this server stops. */
    record HostKeyChanged(HostKey pinned, HostKey offered) implements ConnectionFault {
        @Override
        public String describe() {
            return "The host key changed: pinned " + pinned.fingerprint() + ", offered " + offered.fingerprint();
        }
    }

    /** No key is pinned yet. */
    record NotPinned() implements ConnectionFault {
        @Override
        public String describe() {
            return "No host key is pinned for this server yet";
        }
    }

    /**
     * The server speaks only what we speak to nobody without a person's permit.
     *
     * @param offered what it offers where nothing is in common, such as {@code key exchange
     *     diffie-hellman-group1-sha1; host key ssh-rsa}
     */
    record LegacyAlgorithmsOnly(String offered) implements ConnectionFault {
        @Override
        public String describe() {
            return "The server offers only old SSH algorithms, which are refused by default (" + offered
                    + "); an operator may allow them for this server alone, with a reason, on its page";
        }
    }

    record AuthenticationRefused(String detail) implements ConnectionFault {
        @Override
        public String describe() {
            return "The server refused the log-in: " + detail;
        }
    }

    record SudoRefused(String detail) implements ConnectionFault {
        @Override
        public String describe() {
            return "The log-in works but root rights do not: " + detail;
        }
    }

    /** A fault of the jump server on the way. */
    record JumpFault(ConnectionFault fault) implements ConnectionFault {
        @Override
        public String describe() {
            return "On the jump server: " + fault.describe();
        }
    }
}
