package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.ReadingScript;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.runbook.Compilation;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.PlanCompiler;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The console reads a simulated Debian 3.1 over its SSH port and plans its mirror. */
class SargeReadingTest {

    private static final String WORD = "c0ffee5eed";
    private static SimulatedServers servers;
    private static Shell.Answer answer;
    private static Reading reading;

    @BeforeAll
    static void read() {
        SimulatedTime time = SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 50);
        servers = SimulatedServers.start(List.of(SargeMachine.mailhost(time, 7, 20_000, new Secret("pie"))));
        Login given = servers.all().getFirst().login();
        Login login = new Login(
                given.endpoint().speaking(Endpoint.Algorithms.LEGACY_TOO),
                given.username(),
                given.credential(),
                given.sudo(),
                given.pinned(),
                null);
        try (SshShell shell = new SshShell(AgentSettings.standard())) {
            answer = switch (shell.ask(login, ReadingScript.text(), List.of(WORD), Duration.ofMinutes(1))) {
                case Reply.Got<Shell.Answer>(Shell.Answer got) -> got;
                case Reply.NotConnected<Shell.Answer>(var fault) -> throw new AssertionError(fault);
            };
        }
        reading = ReadingParser.parse(answer.stdout(), WORD, Instant.parse("2026-11-22T12:00:00Z"));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void answersWithoutAComplaint() {
        assertThat(new String(answer.stderr(), StandardCharsets.ISO_8859_1)).isEmpty();
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void showsBothDrivesWhereTheySit() {
        assertThat(reading.disks().orElse(List.of()))
                .extracting(disk -> disk.kernelName())
                .containsExactly("sda", "sdb");
        assertThat(reading.disks().orElse(List.of()))
                .extracting(disk -> disk.identity().position())
                .containsExactly("scsi/host0/bus0/target0/lun0", "scsi/host0/bus0/target1/lun0");
    }

    @Test
    void knowsMountsSwapServicesAndTools() {
        assertThat(reading.mount("/").orElseThrow().sourceKernelName()).isEqualTo("sda6");
        assertThat(reading.mount("/boot").orElseThrow().sourceKernelName()).isEqualTo("sda1");
        assertThat(reading.swaps().orElse(List.of())).hasSize(1);
        assertThat(reading.activeUnits().orElse(List.of())).contains("ssh", "exim4", "cron");
        assertThat(reading.tools().orElse(Map.of())).containsKeys("sfdisk", "lilo", "mkinitrd", "tune2fs");
        assertThat(reading.file("/etc/lilo.conf").orElseThrow()).contains("boot=/dev/sda");
        assertThat(reading.file("/etc/fstab").orElseThrow()).contains("/dev/sda6");
    }

    @Test
    void isGoodEnoughToPlanTheMirror() {
        Server server = new Server(
                new ServerId(new UUID(1, 1)),
                "mailhost",
                servers.all().getFirst().endpoint(),
                "root",
                Server.Environment.TEST,
                Server.Authentication.PASSWORD,
                Server.SudoMode.NOT_NEEDED,
                Optional.empty(),
                Optional.of(servers.all().getFirst().hostKey()),
                Optional.empty(),
                false,
                1);
        Compilation compilation = PlanCompiler.compile(new PlanCompiler.Request(
                server,
                new StoredReading(new UUID(1, 2), server.id(), reading),
                List.of(),
                new Goal.MirrorRoot(Optional.empty(), ""),
                Optional.empty(),
                UUID::randomUUID,
                Instant.parse("2026-11-22T12:00:00Z")));

        assertThat(compilation)
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        compiled -> assertThat(compiled.runbook().family()).isEqualTo(Runbook.Family.LEGACY));
    }
}
