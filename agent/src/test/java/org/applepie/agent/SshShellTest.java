package org.applepie.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell.Answer;
import org.applepie.domain.remote.Sudo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and questions, against a real OpenSSH server on this machine. */
class SshShellTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private LocalSshd sshd;
    private SshShell shell;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(LocalSshd.isInstalled(), LocalSshd.MISSING);
        sshd = LocalSshd.start(home);
        shell = new SshShell(AgentSettings.standard());
    }

    @AfterEach
    void stop() {
        if (sshd != null) {
            shell.close();
            sshd.close();
        }
    }

    @Test
    void showsTheKeyAServerOffersAndPrefersEd25519() throws Exception {
        sshd.makeHostKey("rsa");
        sshd.makeHostKey("ecdsa");
        sshd.restart();

        assertThat(shell.offeredHostKey(sshd.endpoint(), null)).isEqualTo(new Reply.Got<>(sshd.hostKey("ed25519")));
    }

    @Test
    void saysThatNothingListens() throws Exception {
        Endpoint closed = new Endpoint("127.0.0.1", LocalSshd.freePort());

        assertThat(fault(shell.offeredHostKey(closed, null)).describe()).contains("refused");
        assertThat(fault(ask(sshd.login(closed, sshd.hostKey("ed25519"), null), "true")))
                .isInstanceOf(ConnectionFault.Unreachable.class);
    }

    @Test
    void saysThatANameCannotBeResolved() {
        assertThat(fault(shell.offeredHostKey(new Endpoint("no-such-host.invalid", 22), null))
                        .describe())
                .contains("cannot be resolved");
    }

    @Test
    void saysThatItIsNoSshServer() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greetWithHttp(mute));

            assertThat(fault(shell.offeredHostKey(new Endpoint("127.0.0.1", mute.getLocalPort()), null)))
                    .isInstanceOf(ConnectionFault.Unreachable.class);
        }
    }

    private static void greetWithHttp(ServerSocket door) {
        try (var client = door.accept()) {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException over) {
            // The client went away.
        }
    }

    @Test
    void givesBackAnAnswerWithItsExitCode() throws Exception {
        Answer answer =
                answer(ask(sshd.login(), "printf '%s|' \"$@\"; echo oops >&2; exit 3", "a b", "c'd", "$(reboot)", ""));

        assertThat(text(answer.stdout())).isEqualTo("a b|c'd|$(reboot)||");
        assertThat(text(answer.stderr())).isEqualTo("oops\n");
        assertThat(answer.exitCode()).isEqualTo(3);
    }

    @Test
    void keepsEveryByteOfAnAnswer() throws Exception {
        Answer answer = answer(ask(
                sshd.login(), "i=0; while [ $i -lt 256 ]; do printf \"\\\\$(printf %03o $i)\"; i=$((i + 1)); done"));

        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(answer.stdout()).isEqualTo(all);
    }

    @Test
    void runsInAnEnvironmentOfItsOwn() throws Exception {
        Answer answer = answer(ask(sshd.login(), "env | sort | cut -d= -f1 | tr '\\n' ' '; readlink /proc/self/fd/0"));

        assertThat(text(answer.stdout())).matches("LC_ALL (OLDPWD )?PATH PWD (SHLVL )?(_ )?/dev/null\n");
    }

    @Test
    void usesOneConnectionForManyQuestionsAtOnce() throws Exception {
        try (FaultyLink link = FaultyLink.to(sshd.endpoint())) {
            Login login = sshd.login(link.endpoint(), sshd.hostKey("ed25519"), null);
            List<Thread> threads = java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i -> Thread.ofVirtual().unstarted(() -> ask(login, "echo $1", String.valueOf(i))))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(text(answer(ask(login, "echo still here")).stdout())).isEqualTo("still here\n");
            assertThat(link.connections()).isEqualTo(1);
        }
    }

    @Test
    void connectsAnewAfterACutAndAfterDisconnect() throws Exception {
        try (FaultyLink link = FaultyLink.to(sshd.endpoint())) {
            Login login = sshd.login(link.endpoint(), sshd.hostKey("ed25519"), null);
            answer(ask(login, "true"));
            link.reset();
            answer(ask(login, "true"));
            shell.disconnect(login);
            answer(ask(login, "true"));

            assertThat(link.connections()).isEqualTo(3);
        }
    }

    @Test
    void refusesAServerWhoseKeyChangedAndShowsBothKeys() throws Exception {
        Login login = sshd.login();
        HostKey before = sshd.hostKey("ed25519");
        sshd.makeHostKey("ed25519");
        sshd.restart();

        assertThat(fault(ask(login, "true")))
                .isEqualTo(new ConnectionFault.HostKeyChanged(before, sshd.hostKey("ed25519")));
    }

    @Test
    void asksForTheKindOfKeyThatIsPinned() throws Exception {
        sshd.makeHostKey("rsa");
        sshd.makeHostKey("ecdsa");
        sshd.restart();

        for (String type : List.of("rsa", "ecdsa", "ed25519")) {
            answer(ask(sshd.login(sshd.endpoint(), sshd.hostKey(type), null), "true"));
        }
    }

    @Test
    void refusesAServerThatLostThePinnedKindOfKey() throws Exception {
        sshd.makeHostKey("rsa");
        sshd.restart();
        Login login = sshd.login(sshd.endpoint(), sshd.hostKey("rsa"), null);
        HostKey before = sshd.hostKey("rsa");
        sshd.removeHostKey("rsa");
        sshd.restart();

        assertThat(fault(ask(login, "true")))
                .isEqualTo(new ConnectionFault.HostKeyChanged(before, sshd.hostKey("ed25519")));
    }

    @Test
    void saysNothingToAServerWithoutAPinnedKey() throws Exception {
        try (FaultyLink link = FaultyLink.to(sshd.endpoint())) {
            assertThat(fault(ask(sshd.login(link.endpoint(), null, null), "true")))
                    .isInstanceOf(ConnectionFault.NotPinned.class);
            assertThat(link.connections()).isZero();
        }
    }

    @Test
    void tellsARefusedKeyFromAServerThatIsAway() throws Exception {
        Login right = sshd.login();
        Credential other =
                new Credential.PrivateKey(ConsoleKeys.generate("other").privatePem());
        Login wrong = new Login(right.endpoint(), right.username(), other, right.sudo(), right.pinned(), null);

        assertThat(fault(ask(wrong, "true"))).isInstanceOf(ConnectionFault.AuthenticationRefused.class);
    }

    @Test
    void saysThatAKeyCannotBeRead() throws Exception {
        Login right = sshd.login();
        for (String text : List.of(
                "", "not a key", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")) {
            Credential broken = new Credential.PrivateKey(new Secret(text));
            Login login = new Login(right.endpoint(), right.username(), broken, right.sudo(), right.pinned(), null);

            assertThat(fault(ask(login, "true")).describe()).contains("private key");
        }
    }

    @Test
    void logsInWithRsaKeysOfOpenSsh() throws Exception {
        Path file = home.resolve("rsa-user");
        for (String format : List.of("RFC4716", "PEM", "PKCS8")) {
            java.nio.file.Files.deleteIfExists(file);
            LocalSshd.run("ssh-keygen", "-q", "-t", "rsa", "-b", "2048", "-m", format, "-N", "", "-f", file.toString());
            java.nio.file.Files.copy(
                    home.resolve("rsa-user.pub"),
                    home.resolve("authorized_keys"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Login key = sshd.login();
            Login rsa = new Login(
                    key.endpoint(),
                    key.username(),
                    new Credential.PrivateKey(new Secret(java.nio.file.Files.readString(file))),
                    key.sudo(),
                    key.pinned(),
                    null);

            answer(ask(rsa, "true"));
        }
    }

    @Test
    void goesThroughAJumpServerThatIsPinnedToo() throws Exception {
        Path jumpHome = java.nio.file.Files.createDirectory(home.resolve("jump"));
        try (LocalSshd jump = LocalSshd.start(jumpHome)) {
            Login through = sshd.login(sshd.endpoint(), sshd.hostKey("ed25519"), jump.login());

            assertThat(text(answer(ask(through, "echo arrived")).stdout())).isEqualTo("arrived\n");
            assertThat(shell.offeredHostKey(sshd.endpoint(), jump.login()))
                    .isEqualTo(new Reply.Got<>(sshd.hostKey("ed25519")));

            Login stranger = jump.login(jump.endpoint(), sshd.hostKey("ed25519"), null);
            assertThat(fault(ask(sshd.login(sshd.endpoint(), sshd.hostKey("ed25519"), stranger), "true")))
                    .isInstanceOfSatisfying(
                            ConnectionFault.JumpFault.class,
                            fault -> assertThat(fault.fault()).isInstanceOf(ConnectionFault.HostKeyChanged.class));
        }
    }

    @Test
    void goesThroughSeveralJumpServers() throws Exception {
        Login one = sshd.login();
        Login two = sshd.login(sshd.endpoint(), sshd.hostKey("ed25519"), one);
        Login three = sshd.login(sshd.endpoint(), sshd.hostKey("ed25519"), two);

        assertThat(text(answer(ask(three, "seq 1 100000 | tail -n 1")).stdout()))
                .isEqualTo("100000\n");
    }

    @Test
    void saysThatTheJumpServerCannotReachTheServer() throws Exception {
        Login through =
                sshd.login(new Endpoint("127.0.0.1", LocalSshd.freePort()), sshd.hostKey("ed25519"), sshd.login());

        assertThat(fault(ask(through, "true")).describe()).contains("jump server");
    }

    @Test
    void givesUpAQuestionThatTakesTooLongAndStaysUsable() throws Exception {
        Login login = sshd.login();
        answer(ask(login, "true"));

        assertThat(fault(shell.ask(login, "sleep 30", List.of(), Duration.ofMillis(300)))
                        .describe())
                .contains("did not answer in time");
        answer(ask(login, "true"));
    }

    @Test
    void isNotFooledByAShellThatPrintsBeforeTheScript() throws Exception {
        sshd.close();
        sshd = LocalSshd.start(
                home, "ForceCommand echo Welcome Applepie-; echo noise >&2; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"");

        Answer answer = answer(ask(sshd.login(), "echo clean; echo error >&2"));

        assertThat(text(answer.stdout())).isEqualTo("clean\n");
        assertThat(text(answer.stderr())).isEqualTo("error\n");
    }

    @Test
    void saysWhatAShellThatRunsNothingSaid() throws Exception {
        sshd.close();
        sshd = LocalSshd.start(home, "ForceCommand echo This account is currently not available. >&2; exit 1");

        assertThat(fault(ask(sshd.login(), "true")).describe()).contains("This account is currently not available.");
    }

    @Test
    void waitsForAFreeChannelWhenTheServerAllowsFew() throws Exception {
        sshd.close();
        sshd = LocalSshd.start(home, "MaxSessions 2");
        Login login = sshd.login();
        List<Reply<Answer>> replies = new java.util.concurrent.CopyOnWriteArrayList<>();
        List<Thread> threads = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> Thread.ofVirtual().start(() -> replies.add(ask(login, "sleep 0.1; echo done"))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(replies)
                .hasSize(12)
                .allSatisfy(reply -> assertThat(text(answer(reply).stdout())).isEqualTo("done\n"));
    }

    @Test
    void refusesAPasswordThatIsMoreThanALine() throws Exception {
        Login login = sshd.login();
        Sudo sudo = new Sudo.WithPassword(new Secret("one\ntwo"));
        Login odd = new Login(login.endpoint(), login.username(), login.credential(), sudo, login.pinned(), null);

        org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> ask(odd, "true"));
    }

    private Reply<Answer> ask(Login login, String script, String... arguments) {
        return shell.ask(login, script, List.of(arguments), LIMIT);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static <T> T answer(Reply<T> reply) {
        return switch (reply) {
            case Reply.Got<T>(var value) -> value;
            case Reply.NotConnected<T>(var fault) -> throw new AssertionError(fault.describe());
        };
    }

    static ConnectionFault fault(Reply<?> reply) {
        return switch (reply) {
            case Reply.Got<?>(var value) -> throw new AssertionError("no fault, but " + value);
            case Reply.NotConnected<?>(var fault) -> fault;
        };
    }
}
