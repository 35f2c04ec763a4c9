package org.applepie.agent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.applepie.agent.Following.Ended;
import org.applepie.agent.job.Frame;
import org.applepie.agent.job.RemoteScript;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.applepie.agent.ssh.Transport;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.Reply;

/** One command on the server that launches or follows a job: its standard output is the job's log and nothing else. */
final class JobGo implements Following.Go {

    private static final int MOST_FRAMES = 1 << 20;
    private static final Duration FOR_EXIT_CODE = Duration.ofSeconds(5);

    /** What to say to the server, given how much of the log is known already. */
    interface Saying {
        RemoteScript script(long offset, String mark);
    }

    private final Transport transport;
    private final Login login;
    private final Saying saying;
    private final Deadline deadline;

    JobGo(Transport transport, Login login, Saying saying, Deadline deadline) {
        this.transport = transport;
        this.login = login;
        this.saying = saying;
        this.deadline = deadline;
    }

    @Override
    public Ended run(Progress progress) throws InterruptedException {
        Mark mark = Mark.fresh();
        RootCommand command = RootCommand.of(login.sudo(), saying.script(progress.offset(), mark.word()));
        return switch (transport.run(login, command.line(), deadline)) {
            case Reply.NotConnected<RemoteProcess>(var fault) -> new Ended.Cut(fault);
            case Reply.Got<RemoteProcess>(var process) -> hear(process, command, mark, progress);
        };
    }

    private Ended hear(RemoteProcess process, RootCommand command, Mark mark, Progress progress)
            throws InterruptedException {
        long before = progress.offset();
        try (process) {
            Collector stderr = Collector.of(process.stderr(), MOST_FRAMES);
            process.feed(command.inputBytes());
            InputStream log = new BufferedInputStream(process.stdout(), 64 * 1024);
            if (!AfterMark.skipTo(mark, log)) {
                return new Ended.Cut(refusal(process, stderr));
            }
            progress.connected();
            hand(log, progress);
            return ended(JobFrames.in(stderr.all(), mark), before, progress.offset());
        } catch (InterruptedIOException interrupted) {
            throw new InterruptedException("interrupted while following a job");
        } catch (IOException cut) {
            return new Ended.Cut(new ConnectionFault.Unreachable("the connection was cut"));
        }
    }

    private ConnectionFault refusal(RemoteProcess process, Collector stderr) throws IOException, InterruptedException {
        return Asking.refusal(
                login,
                new Asking.Printed(new byte[0], stderr.all(), process.exitCode(deadline.leftUpTo(FOR_EXIT_CODE))));
    }

    private static void hand(InputStream log, Progress progress) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int n = log.read(buffer); n >= 0; n = log.read(buffer)) {
            progress.output(Arrays.copyOf(buffer, n));
        }
    }

    /**
     * The exit code is told only when all of the log is here. If a go brings nothing although bytes are missing, there
     * are none: the log on the server was cut short, and its true length is told.
     */
    private static Ended ended(List<Frame> frames, long before, long now) {
        boolean silent = now == before;
        for (Frame frame : frames) {
            if (frame instanceof Frame.Exited(int code, long size) && (now >= size || silent)) {
                return new Ended.Settled(new Outcome.Exited(code, silent ? Math.min(now, size) : now));
            }
            if (frame instanceof Frame.Lost(Outcome.Reason reason, String detail)) {
                return new Ended.Settled(new Outcome.Lost(reason, detail));
            }
        }
        return new Ended.Cut(new ConnectionFault.Unreachable("the connection was cut"));
    }
}
