package org.applepie.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobStatus;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Outcome;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every server does that the console works on, real or simulated, as far as both can do it. */
abstract class ShellContract {

    static final Duration LIMIT = Duration.ofSeconds(90);

    abstract SshShell shell();

    /** A log-in that works, with the right key pinned. */
    abstract Login login();

    /** A job for this server that runs {@code script} by /bin/sh. */
    abstract Job job(String script) throws Exception;

    /** A path on the server that does not exist yet and can be made. */
    abstract String freePath();

    /** Cuts every connection to the server; the next one works. */
    abstract void cut() throws Exception;

    @Test
    void offersTheKeyThatIsPinned() {
        assertThat(shell().offeredHostKey(login().endpoint(), null)).isEqualTo(new Reply.Got<>(login().pinned()));
    }

    @Test
    void refusesToSpeakToAServerWithAnotherKey() {
        HostKey other = new HostKey(
                "ssh-ed25519", "SHA256:other", ConsoleKeys.generate("").publicLine());
        Login right = login();
        Login wrong = new Login(right.endpoint(), right.username(), right.credential(), right.sudo(), other, null);

        assertThat(fault(wrong)).isInstanceOf(ConnectionFault.HostKeyChanged.class);
    }

    @Test
    void turnsAwayAWrongPasswordAndAWrongKey() {
        Credential password = new Credential.Password(new Secret("certainly not this one"));
        Credential key = new Credential.PrivateKey(ConsoleKeys.generate("other").privatePem());

        assertThat(fault(with(password))).isInstanceOf(ConnectionFault.AuthenticationRefused.class);
        assertThat(fault(with(key))).isInstanceOf(ConnectionFault.AuthenticationRefused.class);
    }

    @Test
    void answersWithExitCodeAndBothStreams() {
        Answer answer = ask("printf '%s|' \"$@\"; echo oops >&2; exit 3", "a b", "c'd", "$(reboot)", "");

        assertThat(text(answer.stdout())).isEqualTo("a b|c'd|$(reboot)||");
        assertThat(text(answer.stderr())).isEqualTo("oops\n");
        assertThat(answer.exitCode()).isEqualTo(3);
    }

    @Test
    void keepsEveryByteOfAnAnswer() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }

        assertThat(ask("i=0; while [ $i -lt 256 ]; do printf \"\\\\$(printf %03o $i)\"; i=$((i + 1)); done")
                        .stdout())
                .isEqualTo(all);
    }

    @Test
    void givesScriptsNothingToRead() {
        assertThat(text(ask("cat; echo end").stdout())).isEqualTo("end\n");
    }

    @Test
    void saysThatACommandIsMissing() {
        Answer answer = ask("no-such-command-here --now");

        assertThat(answer.exitCode()).isEqualTo(127);
        assertThat(text(answer.stderr())).contains("no-such-command-here").contains("not found");
    }

    @Test
    void executesAJobAndHandsItsOutputAndExitCode() throws Exception {
        Recording log = new Recording();

        Outcome outcome = shell().execute(login(), job("echo out; echo err >&2; exit 5"), 0, log, LIMIT);

        assertThat(outcome).isEqualTo(new Outcome.Exited(5, log.end()));
        assertThat(log.text()).contains("\nout\nerr\n");
    }

    @Test
    void keepsBytesOfAJobThatAreNoText() throws Exception {
        Recording log = new Recording();

        shell().execute(login(), job("printf 'a\\377\\303\\050\\000\\342\\202'"), 0, log, LIMIT);

        assertThat(log.text()).endsWith("\na\u00ff\u00c3\u0028\u0000\u00e2\u0082");
    }

    @Test
    void executesAJobOnceHoweverOftenItIsAsked() throws Exception {
        String traces = freePath();
        Job job = job("echo trace >> " + traces);

        Outcome first = shell().execute(login(), job, 0, new Recording(), LIMIT);
        Outcome second = shell().execute(login(), job, 0, new Recording(), LIMIT);

        assertThat(second).isEqualTo(first);
        assertThat(text(ask("cat \"$1\"", traces).stdout())).isEqualTo("trace\n");
    }

    @Test
    void followsAJobFromAnyByteOn() throws Exception {
        Job job = job("echo one; echo two");
        Recording whole = new Recording();
        shell().execute(login(), job, 0, whole, LIMIT);

        for (long from : List.of(0L, 1L, whole.end() - 1, whole.end())) {
            Recording rest = new Recording(from);
            assertThat(shell().follow(login(), job, from, rest, LIMIT)).isEqualTo(new Outcome.Exited(0, whole.end()));
            assertThat(rest.text()).isEqualTo(whole.text().substring((int) from));
        }
    }

    @Test
    void tellsWhatBecameOfAJob() throws Exception {
        Job job = job("exit 4");
        assertThat(status(job)).isInstanceOf(JobStatus.Never.class);

        Recording log = new Recording();
        shell().execute(login(), job, 0, log, LIMIT);

        assertThat(status(job)).isEqualTo(new JobStatus.Exited(job.bootId(), 4, log.end()));
    }

    @Test
    void goesOnWithAJobBehindACutConnectionWithoutLosingAByte() throws Exception {
        String gate = freePath();
        Job job = job("echo early; until [ -e " + gate + " ]; do sleep 1; done; echo late");
        Recording log = new Recording();
        CompletableFuture<Outcome> outcome = inBackground(job, log);
        Awaitility.await().atMost(LIMIT).until(() -> log.text().contains("early\n"));
        assertThat(status(job)).isInstanceOf(JobStatus.Running.class);

        cut();
        ask(": > \"$1\"", gate);

        assertThat(outcome.get(90, TimeUnit.SECONDS)).isEqualTo(new Outcome.Exited(0, log.end()));
        assertThat(log.text()).contains("early\nlate\n").containsOnlyOnce("early\n");
    }

    private CompletableFuture<Outcome> inBackground(Job job, Recording log) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(shell().execute(login(), job, 0, log, LIMIT));
            } catch (InterruptedException | RuntimeException failed) {
                outcome.completeExceptionally(failed);
            }
        });
        return outcome;
    }

    private Login with(Credential credential) {
        Login right = login();
        return new Login(right.endpoint(), right.username(), credential, right.sudo(), right.pinned(), null);
    }

    private JobStatus status(Job job) {
        return switch (shell().status(login(), job.id())) {
            case Reply.Got<JobStatus>(JobStatus status) -> status;
            case Reply.NotConnected<JobStatus>(var fault) -> throw new AssertionError(fault.describe());
        };
    }

    private Answer ask(String script, String... arguments) {
        return switch (shell().ask(login(), script, List.of(arguments), LIMIT)) {
            case Reply.Got<Answer>(Answer answer) -> answer;
            case Reply.NotConnected<Answer>(var fault) -> throw new AssertionError(fault.describe());
        };
    }

    private ConnectionFault fault(Login login) {
        return switch (shell().ask(login, "true", List.of(), LIMIT)) {
            case Reply.Got<Answer>(var answer) -> throw new AssertionError("it answered");
            case Reply.NotConnected<Answer>(var fault) -> fault;
        };
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
