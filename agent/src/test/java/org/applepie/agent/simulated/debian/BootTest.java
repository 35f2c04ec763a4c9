package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A new machine comes up by itself. */
class BootTest {

    @Test
    void comesUpAndRunsCommands() {
        Typist typist = Typist.atNewMachine();

        assertThat(typist.server().reachable()).as(typist.server().console()).isTrue();
        assertThat(typist.type("cat /proc/sys/kernel/osrelease /etc/hostname"))
                .isEqualTo(new Typist.Result("6.1.0-56-cloud-amd64\npostoffice\n", "", 0));
        assertThat(typist.type("nosuchcommand").code()).isEqualTo(127);
    }
}
