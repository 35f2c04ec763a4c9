package org.applepie.domain.inventory;

/** What is known of a drive's past, as far as it matters for what it may be used for. */
public sealed interface DriveState {

    /** Never seen in an array by us. */
    record Unmarked() implements DriveState {}

    /** In service as a member or as the disk of a server. */
    record InService() implements DriveState {}

    /** Was written by a run that did not finish, or left an array: must be cleaned before it is a target. */
    record Dirty(String why) implements DriveState {}
}
