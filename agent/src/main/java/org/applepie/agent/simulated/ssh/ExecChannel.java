package org.applepie.agent.simulated.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exec request: runs in a thread of its own and gives an exit code, unless its channel is gone by then. */
final class ExecChannel implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(ExecChannel.class);

    private final FrontState state;
    private final String command;
    private final Notices notices = new Notices();
    private InputStream stdin = InputStream.nullInputStream();
    private OutputStream stdout = OutputStream.nullOutputStream();
    private OutputStream stderr = OutputStream.nullOutputStream();
    private @Nullable ExitCallback exit;

    ExecChannel(FrontState state, String command) {
        this.state = state;
        this.command = command;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.stdin = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.stdout = new ExecOutput(out, state, notices);
    }

    @Override
    public void setErrorStream(OutputStream err) {
        this.stderr = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        environment.addSignalListener((any, signal) -> notices.signal(signal.name()));
        Exec exec = new Exec(channel.getSession().getUsername(), command, stdin, stdout, stderr, notices);
        Thread.ofVirtual().name("simulated command").start(() -> run(exec));
    }

    private void run(Exec exec) {
        try {
            ended(state.carryOut(exec));
        } catch (IOException gone) {
            LOG.debug("a command of a simulated server lost its connection", gone);
        } catch (RuntimeException broken) {
            LOG.error("a command of a simulated server failed: {}", command, broken);
            ended(255);
        }
    }

    private void ended(int code) {
        try {
            stdout.flush();
            stderr.flush();
        } catch (IOException gone) {
            return;
        }
        if (exit != null && !notices.isClosed()) {
            exit.onExit(code);
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        notices.close();
    }
}
