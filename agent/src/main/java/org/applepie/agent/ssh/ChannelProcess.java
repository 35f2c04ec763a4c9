package org.applepie.agent.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalInt;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** A command behind a channel of an SSH connection. */
final class ChannelProcess implements RemoteProcess {

    private final ChannelExec channel;
    private final Alarm alarm;

    ChannelProcess(ChannelExec channel, Deadline deadline) {
        this.channel = channel;
        this.alarm = Alarm.set(deadline, () -> channel.close(false));
    }

    @Override
    public InputStream stdout() {
        return channel.getInvertedOut();
    }

    @Override
    public InputStream stderr() {
        return channel.getInvertedErr();
    }

    @Override
    public void feed(byte[] input) {
        try (OutputStream stdin = channel.getInvertedIn()) {
            stdin.write(input);
        } catch (IOException ended) {
            // It ended before it read its input; what it printed and its exit code say why.
        }
    }

    @Override
    public OptionalInt exitCode(Duration patience) {
        channel.waitFor(EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.CLOSED), patience);
        Integer code = channel.getExitStatus();
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    @Override
    public void close() {
        alarm.callOff();
        channel.close(false);
    }
}
