package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.Signature;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.raid.Recovery;

/** Pieces of readings which the proofs' tests need. */
final class ProofsReadings {

    private ProofsReadings() {}

    static Partition partition(Partition p, List<Signature> signatures, List<String> holders) {
        return new Partition(
                p.kernelName(),
                p.number(),
                p.startSector(),
                p.sizeBytes(),
                p.partUuid(),
                signatures,
                Content.NONE,
                holders);
    }

    static MdArray array(String uuid, Optional<Recovery> recovery, long mismatches, Member... members) {
        return new MdArray("md9", uuid, "raid1", "1.2", 2, "clean", false, List.of(members), recovery, mismatches);
    }
}
