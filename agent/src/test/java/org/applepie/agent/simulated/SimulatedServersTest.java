package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Moment;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Simulated servers are started, controlled and ended as one. */
class SimulatedServersTest {

    private final EchoMachine one = new EchoMachine("one");
    private final EchoMachine two = new EchoMachine("two");
    private final SimulatedServers servers = SimulatedServers.start(List.of(one, two));
    private final SshShell shell = new SshShell(AgentSettings.standard());

    @AfterEach
    void stop() {
        shell.close();
        servers.close();
    }

    private Reply<HostKey> offered(SimulatedServer server) {
        return shell.offeredHostKey(server.endpoint(), null);
    }

    @Test
    void givesEachMachineItsOwnPortAndHostKey() {
        SimulatedServer first = servers.named("one").orElseThrow();
        SimulatedServer second = servers.named("two").orElseThrow();

        assertThat(first.endpoint()).isNotEqualTo(second.endpoint());
        assertThat(offered(first)).isEqualTo(new Reply.Got<>(first.hostKey()));
        assertThat(offered(second)).isEqualTo(new Reply.Got<>(second.hostKey()));
        assertThat(first.hostKey()).isNotEqualTo(second.hostKey());
        assertThat(servers.named("three")).isEmpty();
    }

    @Test
    void letsTheConsoleLogInWithWhatItHandsOut() {
        SimulatedServer server = servers.named("one").orElseThrow();

        shell.ask(server.login(), "true", List.of(), Duration.ofSeconds(20));

        assertThat(one.commands).singleElement().asString().startsWith("exec /usr/bin/env -i ");
    }

    @Test
    void refusesConnectionsWhileAMachineIsOff() {
        SimulatedServer server = servers.named("one").orElseThrow();
        server.controls().powerOff();

        assertThat(offered(server))
                .isInstanceOfSatisfying(
                        Reply.NotConnected.class,
                        not -> assertThat(not.fault()).isInstanceOf(ConnectionFault.Unreachable.class));
        server.controls().powerOn();
        assertThat(offered(server)).isEqualTo(new Reply.Got<>(server.hostKey()));
        server.controls().reset();
        assertThat(offered(server)).isEqualTo(new Reply.Got<>(server.hostKey()));
    }

    @Test
    void passesPlugsAndFaultsOn() {
        Controls controls = servers.named("two").orElseThrow().controls();
        controls.unplug("pie");
        controls.plug("pie", "slot 2");
        controls.strike(new Fault.FullDisk("/boot"));
        controls.faults().set(new Fault.Reboot(), new Moment.AtCommand(1));
        shell.ask(servers.named("two").orElseThrow().login(), "true", List.of(), Duration.ofSeconds(20));

        assertThat(two.target.done()).containsExactly("pull pie", "plug pie slot 2", "fill /boot", "reboot");
        assertThat(one.target.done()).isEmpty();
    }

    @Test
    void listensNoMoreWhenClosed() {
        servers.close();

        for (SimulatedServer server : servers.all()) {
            assertThatThrownBy(() -> new Socket("127.0.0.1", server.endpoint().port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void refusesTwoMachinesOfOneName() {
        assertThatThrownBy(() -> SimulatedServers.start(List.of(new EchoMachine("a"), new EchoMachine("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
