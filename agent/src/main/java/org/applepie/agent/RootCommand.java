package org.applepie.agent;

import static org.applepie.domain.remote.ShellWord.quote;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.applepie.agent.job.RemoteScript;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Sudo;

/**
 * A script as the one line that a log-in shell gets: run by /bin/sh as root, in a clean environment, whatever the
 * account's own shell and its start-up files do.
 *
 * @param line for the log-in shell
 * @param input all of the standard input; the password for sudo and nothing else. Our scripts never read it, so that it
 *     does no harm when sudo does not ask
 */
record RootCommand(String line, Secret input) {

    /** The kernel takes no argument of 128 KiB or more, and a log-in shell gets the whole line as one argument. */
    static final int LONGEST = 120 * 1024;

    private static final Secret NOTHING = new Secret("");
    private static final String CLEAN = "exec /usr/bin/env -i"
            + " PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 ";

    /**
     * @throws IllegalArgumentException if the line would be longer than a server takes, or the password is no line
     */
    static RootCommand of(Sudo sudo, RemoteScript script) {
        String words =
                script.arguments().stream().map(word -> " " + quote(word)).collect(Collectors.joining());
        String line = CLEAN + prefix(sudo) + "/bin/sh -c " + quote(script.text()) + " applepie" + words;
        int length = line.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "a script of %d bytes is too long, %d are possible: split the job".formatted(length, LONGEST));
        }
        return new RootCommand(line, input(sudo));
    }

    private static String prefix(Sudo sudo) {
        return switch (sudo) {
            case Sudo.NotNeeded() -> "";
            case Sudo.WithoutPassword() -> "sudo -n -- ";
            case Sudo.WithPassword(var password) -> "sudo -S -p '' -- ";
        };
    }

    byte[] inputBytes() {
        return input.reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static Secret input(Sudo sudo) {
        return switch (sudo) {
            case Sudo.NotNeeded() -> NOTHING;
            case Sudo.WithoutPassword() -> NOTHING;
            case Sudo.WithPassword(var password) -> line(password.reveal());
        };
    }

    private static Secret line(String password) {
        if (password.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new IllegalArgumentException("a password for sudo is one line");
        }
        return new Secret(password + "\n");
    }
}
