package org.applepie.domain.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private final Reading typical = Readings.typical().reading();

    @Test
    void anotherRunLockChangesNothingElse() {
        Fact<String> lock = Fact.of("5ca1ab1e");
        Reading locked = typical.withRunLock(lock);
        assertThat(locked).isEqualTo(Readings.typical().withRunLock(lock).reading());
        assertThat(locked.withRunLock(typical.runLock())).isEqualTo(typical);
    }

    @Test
    void otherDrivesChangeNothingElse() {
        Fact<List<Disk>> none = Fact.of(List.of());
        Reading without = typical.withDisks(none);
        assertThat(without.disks()).isEqualTo(none);
        assertThat(without.withDisks(typical.disks())).isEqualTo(typical);
    }
}
