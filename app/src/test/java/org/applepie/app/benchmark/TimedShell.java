package org.applepie.app.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.applepie.domain.inventory.ReadingScript;
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

/** The agent, with notes of when it was asked what and how long that took. */
final class TimedShell implements Shell {

    private final Shell agent;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    TimedShell(Shell agent) {
        this.agent = agent;
    }

    /** What the agent is asked for. */
    enum Kind {
        JOB,
        READING,
        OTHER
    }

    /** One call; {@code millis} is what it took. */
    record Call(Kind kind, Instant ended, double millis) {}

    List<Call> calls() {
        return calls;
    }

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
        return agent.offeredHostKey(endpoint, jump);
    }

    @Override
    public Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit) {
        long began = System.nanoTime();
        Reply<Answer> reply = agent.ask(login, script, arguments, limit);
        note(script.equals(ReadingScript.text()) ? Kind.READING : Kind.OTHER, began);
        return reply;
    }

    @Override
    public Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        long began = System.nanoTime();
        Outcome outcome = agent.execute(login, job, offset, sink, limit);
        note(job.id().value().endsWith("lock") ? Kind.OTHER : Kind.JOB, began);
        return outcome;
    }

    private void note(Kind kind, long began) {
        calls.add(new Call(kind, Instant.now(), (System.nanoTime() - began) / 1e6));
    }

    @Override
    public Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        return agent.follow(login, job, offset, sink, limit);
    }

    @Override
    public Reply<JobStatus> status(Login login, JobId id) {
        return agent.status(login, id);
    }

    @Override
    public void disconnect(Login login) {
        agent.disconnect(login);
    }
}
