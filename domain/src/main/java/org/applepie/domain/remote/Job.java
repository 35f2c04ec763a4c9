package org.applepie.domain.remote;

import java.util.List;

/**
 * Work that changes a server. It runs detached, outlives the connection, and is launched at most once per id.
 *
 * @param bootId the boot the job belongs to; on any other boot it refuses to start
 * @param machineId the machine it belongs to; on any other machine it refuses to start
 * @param guards drives whose identity is checked first
 * @param actions done in order until one fails
 * @param cleanup done at the end in order, whatever happened, each even if an earlier one failed
 */
public record Job(
        JobId id,
        String bootId,
        String machineId,
        List<DriveGuard> guards,
        List<Action> actions,
        List<Action> cleanup) {

    /** Exit code of a job which refused to start because boot, machine or a drive was not the expected one. */
    public static final int IDENTITY_REFUSED = 97;

    /** Exit code of a job whose {@link Action.ExpectSilence} heard something. */
    public static final int EXPECTATION_FAILED = 98;

    public Job {
        guards = List.copyOf(guards);
        actions = List.copyOf(actions);
        cleanup = List.copyOf(cleanup);
    }
}
