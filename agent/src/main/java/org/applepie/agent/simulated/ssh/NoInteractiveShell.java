package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** Says that there is no interactive shell here, and ends. */
final class NoInteractiveShell implements Command {

    private static final String WORDS =
            "This is a simulated server. It runs commands (ssh host command), but has no interactive shell.\r\n";

    private @Nullable OutputStream stderr;
    private @Nullable ExitCallback exit;

    @Override
    public void setInputStream(InputStream in) {}

    @Override
    public void setOutputStream(OutputStream out) {}

    @Override
    public void setErrorStream(OutputStream err) {
        this.stderr = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        if (stderr != null && exit != null) {
            stderr.write(WORDS.getBytes(StandardCharsets.US_ASCII));
            stderr.flush();
            exit.onExit(1);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {}
}
