package org.applepie.web.disk;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.disk.TableEntry;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.web.Show;
import org.applepie.web.disk.MapScale.Stretch;

/** The map of what a runbook makes of the drives. */
public final class PlannedMap {

    private PlannedMap() {}

    /** Both drives as they are at the end. */
    public static DiskMap draw(Layout layout) {
        long longest = Math.max(
                layout.apple().identity().sizeBytes(), layout.pie().identity().sizeBytes());
        MapScale scale = new MapScale(longest);
        return new DiskMap(List.of(bar(scale, layout, layout.apple()), bar(scale, layout, layout.pie())));
    }

    private static DiskMap.Bar bar(MapScale scale, Layout layout, PlannedDrive drive) {
        List<Stretch> stretches = new ArrayList<>();
        for (TableEntry entry : drive.table()) {
            layout.arrays().stream()
                    .filter(a -> a.partition() == entry.number())
                    .forEach(array -> stretches.add(stretch(layout, entry, array)));
        }
        String detail = "%s, %s, %s, MBR table %s"
                .formatted(
                        drive.identity().model(),
                        drive.identity().mark(),
                        Show.bytes(drive.identity().sizeBytes()),
                        drive.diskId().isEmpty() ? "with an id that LILO gives it" : drive.diskId());
        return scale.bar(drive.label(), detail, drive.identity().sizeBytes(), stretches);
    }

    private static Stretch stretch(Layout layout, TableEntry entry, PlannedArray array) {
        return new Stretch(
                entry.start() * layout.logicalSectorBytes(),
                entry.size() * layout.logicalSectorBytes(),
                "member",
                entry.number() + " " + array.name() + " " + array.mountPoint(),
                "member of %s, %s for %s".formatted(array.name(), array.contentType(), array.mountPoint()));
    }
}
