package org.applepie.domain.bootloader.grub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.applepie.domain.conffile.TextSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrubDefaultsTest {

    private static final String TEXT = """
            # If you change this file, run 'update-grub' afterwards
            GRUB_DEFAULT=0
            GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`
            GRUB_CMDLINE_LINUX_DEFAULT="quiet"
            GRUB_CMDLINE_LINUX='console=ttyS0  net.ifnames=0' # serial
            export GRUB_TERMINAL=console
            #GRUB_INIT_TUNE="480 440 1"
            GRUB_DEFAULT=saved""";

    @Test
    void readsTheValueThatHolds() {
        GrubDefaults defaults = GrubDefaults.parse(TEXT);
        assertThat(defaults.value("GRUB_DEFAULT")).contains("saved");
        assertThat(defaults.value("GRUB_CMDLINE_LINUX_DEFAULT")).contains("quiet");
        assertThat(defaults.words("GRUB_CMDLINE_LINUX")).containsExactly("console=ttyS0", "net.ifnames=0");
        assertThat(defaults.value("GRUB_TERMINAL")).contains("console");
        assertThat(defaults.value("GRUB_INIT_TUNE")).isEmpty();
        assertThat(defaults.value("GRUB_DISTRIBUTOR")).isEmpty();
        assertThat(defaults.words("GRUB_NOTHING")).isEmpty();
    }

    @Test
    void setsAVariableAndKeepsEveryOtherByte() {
        assertThat(GrubDefaults.parse(TEXT).with("GRUB_CMDLINE_LINUX", "a b").text())
                .isEqualTo(TEXT.replace("'console=ttyS0  net.ifnames=0'", "\"a b\""));
        assertThat(GrubDefaults.parse(TEXT).with("GRUB_TIMEOUT", "1").text())
                .isEqualTo(TEXT + "\nGRUB_TIMEOUT=\"1\"\n");
    }

    @Test
    void refusesAValueThatTheShellWouldRun() {
        assertThatThrownBy(() -> GrubDefaults.parse("").with("GRUB_X", "$(reboot)"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyTextComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = TextSamples.text(random);
            assertThat(GrubDefaults.parse(text).text()).as("seed %s", seed).isEqualTo(text);
            assertThat(GrubDefaults.parse(text).with("GRUB_TIMEOUT", "7").value("GRUB_TIMEOUT"))
                    .contains("7");
        }
    }
}
