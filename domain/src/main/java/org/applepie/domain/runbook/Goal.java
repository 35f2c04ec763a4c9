package org.applepie.domain.runbook;

import java.util.Optional;
import org.applepie.domain.inventory.DriveId;

/** What the operator wants of a server. */
public sealed interface Goal {

    /**
     * Takes the live root disk to RAID1 onto a second drive.
     *
     * @param target the drive to become pie; empty if the server has just one candidate
     * @param typedLabel what the operator typed to confirm that everything on the target may be destroyed; empty if not asked
     */
    record MirrorRoot(Optional<DriveId> target, String typedLabel) implements Goal {}
}
