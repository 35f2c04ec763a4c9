package org.applepie.agent.ssh;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.HostKey;

/** Reads what went wrong from what the SSH library throws. */
final class Faults {

    private Faults() {}

    static ConnectionFault ofConnecting(Throwable thrown) {
        Throwable cause = root(thrown);
        String detail = switch (cause) {
            case UnresolvedAddressException unresolved -> "its name cannot be resolved";
            case UnknownHostException unknown -> "its name cannot be resolved";
            case ConnectException refused -> sentence(refused);
            case TimeoutException late -> "it does not answer";
            default -> sentence(cause);
        };
        return new ConnectionFault.Unreachable(detail);
    }

    /** Of key exchange and authentication, in that order; {@code check} knows whether the host key was the pinned one. */
    static ConnectionFault ofLoggingIn(KeyCheck check, Throwable thrown) {
        Optional<HostKey> stranger = check.stranger();
        if (check.pinned().isPresent() && stranger.isPresent()) {
            return new ConnectionFault.HostKeyChanged(check.pinned().get(), stranger.get());
        }
        if (check.seen().isPresent() && isRefusal(root(thrown))) {
            return new ConnectionFault.AuthenticationRefused(sentence(root(thrown)));
        }
        return ofConnecting(thrown);
    }

    private static boolean isRefusal(Throwable cause) {
        return cause instanceof SshException ssh
                && switch (ssh.getDisconnectCode()) {
                    case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
                            SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
                            SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME,
                            SshConstants.SSH2_DISCONNECT_AUTH_CANCELLED_BY_USER -> true;
                    default -> false;
                };
    }

    private static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && (cause instanceof IOException || cause instanceof RuntimeException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What an exception says, on one line; an exception without words is called by its name. */
    static String sentence(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
