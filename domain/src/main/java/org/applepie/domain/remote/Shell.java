package org.applepie.domain.remote;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door to servers. Safe for many threads; one live connection per server is kept and shared. */
public interface Shell {

    /** The key the far end offers, without logging in and without trusting it. */
    Reply<HostKey> offeredHostKey(Endpoint endpoint, @Nullable Login jump);

    /**
     * Runs a read-only POSIX shell script as root in one round trip.
     *
     * @param script script text, constant and our own; facts go in {@code arguments} ($1, $2, ...), never in the text
     * @param limit how long the answer may take
     */
    Reply<Answer> ask(Login login, String script, List<String> arguments, Duration limit);

    /**
     * Launches the job if no job of its id was ever launched, follows its output from {@code offset}, and returns when it
     * ended. A cut connection is made anew and the output resumes where it was; returns {@link Outcome.TimedOut} when
     * {@code limit} is over, and {@link Outcome.NoConnection} when the server could not be reached for {@code limit} or
     * refuses us.
     *
     * @throws InterruptedException when the calling thread is interrupted; the job goes on
     */
    Outcome execute(Login login, Job job, long offset, OutputSink sink, Duration limit) throws InterruptedException;

    /** Follows a job that was launched earlier, without ever launching it. Otherwise as {@link #execute}. */
    Outcome follow(Login login, Job job, long offset, OutputSink sink, Duration limit) throws InterruptedException;

    /** What the server knows of the job. */
    Reply<JobStatus> status(Login login, JobId id);

    /** Ends the live connection to a server, if any; the next call makes a new one. */
    void disconnect(Login login);

    /**
     * What a read-only script printed.
     *
     * @param exitCode its exit code, or -1 if none was given
     */
    record Answer(int exitCode, byte[] stdout, byte[] stderr) {}
}
