package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook.Family;

/** Plans what both drives and the arrays will be; every UUID is decided here, so that a proof can tell ours from foreign. */
final class LayoutPlan {

    static final String RAID_TYPE = "fd";

    private final Situation situation;
    private final Supplier<UUID> uuids;

    LayoutPlan(Situation situation, Supplier<UUID> uuids) {
        this.situation = situation;
        this.uuids = uuids;
    }

    Layout plan() {
        List<TableEntry> table =
                situation.appleTable().entries().stream().map(this::retagged).toList();
        String appleId = situation.appleTable().diskId();
        return new Layout(
                drive(situation.appleLabel(), situation.apple(), table, appleId),
                drive(situation.pieLabel(), situation.pie(), table, legacy() ? "" : freshDiskId(appleId)),
                arrays(),
                situation.apple().logicalSectorBytes());
    }

    /** mdadm 1.9 chooses the UUID of an array itself, mkswap 2.12 that of a swap area, and LILO the id of a drive. */
    private boolean legacy() {
        return Family.of(situation.reading()) == Family.LEGACY;
    }

    private TableEntry retagged(TableEntry entry) {
        boolean mirrored = situation.volumes().stream().anyMatch(v -> v.number() == entry.number());
        String type = mirrored ? RAID_TYPE : entry.type();
        return new TableEntry(entry.number(), entry.start(), entry.size(), type, entry.bootable());
    }

    private static PlannedDrive drive(String label, Disk disk, List<TableEntry> table, String diskId) {
        return new PlannedDrive(label, disk.identity(), Situation.path(disk), table, diskId);
    }

    /** Two drives with one disk id have the same PARTUUIDs, and by-partuuid then names one of them at random. */
    private String freshDiskId(String taken) {
        String id;
        do {
            id = String.format("0x%08x", (int) uuids.get().getLeastSignificantBits());
        } while (id.equals(taken) || id.equals("0x00000000"));
        return id;
    }

    private List<PlannedArray> arrays() {
        List<PlannedArray> arrays = new ArrayList<>();
        for (Volume v : situation.volumes()) {
            arrays.add(new PlannedArray(
                    "md" + arrays.size(),
                    legacy() ? "" : mdUuid(uuids.get()),
                    v.number(),
                    v.mountPoint(),
                    v.type(),
                    legacy() && v.isSwap() ? "" : uuids.get().toString(),
                    v.uuid(),
                    v.label(),
                    v.sizeBytes() / situation.apple().logicalSectorBytes()));
        }
        return arrays;
    }

    /** mdadm writes a UUID as four groups of eight digits. */
    static String mdUuid(UUID uuid) {
        String hex = uuid.toString().replace("-", "");
        return String.join(":", hex.substring(0, 8), hex.substring(8, 16), hex.substring(16, 24), hex.substring(24));
    }
}
