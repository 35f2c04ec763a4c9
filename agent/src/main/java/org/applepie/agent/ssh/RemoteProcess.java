package org.applepie.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/**
 * A command that runs on a server for as long as its channel is open, and no longer than its deadline. Reading slowly
 * slows the command, and nothing else on the connection.
 */
public final class RemoteProcess implements AutoCloseable {

    private final ChannelExec channel;
    private final Alarm alarm;

    RemoteProcess(ChannelExec channel, Deadline deadline) {
        this.channel = channel;
        this.alarm = Alarm.set(deadline, () -> channel.close(false));
    }

    public InputStream stdout() {
        return channel.getInvertedOut();
    }

    public InputStream stderr() {
        return channel.getInvertedErr();
    }

    /** Writes all of the standard input that the command will get. */
    public void feed(byte[] input) {
        try (OutputStream stdin = channel.getInvertedIn()) {
            stdin.write(input);
        } catch (IOException ended) {
            // It ended before it read its input; what it printed and its exit code say why.
        }
    }

    /** The exit code, waited for no longer than {@code patience}; empty if the server gave none. */
    public OptionalInt exitCode(Duration patience) {
        channel.waitFor(EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.CLOSED), patience);
        Integer code = channel.getExitStatus();
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Closes the channel. The command is not killed, but can write no more. */
    @Override
    public void close() {
        alarm.callOff();
        channel.close(false);
    }
}
