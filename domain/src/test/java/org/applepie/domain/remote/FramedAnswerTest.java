package org.applepie.domain.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramedAnswerTest {

    @Test
    void keepsContentByteForByte() {
        byte[] any = new byte[256];
        for (int i = 0; i < any.length; i++) {
            any[i] = (byte) i;
        }
        String content = new String(any, StandardCharsets.ISO_8859_1);
        Part part = of("W begin a\n" + content + "\nW end a 0 \n").part("a");
        assertThat(part.content()).isEqualTo(any);
        assertThat(part.succeeded()).isTrue();
        assertThat(part.exactText()).isEmpty();
    }

    @Test
    void anEmptyPartIsThere() {
        assertThat(of("W begin a\n\nW end a 0 \n").part("a").exactText()).contains("");
    }

    @Test
    void contentThatLooksLikeAFrameOfAnotherWordIsContent() {
        FramedAnswer answer = of("W begin a\nX begin b\nX end b 0 \nW end c 0 \n\nW end a 0 \n");
        assertThat(answer.part("a").text()).contains("X begin b", "W end c");
        assertThat(answer.part("b").exitCode()).isEqualTo(-1);
    }

    @Test
    void aPartThatIsCutShortIsAbsentAndCostsNoOther() {
        FramedAnswer answer = of("noise\nW begin a\n1\nW end a 0 \nW begin b\nhalf");
        assertThat(answer.part("a").text()).isEqualTo("1");
        assertThat(answer.part("b").failure()).isEqualTo("b: the answer does not hold it");
    }

    @Test
    void saysWhyAPartFailed() {
        assertThat(of("W begin a\n\nW end a 127 sh: a: not found\n").part("a").failure())
                .isEqualTo("a: the tool is missing (sh: a: not found)");
        assertThat(of("W begin a\n\nW end a 124 \n").part("a").failure()).isEqualTo("a: it took too long");
        assertThat(of("W begin a\n\nW end a 1 x\u001by\n").part("a").failure()).isEqualTo("a: exit code 1 (x?y)");
    }

    @Test
    void theFirstOfTwoPartsOfOneNameCounts() {
        assertThat(of("W begin a\n1\nW end a 0 \nW begin a\n2\nW end a 0 \n")
                        .part("a")
                        .text())
                .isEqualTo("1");
    }

    @Test
    void namesParts() {
        assertThat(of("W begin f:b\n\nW end f:b 0 \nW begin f:a\n\nW end f:a 3 \n")
                        .namesAfter("f:"))
                .containsExactly("a", "b");
    }

    @Test
    void refusesABlankWord() {
        assertThatThrownBy(() -> FramedAnswer.of(new byte[0], " ")).isInstanceOf(IllegalArgumentException.class);
    }

    private static FramedAnswer of(String text) {
        return FramedAnswer.of(text.getBytes(StandardCharsets.ISO_8859_1), "W");
    }
}
