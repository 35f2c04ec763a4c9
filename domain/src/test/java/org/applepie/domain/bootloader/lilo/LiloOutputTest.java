package org.applepie.domain.bootloader.lilo;

import static org.assertj.core.api.Assertions.assertThat;

import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiloOutputTest {

    private static LiloOutput sample(String name) {
        return LiloOutput.parse(SargeSamples.text("lilo." + name));
    }

    @Test
    void readsAPlainInstallWithItsWarning() {
        LiloOutput output = sample("plain");
        assertThat(output.added())
                .containsExactly(new LiloOutput.Added("Linux", true), new LiloOutput.Added("LinuxNORAID", false));
        assertThat(output.skipped()).containsExactly("/vmlinuz.old");
        assertThat(output.warnings())
                .singleElement()
                .asString()
                .startsWith("'/proc/partitions'")
                .endsWith("'/dev/sda'");
        assertThat(output.records()).isEmpty();
        assertThat(output.succeeded(0)).isTrue();
        assertThat(output.succeeded(1)).isFalse();
    }

    @Test
    void readsTheRecordsOfAnArrayInBothWordings() {
        LiloOutput output = sample("raid");
        assertThat(output.records())
                .containsExactly(
                        new LiloOutput.Written("/dev/md0", false),
                        new LiloOutput.Written("/dev/sda", true),
                        new LiloOutput.Written("/dev/sdb", true));
        assertThat(output.wrote("/dev/sdb")).isTrue();
        assertThat(output.wrote("/dev/sdc")).isFalse();
        assertThat(output.warnings()).hasSize(2);
        assertThat(LiloOutput.parse("The boot record of  /dev/sda  has been updated.\n")
                        .records())
                .containsExactly(new LiloOutput.Written("/dev/sda", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "test-plain"})
    void aTestRunWroteNothing(String name) {
        assertThat(sample(name).tested()).isTrue();
        assertThat(sample(name).succeeded(0)).isFalse();
        assertThat(sample(name).wrote("/dev/sda")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"degraded", "no-raid", "config"})
    void tellsWhyItStopped(String name) {
        assertThat(sample(name).failure())
                .contains(SargeSamples.text("lilo." + name).strip());
        assertThat(sample(name).succeeded(0)).isFalse();
    }

    @Test
    void everyFatalLineIsAFailureAndNoWarningIs() {
        SargeSamples.text("lilo.messages").lines().forEach(line -> {
            LiloOutput output = LiloOutput.parse("Added Linux *\n" + line + "\n");
            assertThat(output.succeeded(0)).as(line).isEqualTo(line.startsWith("Warning: "));
        });
    }

    @Test
    void withoutAWordAddedItDidNotSucceed() {
        assertThat(LiloOutput.parse("").succeeded(0)).isFalse();
        assertThat(LiloOutput.parse("Added Linux *").succeeded(0)).isFalse();
    }
}
