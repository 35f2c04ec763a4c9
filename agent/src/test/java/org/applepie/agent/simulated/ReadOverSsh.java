package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.runbook.Compilation;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds of every simulated machine that the console reads over its SSH port. One serves all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReadOverSsh {

    private final ReadServer server;
    private final String name;
    private final Runbook.Family family;
    final Reading reading;

    ReadOverSsh(SimulatedMachine machine, Endpoint.Algorithms offered, Runbook.Family family) {
        server = new ReadServer(machine, offered);
        name = machine.name();
        this.family = family;
        reading = server.reading();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void answersWithoutAComplaint() {
        assertThat(new String(server.answer().stderr(), StandardCharsets.ISO_8859_1))
                .isEmpty();
        assertThat(server.answer().exitCode()).isZero();
    }

    @Test
    void isGoodEnoughToPlanTheMirror() {
        assertThat(server.planMirror(name))
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        compiled -> assertThat(compiled.runbook().family()).isEqualTo(family));
    }
}
