package org.applepie.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.DriveGuard;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A simulated Debian 3.1 keeps the contract, and does jobs as one that is real. */
abstract class SargeContract extends ShellContract {

    private static final long SIZE = 18_200_739_840L;

    private final SargeMachine machine = SargeMachine.mailhost(
            SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 20), 7, 20_000, new Secret("pie"));
    private final SimulatedServers servers;
    private final SimulatedServer server;
    private final SshShell shell;
    private String machineId = "";

    SargeContract(
            Function<List<SargeMachine>, SimulatedServers> starting, Function<SimulatedServers, SshShell> reaching) {
        servers = starting.apply(List.of(machine));
        server = servers.all().getFirst();
        shell = reaching.apply(servers);
    }

    @BeforeEach
    void identify() {
        machineId = words("set -- $(md5sum </etc/ssh/ssh_host_rsa_key.pub); printf %s $1");
    }

    @AfterEach
    void stop() {
        shell.close();
        servers.close();
    }

    private String words(String script) {
        return switch (shell.ask(login(), script, List.of(), LIMIT)) {
            case Reply.Got<Answer>(Answer got) -> new String(got.stdout(), StandardCharsets.ISO_8859_1);
            case Reply.NotConnected<Answer>(var fault) -> throw new AssertionError(fault);
        };
    }

    @Override
    SshShell shell() {
        return shell;
    }

    @Override
    Login login() {
        Login given = server.login();
        return new Login(
                given.endpoint().speaking(Endpoint.Algorithms.LEGACY_TOO),
                given.username(),
                given.credential(),
                given.sudo(),
                given.pinned(),
                null);
    }

    private String bootId() {
        return machine.server().bootId().orElse("");
    }

    @Override
    Job job(String script) {
        return job(List.of(), machineId, bootId(), script);
    }

    private static Job job(List<DriveGuard> guards, String machineId, String bootId, String script) {
        return new Job(
                new JobId("test-" + UUID.randomUUID()),
                bootId,
                machineId,
                guards,
                List.of(Action.run("/bin/sh", "-c", script, "job")),
                List.of());
    }

    @Override
    String freePath() {
        return "/tmp/free-" + UUID.randomUUID();
    }

    @Override
    void cut() {
        server.controls().strike(new Fault.DropConnection());
    }

    private int ended(Job job) throws InterruptedException {
        Recording log = new Recording();
        Outcome outcome = shell.execute(login(), job, 0, log, LIMIT);
        assertThat(outcome).as(log.text()).isInstanceOf(Outcome.Exited.class);
        return ((Outcome.Exited) outcome).code();
    }

    private Job guarded(String model, long size, String position) {
        return job(List.of(new DriveGuard("/dev/sdb", "", "", model, size, position)), machineId, bootId(), "exit 3");
    }

    @Test
    void touchesOnlyTheDriveThatIsMeant() throws Exception {
        String model = "SEAGATE ST318404LW";
        String position = "scsi/host0/bus0/target1/lun0";

        assertThat(ended(guarded(model, SIZE, position))).isEqualTo(3);
        assertThat(ended(guarded("QUANTUM ATLAS", SIZE, position))).isEqualTo(Job.IDENTITY_REFUSED);
        assertThat(ended(guarded(model, SIZE + 1024, position))).isEqualTo(Job.IDENTITY_REFUSED);
        assertThat(ended(guarded(model, SIZE, "scsi/host0/bus0/target0/lun0"))).isEqualTo(Job.IDENTITY_REFUSED);
    }

    @Test
    void worksOnlyOnTheMachineThatIsMeant() throws Exception {
        assertThat(ended(job(List.of(), "0".repeat(32), bootId(), "exit 3"))).isEqualTo(Job.IDENTITY_REFUSED);
    }

    @Test
    void rebootsWhenAJobSaysSo() throws Exception {
        String before = bootId();

        shell.execute(login(), job("sync; shutdown -r now; sleep 600"), 0, new Recording(), LIMIT);

        Awaitility.await().atMost(LIMIT).until(() -> machine.server().reachable() && !bootId().equals(before));
        assertThat(words("cat /proc/sys/kernel/random/boot_id").strip())
                .isEqualTo(Objects.requireNonNull(bootId()))
                .isNotEqualTo(before);
        assertThat(words("cat /proc/[0-9]*/cmdline")).doesNotContain("600");
    }
}
