package org.applepie.agent.simulated.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.mac.Mac;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.fault.Schedule;
import org.applepie.agent.simulated.ssh.FixedAccounts.Account;
import org.applepie.agent.ssh.Connections;
import org.applepie.agent.ssh.Deadline;
import org.applepie.agent.ssh.RemoteProcess;
import org.applepie.agent.ssh.SshSettings;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Sudo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The SSH port of a machine with Debian Sarge speaks what OpenSSH 3.8.1p1 spoke, and nothing else. */
class SargeFrontTest {

    private static final byte[] TEXT = "a\u0000b\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    private KeyPair key;
    private SshFront front;

    @BeforeEach
    void start() throws Exception {
        key = KeyUtils.generateKeyPair("ssh-rsa", 1024);
        Account root =
                new Account("root", Optional.of(new Secret("pie")), List.of(PublicKeyEntry.toString(key.getPublic())));
        front = new SshFront(
                Dialect.SARGE,
                new FixedAccounts(List.of(root)),
                MachineKeys.generate(Dialect.SARGE),
                new SmallMachine(),
                new Schedule(InstantSource.system()),
                new FakeTarget());
        front.up();
    }

    @AfterEach
    void stop() {
        front.close();
    }

    @Test
    void greetsAndProposesAsOpenSsh381() throws IOException {
        List<String> said = new ArrayList<>();
        try (Socket socket =
                new Socket(front.endpoint().host(), front.endpoint().port())) {
            socket.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            said.add(line(in));
            in.skipNBytes(4 + 1 + 1 + 16);
            for (int list = 0; list < 10; list++) {
                said.add(new String(in.readNBytes(in.readInt()), StandardCharsets.US_ASCII));
            }
        }

        String ciphers = "aes128-cbc,3des-cbc,blowfish-cbc,cast128-cbc,arcfour,aes192-cbc,aes256-cbc,"
                + "rijndael-cbc@lysator.liu.se,aes128-ctr,aes192-ctr,aes256-ctr";
        String macs = "hmac-md5,hmac-sha1,hmac-ripemd160,hmac-ripemd160@openssh.com,hmac-sha1-96,hmac-md5-96";
        assertThat(said)
                .containsExactly(
                        "SSH-2.0-OpenSSH_3.8.1p1 Debian-8.sarge.6",
                        "diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1",
                        "ssh-rsa,ssh-dss",
                        ciphers,
                        ciphers,
                        macs,
                        macs,
                        "none,zlib",
                        "none,zlib",
                        "",
                        "");
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Test
    void provesItselfWithAnRsaKeyOf1024Bits() throws Exception {
        var rsa = PublicKeyEntry.parsePublicKeyEntry(front.hostKey().line())
                .resolvePublicKey(null, java.util.Map.of(), null);

        assertThat(front.hostKey().algorithm()).isEqualTo("ssh-rsa");
        assertThat(((RSAPublicKey) rsa).getModulus().bitLength()).isEqualTo(1024);
    }

    static Stream<NamedFactory<Cipher>> ciphers() {
        return SargeAlgorithms.ciphers().stream();
    }

    static Stream<NamedFactory<Mac>> macs() {
        return SargeAlgorithms.macs().stream();
    }

    @ParameterizedTest
    @MethodSource("ciphers")
    void carriesBytesUnderEachCipher(NamedFactory<Cipher> cipher) throws Exception {
        carries(cipher, SargeAlgorithms.macs().get(1));
    }

    @ParameterizedTest
    @MethodSource("macs")
    void carriesBytesUnderEachMac(NamedFactory<Mac> mac) throws Exception {
        carries(SargeAlgorithms.ciphers().getFirst(), mac);
    }

    private void carries(NamedFactory<Cipher> cipher, NamedFactory<Mac> mac) throws IOException {
        try (TestClient client = TestClient.ofSarge(cipher, mac)) {
            assertThat(TestClient.exec(client.open(front, "root", "pie"), "cat", TEXT)
                            .stdout())
                    .isEqualTo(TEXT);
            assertThat(TestClient.exec(client.open(front, "root", key), "cat", TEXT)
                            .stdout())
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void isNotSpokenToByAConsoleWithoutAPermit() {
        try (SshShell shell = new SshShell(AgentSettings.standard())) {
            assertThat(shell.ask(login(Endpoint.Algorithms.MODERN), "true", List.of(), Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(
                            Reply.NotConnected.class,
                            not -> assertThat(not.fault()).isInstanceOf(ConnectionFault.LegacyAlgorithmsOnly.class));
        }
    }

    @Test
    void isSpokenToByAConsoleWithAPermit() throws Exception {
        try (Connections connections = new Connections(SshSettings.standard())) {
            Login login = login(Endpoint.Algorithms.LEGACY_TOO);
            Deadline deadline = Deadline.in(Duration.ofSeconds(20));

            assertThat(connections.offeredHostKey(login.endpoint(), null)).isEqualTo(new Reply.Got<>(front.hostKey()));
            assertThat(connections.run(login, "whoami", deadline))
                    .isInstanceOfSatisfying(
                            Reply.Got.class,
                            got -> assertThat(((RemoteProcess) got.value()).stdout())
                                    .hasContent("root"));
        }
    }

    private Login login(Endpoint.Algorithms algorithms) {
        return new Login(
                front.endpoint().speaking(algorithms),
                "root",
                new Credential.Password(new Secret("pie")),
                new Sudo.NotNeeded(),
                front.hostKey(),
                null);
    }

    @Test
    void isUnderstoodByOpenSshWithTheOldAlgorithmsAllowed() throws Exception {
        Path ssh = Path.of("/usr/bin/ssh");
        assumeTrue(Files.isExecutable(ssh), "/usr/bin/ssh is missing: install openssh-client to run this test");
        Path file = Files.createTempFile("key", "");
        try (var out = Files.newOutputStream(file)) {
            org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    key, "", null, out);
        }
        List<String> command = List.of(
                ssh.toString(),
                "-F",
                "none",
                "-i",
                file.toString(),
                "-p",
                "" + front.endpoint().port(),
                "-oBatchMode=yes",
                "-oStrictHostKeyChecking=no",
                "-oUserKnownHostsFile=/dev/null",
                "-oIdentitiesOnly=yes",
                "-oKexAlgorithms=diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1",
                "-oRequiredRSASize=1024",
                "-oHostKeyAlgorithms=ssh-rsa",
                "-oPubkeyAcceptedAlgorithms=ssh-rsa",
                "-oCiphers=3des-cbc",
                "-oMACs=hmac-md5",
                "root@127.0.0.1",
                "cat");
        Process process = new ProcessBuilder(command).start();
        try (var stdin = process.getOutputStream()) {
            stdin.write(TEXT);
        }

        byte[] stdout = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        assertThat(stdout).isEqualTo(TEXT);
        Files.delete(file);
    }
}
