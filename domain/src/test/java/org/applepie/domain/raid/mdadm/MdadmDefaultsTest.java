package org.applepie.domain.raid.mdadm;

import static org.assertj.core.api.Assertions.assertThat;

import org.applepie.domain.SargeSamples;
import org.junit.jupiter.api.Test;

class MdadmDefaultsTest {

    @Test
    void readsWhatThePackageWrote() {
        String text = SargeSamples.text("default-mdadm.original");
        MdadmDefaults defaults = MdadmDefaults.parse(text);
        assertThat(defaults.startsArrays()).isTrue();
        assertThat(defaults.startsMonitor()).isTrue();
        assertThat(defaults.mailTo()).contains("root");
        assertThat(defaults.started().text()).isEqualTo(text);
    }

    @Test
    void startsArraysAndMonitor() {
        MdadmDefaults off = MdadmDefaults.parse("# x\nAUTOSTART=false\nMAIL_TO=root\n");
        assertThat(off.startsArrays()).isFalse();
        assertThat(off.startsMonitor()).isFalse();
        assertThat(off.started().text()).isEqualTo("# x\nAUTOSTART=true\nMAIL_TO=root\nSTART_DAEMON=true\n");
        assertThat(off.started().started().text()).isEqualTo(off.started().text());
    }
}
