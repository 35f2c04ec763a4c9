package org.applepie.domain.conffile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellVariablesTest {

    private static final String[] PIECES = {
        "A=", "B=", "\n", "\n", " ", "#", "\"", "'", "\\", "$", "`", ";", "x", "/dev/md2", "export ", "\r\n", "\u00e9"
    };

    @Test
    void theLastSettingHolds() {
        ShellVariables file = ShellVariables.parse("A=1\nA=2#x\n#A=3\n");
        assertThat(file.value("A")).contains("2#x");
        assertThat(file.value("B")).isEmpty();
        assertThat(file.with("A", "x y").text()).isEqualTo("A=\"x y\"\nA=\"x y\"\n#A=3\n");
        assertThat(file.with("B", "").text()).isEqualTo("A=1\nA=2#x\n#A=3\nB=\"\"\n");
        assertThatThrownBy(() -> file.with("A", "$x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesALineOfAnyLength() {
        String text = "A=\"" + "x\\\"".repeat(100_000) + "\"\n";
        assertThat(ShellVariables.parse(text).value("A").orElseThrow()).hasSize(200_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsReadComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(10); pieces > 0; pieces--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                ShellVariables file = ShellVariables.parse(text.toString());
                assertThat(file.text()).as("seed %s", seed).isEqualTo(text.toString());
                ShellVariables changed = file.with("A", "a b");
                assertThat(changed.value("A")).as("seed %s: %s", seed, text).contains("a b");
                assertThat(changed.with("A", "a b").text()).isEqualTo(changed.text());
                read++;
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("does more than setting");
            }
        }
        assertThat(read).isGreaterThan(100);
    }
}
