package org.applepie.app.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BootRecord;
import org.applepie.domain.disk.Content;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.disk.PartitionTable;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/**
 * Adds two drives to every reading of this machine: no run goes on without the drives of its runbook, and the machine that
 * runs a benchmark may have none that says who it is. The server is read all the same, with everything that costs.
 */
final class TwoDrives implements ReadsServers {

    private static final DriveIdentity APPLE = new DriveIdentity("BENCH-1", "", "Benchmark drive", 8_000_000_000L);
    private static final DriveIdentity PIE = new DriveIdentity("BENCH-2", "", "Benchmark drive", 8_000_000_000L);

    private final ReadsServers reader;

    TwoDrives(ReadsServers reader) {
        this.reader = reader;
    }

    static Layout layout() {
        return new Layout(planned("apple", APPLE), planned("pie", PIE), List.of(), 512);
    }

    private static PlannedDrive planned(String label, DriveIdentity identity) {
        return new PlannedDrive(label, identity, "/dev/disk/by-id/benchmark-" + label, List.of(), "");
    }

    @Override
    public Reply<Reading> read(Login login) {
        return switch (reader.read(login)) {
            case Reply.NotConnected<Reading> not -> not;
            case Reply.Got<Reading>(Reading reading) -> new Reply.Got<>(withDrives(reading));
        };
    }

    private static Reading withDrives(Reading reading) {
        List<Disk> disks = new ArrayList<>(reading.disks().orElse(List.of()));
        disks.add(disk("sdx", APPLE));
        disks.add(disk("sdy", PIE));
        return reading.withDisks(Fact.of(List.copyOf(disks)));
    }

    private static Disk disk(String name, DriveIdentity identity) {
        return new Disk(
                name,
                identity,
                List.of(),
                512,
                512,
                false,
                "sata",
                false,
                false,
                new PartitionTable.None(),
                List.of(),
                new BootRecord.Empty(),
                List.of(),
                Content.NONE,
                List.of());
    }
}
