package org.applepie.domain.bootloader.grub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GrubEnvironmentTest {

    private static final String HEADING = "# GRUB Environment Block\n";

    @Test
    void anEmptyBlockArmsNothing() {
        assertThat(GrubEnvironment.parse(HEADING + "# WARNING: Do not edit\n####")
                        .nextEntry())
                .isEmpty();
        assertThat(GrubEnvironment.parse(HEADING + "next_entry=\n####").nextEntry())
                .isEmpty();
    }

    @Test
    void readsValuesWithKeptCharacters() {
        GrubEnvironment environment =
                GrubEnvironment.parse(HEADING + "saved_entry=a\\\\b\\\nc\nnext_entry=raid-trial\n######");
        assertThat(environment.variables())
                .containsEntry("saved_entry", "a\\b\nc")
                .hasSize(2);
        assertThat(environment.nextEntry()).isEqualTo("raid-trial");
    }

    @Test
    void refusesABlockWithoutHeading() {
        assertThatThrownBy(() -> GrubEnvironment.parse("next_entry=x\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
