package org.applepie.agent.ssh;

import java.time.Duration;

/**
 * How patient the SSH side is, and how much it does at once.
 *
 * @param connect how long a TCP connection may take
 * @param logIn how long key exchange and authentication may take together
 * @param keepAlive pause between two keep-alive requests; a server that leaves {@code unanswered} of them without reply
 *     is cut off when the next is due
 * @param unanswered keep-alive requests that may be without reply
 * @param channels commands at one time over one connection; OpenSSH allows 10 by default (MaxSessions)
 * @param openings connections being opened at one time
 */
public record SshSettings(
        Duration connect, Duration logIn, Duration keepAlive, int unanswered, int channels, int openings) {

    public SshSettings {
        if (unanswered < 1 || channels < 1 || openings < 1) {
            throw new IllegalArgumentException("unanswered, channels and openings must be at least 1");
        }
    }

    /** A dead link is noticed in less than 30 s: the third keep-alive in a row without an answer cuts it. */
    public static SshSettings standard() {
        return new SshSettings(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(9), 2, 8, 16);
    }

    public SshSettings withKeepAlive(Duration interval) {
        return new SshSettings(connect, logIn, interval, unanswered, channels, openings);
    }
}
