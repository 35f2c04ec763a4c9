package org.applepie.agent;

import static org.applepie.agent.SshShellTest.answer;
import static org.applepie.agent.SshShellTest.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.Sudo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/** The permit for old SSH algorithms, and a whole job under it, against OpenSSH in a container that allows nothing else. */
class LegacyContainerTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ConsoleKeys KEYS = ConsoleKeys.generateRsa("test");

    /** What is left of OpenSSH 3.8.1p1 in today's; its own keys are made with 1024 bits at the start. */
    private static final String CONFIGURATION = """
            KexAlgorithms diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1
            HostKeyAlgorithms ssh-rsa
            Ciphers 3des-cbc,aes128-cbc
            MACs hmac-md5,hmac-sha1
            RequiredRSASize 1024
            HostKey /etc/ssh/ssh_host_rsa_key
            PermitRootLogin prohibit-password
            StrictModes no
            AuthorizedKeysFile /etc/ssh/authorized_keys
            """;

    private static final String START = "rm -f /etc/ssh/ssh_host_*"
            + " && ssh-keygen -q -t rsa -b 1024 -N '' -f /etc/ssh/ssh_host_rsa_key && exec /usr/sbin/sshd -D -e";

    private static GenericContainer<?> server;
    private static SshShell shell;

    @BeforeAll
    static void start() {
        assumeTrue(
                System.getenv("TESTCONTAINERS_HOST_OVERRIDE") != null || !Files.exists(Path.of("/.dockerenv")),
                ContainerTest.INSIDE);
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), ContainerTest.NO_DOCKER);
        server = new GenericContainer<>(
                        new ImageFromDockerfile("applepie-test-sshd", false).withFileFromClasspath(".", "sshd"))
                .withExposedPorts(22)
                .withCommand("sh", "-c", START)
                .withCopyToContainer(Transferable.of(CONFIGURATION), "/etc/ssh/sshd_config")
                .withCopyToContainer(Transferable.of(KEYS.publicLine() + "\n"), "/etc/ssh/authorized_keys");
        server.start();
        shell = new SshShell(AgentSettings.standard());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            shell.close();
            server.stop();
        }
    }

    private static Endpoint endpoint(Endpoint.Algorithms algorithms) {
        return new Endpoint(server.getHost(), server.getMappedPort(22), algorithms);
    }

    private static Login allowed() {
        Endpoint endpoint = endpoint(Endpoint.Algorithms.LEGACY_TOO);
        HostKey key = answer(shell.offeredHostKey(endpoint, null));
        return new Login(
                endpoint, "root", new Credential.PrivateKey(KEYS.privatePem()), new Sudo.NotNeeded(), key, null);
    }

    @Test
    void refusesItWithoutAPermit() {
        assertThat(fault(shell.offeredHostKey(endpoint(Endpoint.Algorithms.MODERN), null)))
                .isInstanceOf(ConnectionFault.LegacyAlgorithmsOnly.class);
    }

    @Test
    void runsAJobOnItWithAPermit() throws Exception {
        Login login = allowed();
        String boot = new String(
                        answer(shell.ask(login, "cat /proc/sys/kernel/random/boot_id", List.of(), LIMIT))
                                .stdout(),
                        StandardCharsets.UTF_8)
                .strip();
        Job job = new Job(
                new JobId("test-" + UUID.randomUUID()),
                boot,
                "0123456789abcdef0123456789abcdef",
                List.of(),
                List.of(Action.run("bash", "-c", "head -c 3000000 /dev/urandom; exit 3")),
                List.of());
        Recording log = new Recording();

        Outcome outcome = shell.execute(login, job, 0, log, LIMIT);

        assertThat(outcome).isEqualTo(new Outcome.Exited(3, log.end()));
        assertThat(log.end()).isGreaterThan(3_000_000L);
    }
}
