package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a machine of either age shows at its SSH port is what it has on its disk, and the port is open while sshd runs. */
class PortAndKeyTest {

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 200);

    private SimulatedMachine machine(Dialect dialect) {
        return switch (dialect) {
            case MODERN -> DebianMachine.postoffice(time, 7, 200_000, new Secret("pie"));
            case SARGE -> SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        };
    }

    private static Login login(SimulatedServer server) {
        Login login = server.login();
        return new Login(
                login.endpoint().speaking(Endpoint.Algorithms.LEGACY_TOO),
                login.username(),
                login.credential(),
                login.sudo(),
                login.pinned(),
                null);
    }

    private static String say(SshShell shell, SimulatedServer server, String line) {
        return switch (shell.ask(login(server), line, List.of(), Duration.ofMinutes(1))) {
            case Reply.Got<Shell.Answer>(Shell.Answer got) -> new String(got.stdout(), StandardCharsets.ISO_8859_1);
            case Reply.NotConnected<Shell.Answer>(var fault) -> throw new AssertionError(fault);
        };
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theKeyOnItsDiskIsTheOneItShows(Dialect dialect) {
        try (SimulatedServers servers = SimulatedServers.start(List.of(machine(dialect)));
                SshShell shell = new SshShell(AgentSettings.standard())) {
            SimulatedServer server = servers.all().getFirst();
            String kind = server.hostKey().algorithm().replace("ssh-", "");
            String file = "/etc/ssh/ssh_host_" + kind + "_key.pub";

            assertThat(say(shell, server, "cat " + file))
                    .startsWith(server.hostKey().line() + " root@");
            String shown = say(shell, server, "ssh-keygen -l -f " + file);
            switch (dialect) {
                case MODERN ->
                    assertThat(shown)
                            .isEqualTo("256 " + server.hostKey().fingerprint() + " root@postoffice (ED25519)\n");
                case SARGE ->
                    assertThat(shown)
                            .isEqualTo(
                                    "1024 " + server.hostKey().md5Fingerprint().orElseThrow() + " " + file + "\n");
            }
            server.controls().reset();
            assertThat(say(shell, server, "ssh-keygen -l -f " + file)).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whoeverIsInStaysWhenSshIsStoppedAndNobodyElseComesIn(Dialect dialect) throws Exception {
        String service = dialect == Dialect.SARGE ? "/etc/init.d/ssh " : "systemctl --quiet ";
        String unit = dialect == Dialect.SARGE ? "" : " ssh";
        try (SimulatedServers servers = SimulatedServers.start(List.of(machine(dialect)));
                SshShell shell = new SshShell(AgentSettings.standard())) {
            SimulatedServer server = servers.all().getFirst();
            int port = server.endpoint().port();

            say(shell, server, service + "stop" + unit);
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
            assertThat(say(shell, server, "echo still here")).isEqualTo("still here\n");

            say(shell, server, service + "start" + unit);
            new Socket("127.0.0.1", port).close();
        }
    }
}
