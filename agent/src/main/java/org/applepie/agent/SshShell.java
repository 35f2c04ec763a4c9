package org.applepie.agent;

import java.time.Duration;
import java.util.List;
import org.applepie.agent.job.JobScripts;
import org.applepie.agent.job.Places;
import org.applepie.agent.ssh.Connections;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.Transport;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.jspecify.annotations.Nullable;

/** The shell of real servers, over SSH. One for all servers and threads; closing it leaves their jobs running. */
public final class SshShell implements Shell, AutoCloseable {

    private static final Duration FOR_STATUS = Duration.ofMinutes(1);

    private final AgentSettings settings;
    private final Transport transport;
    private final Asking asking;

    public SshShell(AgentSettings settings) {
        this(settings, new Connections(settings.ssh()));
    }

    /** Over whatever carries commands; closed with the shell. */
    public SshShell(AgentSettings settings, Transport transport) {
        this.settings = settings;
        this.transport = transport;
        this.asking = new Asking(transport);
    }

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
        try {
            return transport.offeredHostKey(endpoint, jump);
        } catch (InterruptedException interrupted) {
            return interrupted();
        }
    }

    @Override
    public Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit) {
        try {
            return asking.ask(login, script, arguments, limit);
        } catch (InterruptedException interrupted) {
            return interrupted();
        }
    }

    @Override
    public Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        Places places = settings.places();
        return follow(login, (from, mark) -> JobScripts.launch(places, job, from, mark), offset, sink, limit);
    }

    @Override
    public Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        Places places = settings.places();
        return follow(login, (from, mark) -> JobScripts.follow(places, job, from, mark), offset, sink, limit);
    }

    private Outcome follow(Login login, JobGo.Saying saying, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        Deadline deadline = Deadline.in(limit);
        JobGo go = new JobGo(transport, login, saying, deadline);
        return new Following(go, new Progress(sink, offset), deadline, settings).toItsEnd();
    }

    @Override
    public Reply<JobStatus> status(Login login, JobId id) {
        Mark mark = Mark.fresh();
        try {
            return switch (asking.run(login, JobScripts.status(settings.places(), id, mark.word()), FOR_STATUS)) {
                case Reply.NotConnected<Asking.Printed>(var fault) -> new Reply.NotConnected<>(fault);
                case Reply.Got<Asking.Printed>(var printed) ->
                    JobFrames.status(JobFrames.in(printed.stderr(), mark))
                            .<Reply<JobStatus>>map(Reply.Got::new)
                            .orElseGet(() -> new Reply.NotConnected<>(Asking.refusal(login, printed)));
            };
        } catch (InterruptedException interrupted) {
            return interrupted();
        }
    }

    @Override
    public void disconnect(Login login) {
        transport.disconnect(login);
    }

    @Override
    public void close() {
        transport.close();
    }

    private static <T> Reply<T> interrupted() {
        Thread.currentThread().interrupt();
        return new Reply.NotConnected<>(new ConnectionFault.Unreachable("the attempt was interrupted"));
    }
}
