package org.applepie.domain.conffile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n", "a\r\nb", "\n\n\na \t\n", "a\rb\n\r\n", "\u00e9\n"})
    void comesOutByteForByte(String text) {
        assertThat(ConfFile.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyTextComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = TextSamples.text(random);
            assertThat(ConfFile.parse(text).text()).as("seed %s", seed).isEqualTo(text);
            assertThat(ConfFile.parse(text).edited(line -> line).text()).isEqualTo(text);
        }
    }

    @Test
    void editsOneLineAndKeepsItsEnd() {
        ConfFile file = ConfFile.parse("one\r\ntwo");
        assertThat(file.edited(line -> line.equals("two") ? "2" : line).text()).isEqualTo("one\r\n2");
    }

    @Test
    void addsAfterALastLineWithoutAnEnd() {
        assertThat(ConfFile.parse("one").with(List.of("two")).text()).isEqualTo("one\ntwo\n");
        assertThat(ConfFile.parse("").with(List.of("two")).text()).isEqualTo("two\n");
        assertThat(ConfFile.parse("one").with(List.of()).text()).isEqualTo("one");
    }

    @Test
    void dropsLines() {
        assertThat(ConfFile.parse("a\nb\nc").without("b"::equals).text()).isEqualTo("a\nc");
    }

    @Test
    void aLineBecomesNoneOrSeveral() {
        ConfFile file = ConfFile.parse("a\r\nb\nc");
        assertThat(file.expanded((at, line) -> at == 1 ? List.of() : List.of(line, line + at))
                        .text())
                .isEqualTo("a\r\na0\r\nc\nc2");
        assertThat(file.expanded((at, line) -> List.of(line)).text()).isEqualTo("a\r\nb\nc");
    }
}
