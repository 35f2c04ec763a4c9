package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.ReadingScript;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
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

/** The console reads a simulated Debian 12 over its SSH port and plans its mirror. */
class DebianReadingTest {

    private static final String WORD = "c0ffee5eed";
    private static final Path CAPTURED =
            Path.of("../domain/src/test/resources/org/applepie/domain/inventory/reading/debian-12-mbr-single.txt");
    private static SimulatedServers servers;
    private static Shell.Answer answer;
    private static Reading reading;

    @BeforeAll
    static void read() {
        SimulatedTime time = SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 50);
        servers = SimulatedServers.start(List.of(DebianMachine.postoffice(time, 7, 20_000, new Secret("pie"))));
        try (SshShell shell = new SshShell(AgentSettings.standard())) {
            answer = switch (shell.ask(
                    servers.all().getFirst().login(), ReadingScript.text(), List.of(WORD), Duration.ofMinutes(1))) {
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

    /** What it answers is what a real machine with the same layout answered. */
    @Test
    void readsAsTheRealMachineDoes() throws IOException {
        Reading real = ReadingParser.parse(Files.readAllBytes(CAPTURED), "SENTINEL", reading.takenAt());

        assertThat(reading.disks()).isEqualTo(real.disks());
        assertThat(reading.mapped()).isEqualTo(real.mapped());
        assertThat(reading.arrays()).isEqualTo(real.arrays());
        assertThat(reading.swaps()).isEqualTo(real.swaps());
        assertThat(reading.bootloader()).isEqualTo(real.bootloader());
        assertThat(reading.initramfs()).isEqualTo(real.initramfs());
        assertThat(reading.files()).isEqualTo(real.files());
        assertThat(reading.tools()).isEqualTo(real.tools());
        assertThat(reading.packageManager()).isEqualTo(real.packageManager());
        assertThat(reading.activeUnits()).isEqualTo(real.activeUnits());
        assertThat(reading.packages()).isEqualTo(real.packages());
        assertThat(reading.mount("/boot").orElseThrow().sourceKernelName()).isEqualTo("sda1");
    }

    @Test
    void isGoodEnoughToPlanTheMirror() {
        Server server = new Server(
                new ServerId(new UUID(1, 1)),
                "postoffice",
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
                        compiled -> assertThat(compiled.runbook().family()).isEqualTo(Runbook.Family.CURRENT));
    }
}
