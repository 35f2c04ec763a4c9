package org.applepie.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.applepie.domain.inventory.ReadingComparison.Difference;
import org.junit.jupiter.api.Test;

class ReadingComparisonTest {

    private final Readings typical = Readings.typical();

    @Test
    void aReadingDoesNotDifferFromItself() {
        for (String name : List.of("debian-12-mbr-single", "debian-12-degraded-copy", "debian-12-arrays-renamed")) {
            Reading reading = Readings.captured(name).reading();
            assertThat(ReadingComparison.compare(reading, reading)).isEmpty();
        }
    }

    @Test
    void tellsWhatCameAndWhatWent() {
        Reading changed = typical.withTool("mdadm", "4.2-5")
                .withFile("/etc/lilo.conf", "boot=/dev/sda\n")
                .withoutDisk(Readings.PIE)
                .withRunLock(Fact.unknown("unreadable"))
                .reading();
        assertThat(ReadingComparison.compare(typical.reading(), changed))
                .contains(
                        new Difference("tool mdadm", "", "there 4.2-5"),
                        new Difference("file /etc/lilo.conf", "not there", "boot=/dev/sda\n"),
                        new Difference("run lock", "", "unknown: unreadable"),
                        new Difference("drive PIE001: partition table", "none", ""));
    }

    @Test
    void followsDrivesAndArraysWhateverTheKernelCallsThem() {
        Reading before = Readings.captured("debian-12-degraded-copy").reading();
        Reading after = Readings.captured("debian-12-arrays-renamed").reading();
        List<Difference> differences = ReadingComparison.compare(before, after);
        assertThat(differences).extracting(Difference::what).doesNotContain("drive PIE001: partition table");
        assertThat(differences)
                .filteredOn(d -> d.what().equals("array a440e265:1db344e9:88e60506:bdf81cb7"))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.before()).contains("md2", "sdb6");
                    assertThat(d.after()).contains("md126", "sda6");
                });
    }

    @Test
    void unknownFactsAreToldOnce() {
        Reading unknown = typical.withDisks(Fact.unknown("lsblk is missing")).reading();
        assertThat(ReadingComparison.compare(typical.reading(), unknown))
                .contains(new Difference("drives", "", "unknown: lsblk is missing"));
    }
}
