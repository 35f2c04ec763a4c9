package org.applepie.app.safety;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.job.Places;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.applepie.agent.ssh.SshSettings;
import org.applepie.agent.ssh.Transport;
import org.applepie.app.run.KillableConsole;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.OutputSink;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The real agent over a line in memory, in virtual time: pauses between two tries and the patience for a job are of the world's
 * clock. Every call and every piece of output is a moment at which the console may be killed and everything is looked at.
 */
final class Line implements Shell, KillableConsole.Time, AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Who is told what passes here. */
    interface Observer {
        /** A job is about to be sent. */
        void sending(Job job);

        /** The server was read; told before the console learns of it. */
        void read();

        /** A good moment to look at everything. */
        void moment();
    }

    private final VirtualTime time;
    private final Fuse fuse;
    private final SshShell agent;
    private final Set<Thread> drivers = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Following> following = new ThreadLocal<>();
    private volatile Tampering tampering = Tampering.NONE;
    private volatile Voyage voyage;
    private volatile Observer observer = new Observer() {
        @Override
        public void sending(Job job) {}

        @Override
        public void read() {}

        @Override
        public void moment() {}
    };

    Line(VirtualTime time, Fuse fuse, Transport transport) {
        this.time = time;
        this.fuse = fuse;
        this.agent = new SshShell(
                new AgentSettings(SshSettings.standard(), Places.standard(), Duration.ZERO, Duration.ZERO),
                new InTime(transport));
    }

    void observedBy(Observer by) {
        observer = by;
    }

    void tamperedWith(Tampering by, Voyage in) {
        voyage = in;
        tampering = by;
    }

    /** Whether a thread of the console is at work for a run, as far as it has been seen. */
    boolean isDriven() {
        drivers.removeIf(thread -> !thread.isAlive());
        return !drivers.isEmpty();
    }

    private void deed(String what) {
        Thread thread = Thread.currentThread();
        if (Fuse.isDriver(thread)) {
            drivers.add(thread);
            observer.moment();
        }
        fuse.burn(what);
    }

    @Override
    public Duration elapsed() {
        return time.elapsed();
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        deed("before it goes on");
        time.sleep(length);
    }

    @Override
    public java.time.Clock clock() {
        return new java.time.Clock() {
            @Override
            public java.time.Instant instant() {
                fuse.burn("while it reads the clock, which it does in the midst of recording");
                return time.now();
            }

            @Override
            public java.time.ZoneId getZone() {
                return java.time.ZoneOffset.UTC;
            }

            @Override
            public java.time.Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }

    /** What is known of a job that is being followed, whose patience is of virtual time. */
    private static final class Following {
        private final Duration until;
        private int tries;
        private Duration pause = FIRST_PAUSE;

        Following(Duration until) {
            this.until = until;
        }
    }

    /** Unwinds the agent's waiting when virtual patience is over. */
    private static final class OutOfPatience extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ConnectionFault fault;

        OutOfPatience(ConnectionFault fault) {
            super(fault.describe());
            this.fault = fault;
        }
    }

    /** Lets virtual time pass between two tries of one call. */
    private final class InTime implements Transport {
        private final Transport inner;

        InTime(Transport inner) {
            this.inner = inner;
        }

        @Override
        public Reply<RemoteProcess> run(Login login, String command, Deadline deadline) throws InterruptedException {
            Following job = following.get();
            if (job != null && job.tries++ > 0) {
                time.sleep(job.pause);
                job.pause = job.pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                        ? LONGEST_PAUSE
                        : job.pause.multipliedBy(2);
            }
            Reply<RemoteProcess> reply = inner.run(login, command, deadline);
            if (job != null
                    && reply instanceof Reply.NotConnected<RemoteProcess>(var fault)
                    && time.elapsed().compareTo(job.until) > 0) {
                throw new OutOfPatience(fault);
            }
            return reply;
        }

        @Override
        public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) throws InterruptedException {
            return inner.offeredHostKey(endpoint, jump);
        }

        @Override
        public void disconnect(Login login) {
            inner.disconnect(login);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    @Override
    public Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump) {
        return agent.offeredHostKey(endpoint, jump);
    }

    @Override
    public Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit) {
        deed("before it asks");
        Reply<Answer> reply = agent.ask(login, script, arguments, limit);
        if (script.length() > 5_000 && reply instanceof Reply.Got<Answer>) {
            observer.read();
            afterReading(login);
        }
        fuse.burn("after it asked");
        return reply;
    }

    private void afterReading(Login login) {
        if (!Fuse.isDriver(Thread.currentThread())) {
            return;
        }
        try {
            tampering.afterReading(
                    voyage, login, job -> agent.execute(login, job, 0, (offset, bytes) -> {}, Duration.ofMinutes(1)));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        deed("before it sends a job");
        observer.sending(job);
        return patiently(
                limit,
                () -> tampering.execute(voyage, job, sent -> agent.execute(login, sent, offset, watched(sink), limit)));
    }

    @Override
    public Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit)
            throws InterruptedException {
        deed("before it follows a job");
        return patiently(limit, () -> agent.follow(login, job, offset, watched(sink), limit));
    }

    private interface Call {
        Outcome go() throws InterruptedException;
    }

    private Outcome patiently(Duration limit, Call call) throws InterruptedException {
        following.set(new Following(time.elapsed().plus(limit)));
        try {
            return call.go();
        } catch (OutOfPatience over) {
            return new Outcome.NoConnection(over.fault);
        } finally {
            following.remove();
            fuse.burn("after a job");
        }
    }

    private OutputSink watched(OutputSink sink) {
        return new OutputSink() {
            @Override
            public void output(long offset, byte[] bytes) {
                fuse.burn("before it keeps output");
                sink.output(offset, bytes);
                fuse.burn("after it kept output");
            }

            @Override
            public void link(LinkState state) {
                sink.link(state);
            }
        };
    }

    @Override
    public Reply<JobStatus> status(Login login, JobId id) {
        deed("before it asks for a job");
        return agent.status(login, id);
    }

    @Override
    public void disconnect(Login login) {
        agent.disconnect(login);
    }

    @Override
    public void close() {
        agent.close();
    }
}
