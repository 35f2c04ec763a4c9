package org.applepie.agent;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Sudo;

/** Says why our script never began, from what the log-in shell and sudo wrote on standard error in its place. */
final class Refusals {

    private record Known(String words, String reason) {}

    /** The words are those of sudo 1.8 and 1.9, in English because we set the locale; all that match are told. */
    private static final List<Known> SUDO = List.of(
            new Known("incorrect password attempt", "the password for sudo is wrong"),
            new Known("no password was provided", "the password for sudo is wrong"),
            new Known("a password is required", "sudo asks for a password, and none is set for this server"),
            new Known("not in the sudoers file", "the user is not in the sudoers file"),
            new Known("may not run sudo", "the user may not run sudo on this host"),
            new Known("is not allowed to execute", "the sudoers file does not let the user run /bin/sh as root"),
            new Known("must have a tty", "the sudoers file asks for a terminal (requiretty)"),
            new Known("account validation failure", "the account is locked or its password expired"),
            new Known("account or password is expired", "the account or its password expired"),
            new Known("password expired", "the account's password expired"),
            new Known("no tty present", "sudo asks for a password, and none is set for this server"));

    private static final int NOT_FOUND = 127;

    private Refusals() {}

    static ConnectionFault of(Sudo sudo, String stderr, OptionalInt exitCode) {
        if (exitCode.isEmpty()) {
            return new ConnectionFault.Unreachable("the connection was cut");
        }
        int code = exitCode.getAsInt();
        return switch (sudo) {
            case Sudo.NotNeeded() -> new ConnectionFault.Unreachable(shellRefused(stderr, code));
            case Sudo.WithoutPassword() -> new ConnectionFault.SudoRefused(sudoRefused(stderr, code));
            case Sudo.WithPassword(var password) -> new ConnectionFault.SudoRefused(sudoRefused(stderr, code));
        };
    }

    private static String sudoRefused(String stderr, int code) {
        String said = stderr.toLowerCase(Locale.ROOT);
        for (Known known : SUDO) {
            if (said.contains(known.words())) {
                return known.reason();
            }
        }
        if (code == NOT_FOUND && said.contains("sudo")) {
            return "sudo is not installed on the server";
        }
        return "sudo ended with exit code " + code + lastLine(stderr);
    }

    private static String shellRefused(String stderr, int code) {
        return "the log-in works, but the account's shell ran nothing and ended with exit code " + code
                + lastLine(stderr);
    }

    private static String lastLine(String stderr) {
        return stderr.lines()
                .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(line -> !line.isEmpty())
                .reduce((first, last) -> last)
                .map(line -> ": " + line.substring(0, Math.min(300, line.length())))
                .orElse("");
    }
}
