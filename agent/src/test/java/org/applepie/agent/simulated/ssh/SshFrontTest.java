package org.applepie.agent.simulated.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.agent.simulated.ssh.FixedAccounts.Account;
import org.applepie.agent.simulated.ssh.TestClient.Ended;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the SSH port of a simulated machine does without any fault. */
class SshFrontTest {

    private static final byte[] NOTHING = new byte[0];

    private final SmallMachine machine = new SmallMachine();
    private KeyPair key;
    private SshFront front;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        key = KeyUtils.generateKeyPair("ssh-ed25519", 256);
        Accounts accounts = new FixedAccounts(List.of(
                new Account("root", Optional.of(new Secret("pie")), List.of()),
                new Account("admin", Optional.empty(), List.of(PublicKeyEntry.toString(key.getPublic()) + " me"))));
        front = new SshFront(
                Dialect.MODERN,
                accounts,
                MachineKeys.generate(Dialect.MODERN),
                machine,
                new Schedule(InstantSource.system()),
                new FakeTarget());
        front.up();
        client = TestClient.modern();
    }

    @AfterEach
    void stop() {
        client.close();
        front.close();
    }

    private ClientSession root() throws IOException {
        return client.open(front, "root", "pie");
    }

    @Test
    void runsACommandAndGivesItsExitCodeAndBothStreams() throws Exception {
        ClientSession session = root();

        assertThat(TestClient.exec(session, "complain it's ü", NOTHING))
                .usingRecursiveComparison()
                .isEqualTo(new Ended(NOTHING, "it's ü".getBytes(StandardCharsets.UTF_8), java.util.OptionalInt.of(3)));
        assertThat(TestClient.exec(session, "nonsense", NOTHING).exitCode()).hasValue(127);
    }

    @Test
    void carries5MegabytesBothWaysWithoutChangingAByte() throws Exception {
        byte[] bytes = new byte[5_000_000];
        new Random(7).nextBytes(bytes);

        Ended ended = TestClient.exec(root(), "cat", bytes);

        assertThat(ended.stdout()).isEqualTo(bytes);
        assertThat(ended.exitCode()).hasValue(0);
    }

    @Test
    void slowsACommandWhoseOutputNobodyReads() throws Exception {
        int pieces = 8192;
        try (ChannelExec channel = root().createExecChannel("write " + pieces)) {
            channel.open().verify(TestClient.LIMIT);
            Awaitility.await().until(() -> {
                Thread writer = machine.writer.get();
                return writer != null && machine.written.get() > 0 && isWaiting(writer);
            });
            assertThat(machine.written.get()).isLessThan((long) pieces * SmallMachine.PIECE);

            InputStream out = channel.getInvertedOut();
            for (int i = 0; i < pieces; i++) {
                byte[] piece = out.readNBytes(SmallMachine.PIECE);
                assertThat(piece[0]).isEqualTo((byte) i);
                assertThat(piece[SmallMachine.PIECE - 1]).isEqualTo((byte) i);
            }
            assertThat(out.read()).isEqualTo(-1);
        }
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void logsInWhoeverTheMachineKnows() throws Exception {
        assertThat(TestClient.exec(client.open(front, "admin", key), "whoami", NOTHING)
                        .stdout())
                .asString()
                .isEqualTo("admin");
        assertThat(TestClient.exec(root(), "whoami", NOTHING).stdout())
                .asString()
                .isEqualTo("root");
    }

    @Test
    void turnsAwayAWrongPasswordAWrongKeyAndAStranger() {
        assertThatThrownBy(() -> client.open(front, "root", "pies")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.open(front, "admin", "pie")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.open(front, "nobody", "pie")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.open(front, "root", key)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.open(front, "admin", KeyUtils.generateKeyPair("ssh-ed25519", 256)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void showsTheConsoleTheKeyThatItSaysItHas() {
        try (SshShell shell = new SshShell(AgentSettings.standard())) {
            assertThat(shell.offeredHostKey(front.endpoint(), null)).isEqualTo(new Reply.Got<>(front.hostKey()));
        }
    }

    @Test
    void saysThatItHasNoInteractiveShell() throws Exception {
        Ended ended = TestClient.ended(root().createShellChannel(), NOTHING);

        assertThat(ended.stderr()).asString().contains("has no interactive shell");
        assertThat(ended.exitCode()).hasValue(1);
    }

    @Test
    void refusesConnectionsWhileItIsDownAndListensAtTheSamePortAfterwards() throws Exception {
        int port = front.endpoint().port();
        root();
        for (int i = 0; i < 3; i++) {
            front.shutDown();
            assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
            front.up();
            assertThat(TestClient.exec(root(), "whoami", NOTHING).exitCode()).hasValue(0);
        }
        front.cutPower();
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(ConnectException.class);
        assertThat(front.endpoint().port()).isEqualTo(port);
    }

    @Test
    void refusesConnectionsBeforeItsFirstBoot() {
        try (SshFront fresh = new SshFront(
                Dialect.MODERN,
                FixedAccounts.withPassword("root", new Secret("pie")),
                MachineKeys.generate(Dialect.MODERN),
                machine,
                new Schedule(InstantSource.system()),
                new FakeTarget())) {
            assertThatThrownBy(() -> new Socket("127.0.0.1", fresh.endpoint().port()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void closesChannelsWithoutAnExitCodeWhenTheMachineGoesDown() throws Exception {
        for (boolean cleanly : List.of(true, false)) {
            front.up();
            ChannelExec channel = root().createExecChannel("wait");
            channel.open().verify(TestClient.LIMIT);
            Awaitility.await().until(() -> machine.waiting.get() != null);
            if (cleanly) {
                front.shutDown();
            } else {
                front.cutPower();
            }
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TestClient.LIMIT);

            assertThat(channel.getExitStatus()).isNull();
            assertThat(machine.waiting.getAndSet(null).isClosed()).isTrue();
        }
    }

    @Test
    void tellsACommandOfSignals() throws Exception {
        ClientSession session = root();
        ChannelExec channel = session.createExecChannel("wait");
        channel.open().verify(TestClient.LIMIT);
        Awaitility.await().until(() -> machine.waiting.get() != null);

        var signal = session.createBuffer(org.apache.sshd.common.SshConstants.SSH_MSG_CHANNEL_REQUEST);
        signal.putUInt(channel.getRecipient());
        signal.putString("signal");
        signal.putBoolean(false);
        signal.putString("TERM");
        channel.writePacket(signal);
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TestClient.LIMIT);

        assertThat(channel.getInvertedOut().readAllBytes()).asString().isEqualTo("waiting\nTERM");
        assertThat(channel.getExitStatus()).isEqualTo(9);
    }

    @Test
    void endsACommandThatIsBrokenInsteadOfLeavingItHanging() throws Exception {
        assertThat(TestClient.exec(root(), "break", NOTHING).exitCode()).hasValue(255);
    }

    @Test
    void canBeStoppedByACommandOfItsOwn() throws Exception {
        java.util.concurrent.atomic.AtomicReference<SshFront> itself =
                new java.util.concurrent.atomic.AtomicReference<>();
        try (SshFront own = new SshFront(
                Dialect.MODERN,
                FixedAccounts.withPassword("root", new Secret("pie")),
                MachineKeys.generate(Dialect.MODERN),
                exec -> {
                    itself.get().shutDown();
                    return 0;
                },
                new Schedule(InstantSource.system()),
                new FakeTarget())) {
            itself.set(own);
            own.up();

            assertThat(TestClient.exec(client.open(own, "root", "pie"), "reboot", NOTHING)
                            .exitCode())
                    .isEmpty();
        }
    }
}
