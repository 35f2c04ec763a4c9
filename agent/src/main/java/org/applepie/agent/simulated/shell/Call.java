package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.View;

/**
 * One execution of a program. All text is one char per byte (ISO 8859-1): arguments, environment and file names pass
 * through without loss, whatever they hold.
 */
public interface Call {

    /** The name it was called by, argv[0]. */
    String name();

    /** Without the name. */
    List<String> arguments();

    Map<String, String> environment();

    /** Standard input, at its end if closed. Not buffered. */
    InputStream in();

    /** Standard output. Not buffered; writing to a pipe that nobody reads ends the process as SIGPIPE does. */
    OutputStream out();

    /** Standard error. Not buffered. */
    OutputStream err();

    /** Files as this process sees them: from its root and working directory, with its umask and user. */
    View files();

    SimulatedProcess process();

    default SimulatedTime time() {
        return process().time();
    }

    /** Writes {@code text} to standard output as it is. */
    default void print(String text) throws IOException {
        out().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes {@code text} to standard error as it is. */
    default void warn(String text) throws IOException {
        err().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes {@code NAME: MESSAGE} and a line end to standard error, and gives {@code code} back. */
    default int fail(int code, String message) throws IOException {
        warn(name() + ": " + message + "\n");
        return code;
    }
}
