package org.applepie.domain.remote;

/** What a server says about a job id right now. */
public sealed interface JobStatus {

    /** No trace of it in this boot. */
    record Never(String bootId) implements JobStatus {}

    record Running(String bootId, long outputBytes) implements JobStatus {}

    record Exited(String bootId, int code, long outputBytes) implements JobStatus {}

    record Lost(String bootId, Outcome.Reason reason, String detail) implements JobStatus {}
}
