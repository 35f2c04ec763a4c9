package org.applepie.agent.job;

import java.util.List;
import java.util.stream.Stream;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;

/**
 * What is said to a server about a job. Each script writes lines that begin with the mark on standard error, to be read
 * with {@link Frame#read}; the one that follows writes the mark and then the job's log on standard output.
 */
public final class JobScripts {

    private static final String PLACES = Resource.text("places.sh");
    private static final String FOLLOW = PLACES + Resource.text("follow.sh");
    private static final String STATUS = PLACES + Resource.text("status.sh");
    private static final String RUN = Resource.text("run.sh");

    private JobScripts() {}

    /** Launches the job if it never was, then follows its log from {@code offset} until it ends. */
    public static RemoteScript launch(Places places, Job job, long offset, String mark) {
        return following(places, job, offset, mark, "launch", JobText.of(job, places));
    }

    /** Follows the job; if it never was launched, settles that it never will be. */
    public static RemoteScript follow(Places places, Job job, long offset, String mark) {
        return following(places, job, offset, mark, "follow", "");
    }

    /** Asks once how the job is. */
    public static RemoteScript status(Places places, JobId id, String mark) {
        return new RemoteScript(STATUS, common(places, id, mark));
    }

    private static RemoteScript following(
            Places places, Job job, long offset, String mark, String mode, String script) {
        List<String> own = List.of(mode, job.bootId(), Long.toString(offset), script, RUN);
        return new RemoteScript(
                FOLLOW,
                Stream.concat(common(places, job.id(), mark).stream(), own.stream())
                        .toList());
    }

    private static List<String> common(Places places, JobId id, String mark) {
        return List.of(mark, places.jobs(), id.value(), places.bootId(), places.path());
    }
}
