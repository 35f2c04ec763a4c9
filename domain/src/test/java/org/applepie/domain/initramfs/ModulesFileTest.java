package org.applepie.domain.initramfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.conffile.TextSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModulesFileTest {

    private static ModulesFile sample(String name) {
        return ModulesFile.parse(SargeSamples.text(name));
    }

    @Test
    void appendsRaidOnce() {
        ModulesFile raid = sample("modules.original").withRaid();
        assertThat(raid.text()).isEqualTo(SargeSamples.text("modules.raid"));
        assertThat(raid.withRaid().text()).isEqualTo(raid.text());
        assertThat(raid.loadsRaidLast()).isTrue();
        assertThat(sample("modules.original").loadsRaidLast()).isFalse();
    }

    @Test
    void copiesWhatDisksNeedInOrder() {
        ModulesFile copied = sample("mkinitrd-modules.original").withModulesOf(sample("modules.raid"));
        assertThat(copied.text()).isEqualTo(SargeSamples.text("mkinitrd-modules.raid"));
        assertThat(copied.withModulesOf(sample("modules.raid")).text()).isEqualTo(copied.text());
    }

    @Test
    void movesRaidBehindADriverThatCameLater() {
        ModulesFile changed = ModulesFile.parse("md\nraid1 # mirror\next3\n")
                .withModulesOf(ModulesFile.parse("md\nraid1\nsym53c8xx\n"));
        assertThat(changed.text()).isEqualTo("ext3\nsym53c8xx\nmd\nraid1\n");
        assertThat(ModulesFile.parse("raid1\nmd\n").withRaid().text()).isEqualTo("md\nraid1\n");
        assertThat(ModulesFile.parse("md\nmd\nraid1\n").withRaid().text()).isEqualTo("md\nraid1\n");
    }

    @Test
    void keepsWhatIsUnknownAndWhatPeopleWrote() {
        ModulesFile etc = ModulesFile.parse("frobnicator x=1\ncdrom\nsr_mod\nfloppy\n  frobnicator x=2\n");
        assertThat(ModulesFile.parse("psmouse\n").withModulesOf(etc).lines())
                .containsExactly("psmouse", "frobnicator x=1", "md", "raid1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyTextComesOutByteForByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = TextSamples.text(random);
            ModulesFile file = ModulesFile.parse(text);
            assertThat(file.text()).as("seed %s", seed).isEqualTo(text);
            ModulesFile raid = file.withRaid();
            assertThat(raid.text()).as("seed %s", seed).startsWith(text).endsWith("md\nraid1\n");
            ModulesFile other = ModulesFile.parse(TextSamples.text(random));
            ModulesFile copied = raid.withModulesOf(other);
            assertThat(copied.loadsRaidLast()).as("seed %s", seed).isTrue();
            assertThat(copied.names()).containsAll(file.names());
            assertThat(copied.withModulesOf(other).text()).isEqualTo(copied.text());
        }
    }
}
