package org.applepie.agent.ssh;

import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A command that runs on a server for as long as its channel is open, and no longer than its deadline. Reading slowly
 * slows the command, and nothing else on the connection.
 */
public interface RemoteProcess extends AutoCloseable {

    InputStream stdout();

    InputStream stderr();

    /** Writes all of the standard input that the command will get. */
    void feed(byte[] input);

    /** The exit code, waited for no longer than {@code patience}; empty if the server gave none. */
    OptionalInt exitCode(Duration patience) throws InterruptedException;

    /** Closes the channel. The command is not killed, but can write no more. */
    @Override
    void close();
}
