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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Sudo;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;

/** The agent against OpenSSH, bash and sudo of a Debian server in a container, at the places of a real server. */
class ContainerTest {

    static final String NO_DOCKER =
            "no Docker engine answers: install docker.io and run .ci/docker-engine to run this test";
    static final String INSIDE =
            "this looks like the inside of a container: set TESTCONTAINERS_HOST_OVERRIDE to the address of the engine,"
                    + " such as 127.0.0.1, to run this test";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Secret PASSWORD = new Secret("log in with 3 words");
    private static final ConsoleKeys KEYS = ConsoleKeys.generate("test");

    private static GenericContainer<?> server;
    private static SshShell shell;
    private static HostKey pinned;

    @BeforeAll
    static void start() {
        assumeTrue(
                System.getenv("TESTCONTAINERS_HOST_OVERRIDE") != null || !Files.exists(Path.of("/.dockerenv")), INSIDE);
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), NO_DOCKER);
        server = new GenericContainer<>(
                        new ImageFromDockerfile("applepie-test-sshd", false).withFileFromClasspath(".", "sshd"))
                .withExposedPorts(22)
                .withCopyToContainer(Transferable.of(KEYS.publicLine() + "\n"), "/etc/ssh/authorized_keys");
        server.start();
        shell = new SshShell(AgentSettings.standard());
        pinned = answer(shell.offeredHostKey(endpoint(), null));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            shell.close();
            server.stop();
        }
    }

    private static Endpoint endpoint() {
        return new Endpoint(server.getHost(), server.getMappedPort(22));
    }

    private static Login root() {
        return root(endpoint());
    }

    private static Login root(Endpoint through) {
        return new Login(
                through, "root", new Credential.PrivateKey(KEYS.privatePem()), new Sudo.NotNeeded(), pinned, null);
    }

    private static Login as(String user, Sudo sudo) {
        return new Login(endpoint(), user, new Credential.Password(PASSWORD), sudo, pinned, null);
    }

    private static String ask(Login login, String script, String... arguments) {
        return new String(
                answer(shell.ask(login, script, List.of(arguments), LIMIT)).stdout(), StandardCharsets.UTF_8);
    }

    private static String refusal(Login login) {
        ConnectionFault fault = fault(shell.ask(login, "true", List.of(), LIMIT));
        assertThat(fault).isInstanceOf(ConnectionFault.SudoRefused.class);
        return fault.describe();
    }

    private static Job job(String script) {
        String boot = ask(root(), "cat /proc/sys/kernel/random/boot_id").strip();
        return new Job(
                new JobId("test-" + UUID.randomUUID()),
                boot,
                "0123456789abcdef0123456789abcdef",
                List.of(),
                List.of(Action.run("bash", "-c", script)),
                List.of());
    }

    @Test
    void showsTheFingerprintThatTheServerItselfPrints() throws Exception {
        String printed = server.execInContainer("ssh-keygen", "-lf", "/etc/ssh/ssh_host_ed25519_key.pub")
                .getStdout();

        assertThat(pinned.algorithm()).isEqualTo("ssh-ed25519");
        assertThat(printed).contains(" " + pinned.fingerprint() + " ");
    }

    @Test
    void logsInWithAKey() {
        assertThat(ask(root(), "id -un")).isEqualTo("root\n");
    }

    @Test
    void logsInWithAPassword() {
        assertThat(ask(as("barred", new Sudo.NotNeeded()), "id -un")).isEqualTo("barred\n");
    }

    @Test
    void saysThatThePasswordIsWrong() {
        Login right = as("free", new Sudo.WithoutPassword());
        Login wrong = new Login(
                right.endpoint(),
                right.username(),
                new Credential.Password(new Secret("wrong")),
                right.sudo(),
                pinned,
                null);

        assertThat(fault(shell.ask(wrong, "true", List.of(), LIMIT)))
                .isInstanceOf(ConnectionFault.AuthenticationRefused.class);
    }

    @Test
    void becomesRootWithoutAPassword() {
        assertThat(ask(as("free", new Sudo.WithoutPassword()), "id -un; echo \"$1\"", "it's"))
                .isEqualTo("root\nit's\n");
    }

    @Test
    void becomesRootWithAPassword() {
        assertThat(ask(as("asked", new Sudo.WithPassword(PASSWORD)), "id -un")).isEqualTo("root\n");
    }

    @Test
    void becomesRootWithAPasswordThatSudoDoesNotAskFor() {
        assertThat(ask(as("free", new Sudo.WithPassword(PASSWORD)), "id -un; cat"))
                .isEqualTo("root\n");
    }

    @Test
    void saysExactlyWhyThereIsNoRoot() {
        assertThat(refusal(as("asked", new Sudo.WithPassword(new Secret("wrong")))))
                .endsWith("the password for sudo is wrong");
        assertThat(refusal(as("asked", new Sudo.WithoutPassword())))
                .endsWith("sudo asks for a password, and none is set for this server");
        assertThat(refusal(as("barred", new Sudo.WithPassword(PASSWORD))))
                .endsWith("the user is not in the sudoers file");
        assertThat(refusal(as("narrow", new Sudo.WithoutPassword()))).contains("sudo");
        assertThat(refusal(as("narrow", new Sudo.WithPassword(PASSWORD)))).contains("let the user run /bin/sh as root");
        assertThat(refusal(as("seated", new Sudo.WithoutPassword()))).contains("requiretty");
    }

    @Test
    void saysThatSudoIsMissing() throws Exception {
        server.execInContainer("mv", "/usr/bin/sudo", "/usr/bin/sudo.away");
        try {
            assertThat(refusal(as("free", new Sudo.WithoutPassword()))).endsWith("sudo is not installed on the server");
        } finally {
            server.execInContainer("mv", "/usr/bin/sudo.away", "/usr/bin/sudo");
        }
    }

    @Test
    void neverShowsThePasswordInAnArgumentOrAnEnvironment() {
        String found = ask(
                as("asked", new Sudo.WithPassword(PASSWORD)),
                "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\000' '\\n' | grep -c '[l]og in with'");

        assertThat(found).isEqualTo("0\n");
    }

    @Test
    void isNotDisturbedByWhatBashReadsAndPrintsAtLogIn() throws Exception {
        Login noisy = as("noisy", new Sudo.WithoutPassword());
        Recording log = new Recording();

        assertThat(ask(noisy, "id -un; touch /tmp/x; rm /tmp/x; echo $PATH")).startsWith("root\n/usr/local/sbin:");
        assertThat(shell.execute(noisy, job("echo clean"), 0, log, LIMIT)).isInstanceOf(Outcome.Exited.class);
        assertThat(log.text()).isEqualTo("+ bash -c 'echo clean'\nclean\n");
    }

    @Test
    void runsJobsAsRootForEachWayToBecomeRoot() throws Exception {
        for (Login login :
                List.of(root(), as("free", new Sudo.WithoutPassword()), as("asked", new Sudo.WithPassword(PASSWORD)))) {
            Recording log = new Recording();

            Outcome outcome = shell.execute(login, job("id -un; cat; exit 3"), 0, log, LIMIT);

            assertThat(outcome).isEqualTo(new Outcome.Exited(3, log.end()));
            assertThat(log.text()).contains("\nroot\n");
        }
    }

    @Test
    void launchesNothingWhenSudoRefuses() throws Exception {
        Job job = job("touch /tmp/should-not-be-there");
        Login barred = as("barred", new Sudo.WithPassword(PASSWORD));

        assertThat(shell.execute(barred, job, 0, new Recording(), LIMIT)).isInstanceOf(Outcome.NoConnection.class);
        assertThat(ask(root(), "ls /tmp")).doesNotContain("should-not-be-there");
    }

    @Test
    void refusesAnotherHostKey() throws Exception {
        String line = ConsoleKeys.generate("").publicLine();
        HostKey other = new HostKey("ssh-ed25519", "SHA256:other", line);
        Login login = root();
        Login wrong = new Login(login.endpoint(), "root", login.credential(), login.sudo(), other, null);

        assertThat(fault(shell.ask(wrong, "true", List.of(), LIMIT)))
                .isEqualTo(new ConnectionFault.HostKeyChanged(other, pinned));
    }

    @Test
    void carries200MegabytesOverALinkThatIsCutAgainAndAgain() throws Exception {
        try (FaultyLink link = FaultyLink.to(endpoint())) {
            link.resetEachAfter(60_000_000);
            Job job = job("head -c 209715200 /dev/urandom");
            Recording log = new Recording();

            Outcome outcome = shell.execute(root(link.endpoint()), job, 0, log, LIMIT.multipliedBy(4));

            assertThat(outcome).isEqualTo(new Outcome.Exited(0, log.end()));
            assertThat(log.end()).isGreaterThan(209_715_200L);
            assertThat(link.connections()).isGreaterThan(3);
            assertThat(ask(
                            root(),
                            "sha256sum < /var/lib/applepie/jobs/$1/out",
                            job.id().value()))
                    .startsWith(log.sha256OfAll());
        }
    }

    @Test
    void keepsBytesThatAreNoText() throws Exception {
        Recording log = new Recording();

        shell.execute(root(), job("printf 'a\\xff\\xc3\\x28\\x00\\xe2\\x82'"), 0, log, LIMIT);

        assertThat(log.text()).endsWith("\na\u00ff\u00c3\u0028\u0000\u00e2\u0082");
    }

    @Test
    void goesOnAfterEverySshProcessOfTheServerWasKilled() throws Exception {
        Job job = job("echo one; until [ -e /tmp/gate ]; do sleep 0.05; done; echo two");
        Recording log = new Recording();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(shell.execute(as("asked", new Sudo.WithPassword(PASSWORD)), job, 0, log, LIMIT));
            } catch (InterruptedException | RuntimeException failed) {
                outcome.completeExceptionally(failed);
            }
        });
        Awaitility.await().until(() -> log.text().contains("one\n"));

        server.execInContainer("pkill", "-9", "-f", "sshd: ");
        server.execInContainer("touch", "/tmp/gate");

        assertThat(outcome.get(90, TimeUnit.SECONDS)).isEqualTo(new Outcome.Exited(0, log.end()));
        assertThat(log.text()).endsWith("one\ntwo\n");
    }

    @Test
    void keepsItsJobsFromOtherUsers() throws Exception {
        shell.execute(root(), job("true"), 0, new Recording(), LIMIT);

        assertThat(ask(root(), "stat -c %a:%U /var/lib/applepie/jobs")).isEqualTo("700:root\n");
    }
}
