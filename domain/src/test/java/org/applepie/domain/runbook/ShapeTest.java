package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook.Family;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final Runbook BOOK = book("a", List.of(array("/", 100)), Family.CURRENT, look("one"), look("two"));

    @Test
    void isTheSameForOtherDrivesUuidsAndSizes() {
        Runbook other = book("b", List.of(array("/", 999)), Family.CURRENT, look("one"), look("two"));

        assertThat(other.digest()).isNotEqualTo(BOOK.digest());
        assertThat(Shape.of(other)).isEqualTo(Shape.of(BOOK));
    }

    @Test
    void isAnotherForOtherStepsOrAnotherOrder() {
        assertThat(Shape.of(book("a", List.of(array("/", 100)), Family.CURRENT, look("two"), look("one"))))
                .isNotEqualTo(Shape.of(BOOK));
        assertThat(Shape.of(book("a", List.of(array("/", 100)), Family.CURRENT, look("one"), byHand("two"))))
                .isNotEqualTo(Shape.of(BOOK));
    }

    @Test
    void isAnotherForOtherMountPointsOrAnotherFamily() {
        List<PlannedArray> two = List.of(array("/", 100), array("/boot", 100));
        assertThat(Shape.of(book("a", two, Family.CURRENT, look("one"), look("two"))))
                .isNotEqualTo(Shape.of(BOOK));
        assertThat(Shape.of(book("a", List.of(array("/", 100)), Family.LEGACY, look("one"), look("two"))))
                .isNotEqualTo(Shape.of(BOOK));
    }

    @Test
    void aFamilyThatIsNotTheUsualOneCountsInTheDigest() {
        assertThat(book("a", List.of(array("/", 100)), Family.LEGACY, look("one"), look("two"))
                        .digest())
                .isNotEqualTo(BOOK.digest());
    }

    @Test
    void aWarningCountsInTheDigest() {
        Step warned = new Step.Look(
                new Step.About("two", "two", "", "", "", List.of(), Duration.ZERO, "Look out."), List.of(), List.of());

        assertThat(book("a", List.of(array("/", 100)), Family.CURRENT, look("one"), warned)
                        .digest())
                .isNotEqualTo(BOOK.digest());
    }

    private static Step look(String id) {
        return new Step.Look(about(id), List.of(), List.of());
    }

    private static Step byHand(String id) {
        return new Step.ByHand(about(id), List.of(), Card.of(), List.of());
    }

    private static Step.About about(String id) {
        return new Step.About(id, id, "", "", "", List.of(), Duration.ZERO);
    }

    private static PlannedArray array(String mountPoint, long size) {
        return new PlannedArray("md0", "uuid-" + size, 1, mountPoint, "ext4", "c" + size, "o" + size, "", size);
    }

    private static Runbook book(String serial, List<PlannedArray> arrays, Family family, Step... steps) {
        PlannedDrive drive = new PlannedDrive(
                "pie", new DriveIdentity(serial, "", "m", 1), "/dev/disk/by-id/" + serial, List.of(), "0x1");
        return new Runbook(
                new RunbookId(new UUID(0, 1)),
                new ServerId(new UUID(0, 2)),
                "mailhost",
                new UUID(0, 3),
                new Goal.MirrorRoot(Optional.empty(), ""),
                new Runbook.Binding("fingerprint", "machine"),
                Instant.EPOCH,
                new Layout(drive, drive, arrays, 512),
                List.of(new Phase("p", "p", "", List.of(), Optional.empty(), List.of(steps))),
                List.of(),
                family);
    }
}
