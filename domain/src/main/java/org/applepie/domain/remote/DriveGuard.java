package org.applepie.domain.remote;

/**
 * A drive which must be what the runbook thinks it is, checked inside the remote job right before its first action.
 * The size must agree, and two of serial, WWN and model must; an empty fact is one that the runbook does not know.
 *
 * @param path the device path the job uses: below /dev/disk/by-id, or a kernel name where there is no such directory
 * @param sizeBytes size of the whole drive
 * @param position where it sits, which must agree too, for a drive that tells neither serial nor WWN; empty otherwise
 */
public record DriveGuard(String path, String serial, String wwn, String model, long sizeBytes, String position) {}
