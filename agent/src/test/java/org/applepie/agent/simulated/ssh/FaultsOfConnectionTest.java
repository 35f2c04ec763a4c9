package org.applepie.agent.simulated.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Moment;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.agent.simulated.ssh.TestClient.Ended;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults strike the connections of a simulated machine when they are due, and no others. */
class FaultsOfConnectionTest {

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] TEN = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final Schedule schedule = new Schedule(InstantSource.system());
    private final FakeTarget target = new FakeTarget();
    private SshFront front;
    private TestClient client;

    @BeforeEach
    void start() {
        front = new SshFront(
                Dialect.MODERN,
                FixedAccounts.withPassword("root", new Secret("pie")),
                MachineKeys.generate(Dialect.MODERN),
                new SmallMachine(),
                schedule,
                target);
        front.up();
        client = TestClient.modern();
    }

    @AfterEach
    void stop() {
        client.close();
        front.close();
    }

    private ClientSession session() throws IOException {
        return client.open(front, "root", "pie");
    }

    @Test
    void dropsTheConnectionAtTheSecondCommandAndTakesTheNext() throws Exception {
        schedule.set(new Fault.DropConnection(), new Moment.AtCommand(2));
        ClientSession session = session();

        assertThat(TestClient.exec(session, "cat", TEN).stdout()).isEqualTo(TEN);
        assertThat(TestClient.exec(session, "cat", TEN))
                .usingRecursiveComparison()
                .isEqualTo(new Ended(NOTHING, NOTHING, java.util.OptionalInt.empty()));
        assertThat(TestClient.exec(session(), "cat", TEN).stdout()).isEqualTo(TEN);
        assertThat(schedule.waiting()).isEmpty();
    }

    @Test
    void dropsTheConnectionAtExactlyTheByteOfOutput() throws Exception {
        for (int at = 0; at <= TEN.length; at++) {
            schedule.set(new Fault.DropConnection(), new Moment.AtOutput(at));
            Ended ended = TestClient.exec(session(), "cat", TEN);

            assertThat(ended.stdout()).hasSize(at).isEqualTo(java.util.Arrays.copyOf(TEN, at));
            assertThat(schedule.waiting()).isEmpty();
        }
    }

    @Test
    void answersNothingWhileItHangsAndAgainAfterAReset() throws Exception {
        schedule.set(new Fault.Hang(), new Moment.AtMatch("^cat$"));
        ClientSession session = session();
        assertThat(TestClient.exec(session, "whoami", NOTHING).exitCode()).hasValue(0);
        ChannelExec channel = session.createExecChannel("cat");
        channel.open().verify(TestClient.LIMIT);
        Awaitility.await().until(() -> schedule.waiting().isEmpty());

        try (Socket socket =
                new Socket(front.endpoint().host(), front.endpoint().port())) {
            socket.setSoTimeout(300);
            Assertions.assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
        }
        front.cutPower();
        front.up();

        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), TestClient.LIMIT);
        assertThat(channel.getExitStatus()).isNull();
        assertThat(TestClient.exec(session(), "cat", TEN).stdout()).isEqualTo(TEN);
    }

    @Test
    void showsAnotherHostKeyUntilItsOwnIsBack() throws Exception {
        HostKey own = front.hostKey();
        session();
        front.strike(List.of(new Fault.WrongHostKey()));

        HostKey shown = shown();
        assertThat(shown.algorithm()).isEqualTo(own.algorithm());
        assertThat(shown.fingerprint()).isNotEqualTo(own.fingerprint());

        front.showOwnKey();
        assertThat(shown()).isEqualTo(own);
    }

    @Test
    void letsAnotherMachineAnswerWithTheSameOrAnotherHostKey() throws Exception {
        ClientSession before = session();
        front.strike(List.of(new Fault.SecondMachine(true)));
        Awaitility.await().until(() -> !before.isOpen());
        assertThat(shown()).isEqualTo(front.hostKey());

        front.strike(List.of(new Fault.SecondMachine(false)));
        assertThat(shown()).isNotEqualTo(front.hostKey());
        assertThat(target.done()).containsExactly("another", "another");
    }

    @Test
    void handsFaultsOfTheMachineToTheMachineBeforeTheCommandStarts() throws Exception {
        schedule.set(new Fault.PullDrive("apple"), new Moment.AtMatch("whoami"));
        schedule.set(new Fault.FullDisk("/boot"), new Moment.AtMatch("whoami"));
        schedule.set(new Fault.NeverComeBack(true), new Moment.AtCommand(3));
        ClientSession session = session();
        TestClient.exec(session, "cat", NOTHING);
        assertThat(target.done()).isEmpty();
        TestClient.exec(session, "whoami", NOTHING);

        assertThat(target.done()).containsExactly("pull apple", "fill /boot");
        TestClient.exec(session, "whoami", NOTHING);
        assertThat(target.done()).endsWith("never come back", "reboot");
    }

    private HostKey shown() {
        try (SshShell shell = new SshShell(AgentSettings.standard())) {
            return switch (shell.offeredHostKey(front.endpoint(), null)) {
                case Reply.Got<HostKey>(HostKey key) -> key;
                case Reply.NotConnected<HostKey>(var fault) -> throw new AssertionError(fault.describe());
            };
        }
    }
}
