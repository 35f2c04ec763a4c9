package org.applepie.domain.initramfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MkinitrdConfTest {

    @Test
    void givesTheRootAndNoOtherByte() {
        MkinitrdConf before = MkinitrdConf.parse(SargeSamples.text("mkinitrd-conf.original"));
        assertThat(before.root()).isEqualTo("probe");
        assertThat(before.modules()).isEqualTo("most");
        assertThat(before.delay()).contains(0);
        MkinitrdConf after = before.withRoot("/dev/md2", "ext3");
        assertThat(after.text()).isEqualTo(SargeSamples.text("mkinitrd-conf.raid"));
        assertThat(after.root()).isEqualTo("/dev/md2 ext3");
        assertThat(after.withRoot("/dev/md2", "ext3").text()).isEqualTo(after.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROOT=\"/dev/md2 ext3\"",
                "ROOT='/dev/md2 ext3'",
                "ROOT=/dev/md2\\ ext3",
                "ROOT=\"/dev/md2\"' 'ext3 # why",
                " export ROOT=\"/dev/md2 ext3\";",
                "ROOT=probe\nROOT='/dev/md2 ext3'"
            })
    void readsEveryQuotingOfAShell(String text) {
        MkinitrdConf conf = MkinitrdConf.parse(text);
        assertThat(conf.root()).isEqualTo("/dev/md2 ext3");
        assertThat(conf.withRoot("/dev/md2", "ext3").text()).isEqualTo(text);
        assertThat(conf.withRoot("/dev/md5", "ext2").root()).isEqualTo("/dev/md5 ext2");
    }

    @Test
    void changesOtherSettings() {
        assertThat(MkinitrdConf.parse("# x\nMODULES=most # all")
                        .withModules("dep")
                        .withDelay(10)
                        .text())
                .isEqualTo("# x\nMODULES=dep # all\nDELAY=10\n");
        assertThat(MkinitrdConf.parse("DELAY=soon").delay()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ". /etc/other",
                "if true; then",
                "ROOT=probe; rm x",
                "ROOT='open",
                "ROOT=\"open\\",
                "ROOT=`x`",
                "ROOT=$(x)",
                "ROOT=a|b",
                "ROOT=a b"
            })
    void refusesAScriptThatDoesMore(String text) {
        assertThatThrownBy(() -> MkinitrdConf.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does more than setting");
    }

    @Test
    void refusesAValueThatDependsOnOthersAndOnesThatAreNotPlain() {
        MkinitrdConf conf = MkinitrdConf.parse("ROOT=\"$DEVICE ext3\"\n");
        assertThatThrownBy(conf::root).hasMessageContaining("depends");
        assertThat(conf.withRoot("/dev/md2", "ext3").text()).isEqualTo("ROOT=\"/dev/md2 ext3\"\n");
        assertThatThrownBy(() -> conf.withRoot("/dev/md2;reboot", "ext3")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> conf.withModules("some")).isInstanceOf(IllegalArgumentException.class);
    }
}
