package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import org.applepie.agent.simulated.Cabinet.Bay;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.Test;

/** What is seen of the machine by whoever stands in front of it. */
class CabinetTest {

    private final DebianMachine machine = DebianMachine.postoffice(
            SimulatedTime.scaled(Instant.parse("2026-04-24T17:33:20Z"), 200), 7, 200_000, new Secret("pie"));

    @Test
    void aDriveThatWasTakenOutGoesBackToItsPlace() {
        assertThat(machine.cabinet().on()).isFalse();
        assertThat(machine.cabinet().bays())
                .extracting(Bay::drive, Bay::plugged)
                .containsExactly(tuple("apple", true), tuple("pie", true));
        String place = machine.cabinet().bays().getLast().position();

        machine.faults().pull("pie");
        assertThat(machine.cabinet().bays().getLast()).isEqualTo(new Bay("pie", place, false));
        machine.plug("pie", place);

        assertThat(machine.cabinet().bays()).allMatch(Bay::plugged);
    }
}
