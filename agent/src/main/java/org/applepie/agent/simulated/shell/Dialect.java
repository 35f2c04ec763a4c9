package org.applepie.agent.simulated.shell;

import java.io.IOException;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;

/** Where shells word things differently. */
public enum Dialect {
    /** Debian's dash 0.5. */
    DASH,
    /** bash 2.05b as /bin/sh of Debian 3.1: names no lines. */
    BASH2;

    String complaint(String shell, int line, String message) {
        return switch (this) {
            case DASH -> shell + ": " + line + ": " + message + "\n";
            case BASH2 -> shell + ": " + message + "\n";
        };
    }

    String notExecuted(String name, ErrnoException refused) {
        boolean missing = refused.errno() == Errno.ENOENT;
        return switch (this) {
            case DASH -> name + ": " + (missing ? "not found" : refused.getMessage());
            case BASH2 -> name + ": " + (missing && name.indexOf('/') < 0 ? "command not found" : refused.getMessage());
        };
    }

    String notOpened(String path, boolean create, IOException refused) {
        String why = String.valueOf(refused.getMessage());
        boolean missing = refused instanceof ErrnoException errno && errno.errno() == Errno.ENOENT;
        return switch (this) {
            case DASH ->
                "cannot " + (create ? "create " : "open ") + path + ": "
                        + (missing ? create ? "Directory nonexistent" : "No such file" : why);
            case BASH2 -> path + ": " + why;
        };
    }

    String noDirectory(String path, ErrnoException refused) {
        return switch (this) {
            case DASH -> "cd: can't cd to " + path;
            case BASH2 -> "cd: " + path + ": " + refused.getMessage();
        };
    }

    String syntax(String message) {
        return switch (this) {
            case DASH -> "Syntax error: " + message;
            case BASH2 -> "syntax error: " + message;
        };
    }
}
