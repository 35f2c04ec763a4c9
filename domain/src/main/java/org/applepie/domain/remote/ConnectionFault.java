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
