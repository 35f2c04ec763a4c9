package org.applepie.domain.initramfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstalledInitramfsTest {

    @Test
    void theLastResumeHolds() {
        assertThat(InstalledInitramfs.of(
                        Map.of("initramfs-tools", "0.142"), List.of("RESUME=auto\n", "#RESUME=no\nRESUME=\"UUID=a\"")))
                .isEqualTo(new Initramfs.InitramfsTools("0.142", "UUID=a"));
    }

    @Test
    void twoToolsOrNoneAreNamed() {
        assertThat(InstalledInitramfs.of(Map.of("initramfs-tools", "1", "dracut", "2"), List.of()))
                .isEqualTo(new Initramfs.Other("initramfs-tools and dracut"));
        assertThat(InstalledInitramfs.of(Map.of("dracut", "2"), List.of())).isEqualTo(new Initramfs.Dracut("2"));
        assertThat(InstalledInitramfs.of(Map.of(), List.of())).isEqualTo(new Initramfs.Other("none known"));
    }

    @Test
    void whatResumeConfWritesItReads() {
        assertThat(ResumeConf.value(ResumeConf.ofUuid("5a99"))).contains("UUID=5a99");
        assertThat(ResumeConf.value("RESUME=none # not used\n")).contains("none");
        assertThat(ResumeConf.value("NOT_RESUME=x\n")).isEmpty();
    }
}
