package org.applepie.agent;

import static org.applepie.agent.SshShellTest.answer;
import static org.applepie.agent.SshShellTest.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.applepie.agent.OldSshd.Offer;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Endpoint.Algorithms;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell.Answer;
import org.applepie.domain.remote.Sudo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that speak what OpenSSH 3.8.1p1 speaks: refused, unless they were allowed, each for itself. */
class LegacyAlgorithmsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PASSWORD = "log in with 3 words";
    private static ConsoleKeys rsa;

    @TempDir
    Path home;

    private final SshShell shell = new SshShell(AgentSettings.standard());
    private final List<AutoCloseable> servers = new ArrayList<>();

    @BeforeAll
    static void makeTheConsolesRsaKey() {
        rsa = ConsoleKeys.generateRsa("test");
    }

    @AfterEach
    void stop() throws Exception {
        shell.close();
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @Test
    void refusesAnOldServerAndSaysWhatItOffersAndWhoMayAllowIt() throws Exception {
        OldSshd server = start(Offer.ofDebian31());
        String words = "The server offers only old SSH algorithms, which are refused by default"
                + " (key exchange diffie-hellman-group-exchange-sha1, diffie-hellman-group1-sha1;"
                + " host key ssh-rsa;"
                + " MAC hmac-md5, hmac-sha1, hmac-sha1-96, hmac-md5-96);"
                + " an operator may allow them for this server alone, with a reason, on its page";

        assertThat(fault(shell.offeredHostKey(server.endpoint(), null)).describe())
                .isEqualTo(words);
        assertThat(fault(ask(login(server.endpoint(), ed25519Key(), null))).describe())
                .isEqualTo(words);
    }

    @Test
    void logsInToAnAllowedOldServerWithTheConsolesRsaKey() throws Exception {
        OldSshd server = start(Offer.ofDebian31());
        Endpoint allowed = allowed(server);

        HostKey shown = answer(shell.offeredHostKey(allowed, null));

        assertThat(shown.algorithm()).isEqualTo("ssh-rsa");
        assertThat(text(ask(login(allowed, shown, null)))).isEqualTo("hello\n");
        assertThat(server.agreed())
                .containsEntry(KexProposalOption.ALGORITHMS, "diffie-hellman-group-exchange-sha1")
                .containsEntry(KexProposalOption.C2SENC, "aes128-ctr")
                .containsEntry(KexProposalOption.C2SMAC, "hmac-sha1");
    }

    @Test
    void logsInToAnAllowedOldServerWithAPassword() throws Exception {
        Endpoint allowed = allowed(start(Offer.ofDebian31()));
        HostKey shown = answer(shell.offeredHostKey(allowed, null));
        Credential password = new Credential.Password(new Secret(PASSWORD));

        assertThat(text(ask(new Login(allowed, "root", password, new Sudo.NotNeeded(), shown, null))))
                .isEqualTo("hello\n");
    }

    @SuppressWarnings("deprecation")
    static Stream<Offer> offersOfOneAlgorithmOfAKind() {
        Offer all = Offer.ofDebian31();
        return Stream.of(
                all.withKeyExchange(BuiltinDHFactories.dhg1),
                all.withKeyExchange(BuiltinDHFactories.dhgex),
                all.withHostKey(KeyPairProvider.SSH_DSS),
                all.withCipher(BuiltinCiphers.aes128cbc),
                all.withCipher(BuiltinCiphers.aes192cbc),
                all.withCipher(BuiltinCiphers.aes256cbc),
                all.withCipher(BuiltinCiphers.aes192ctr),
                all.withCipher(BuiltinCiphers.tripledescbc),
                all.withMac(BuiltinMacs.hmacsha1),
                all.withMac(BuiltinMacs.hmacsha196),
                all.withMac(BuiltinMacs.hmacmd5),
                all.withMac(BuiltinMacs.hmacmd596));
    }

    @ParameterizedTest
    @MethodSource("offersOfOneAlgorithmOfAKind")
    void speaksEachOldAlgorithmIfItIsAllowed(Offer offer) throws Exception {
        Endpoint allowed = allowed(start(offer));

        assertThat(text(ask(login(allowed, answer(shell.offeredHostKey(allowed, null)), null))))
                .isEqualTo("hello\n");
    }

    @Test
    void offersNothingOldToAServerThatWasNotAllowedWhileAnotherOneIs() throws Exception {
        OldSshd one = start(Offer.ofDebian31());
        OldSshd other = start(Offer.ofDebian31());
        HostKey shown = answer(shell.offeredHostKey(allowed(one), null));
        Login working = login(allowed(one), shown, null);
        answer(ask(working));

        assertThat(fault(ask(login(other.endpoint(), shown, null))))
                .isInstanceOf(ConnectionFault.LegacyAlgorithmsOnly.class);
        assertThat(text(ask(working))).isEqualTo("hello\n");
        assertThat(one.offeredToIt()).contains("sha1", "-cbc", "ssh-rsa", "ssh-dss", "md5");
        assertThat(other.offeredToIt()).doesNotContain("sha1", "-cbc", "ssh-rsa", "ssh-dss", "md5");
    }

    @Test
    void forgetsTheConnectionWhenTheSameServerIsNoLongerAllowed() throws Exception {
        OldSshd server = start(Offer.ofDebian31());
        HostKey shown = answer(shell.offeredHostKey(allowed(server), null));
        answer(ask(login(allowed(server), shown, null)));

        assertThat(fault(ask(login(server.endpoint(), shown, null))))
                .isInstanceOf(ConnectionFault.LegacyAlgorithmsOnly.class);
    }

    @Test
    void refusesAnAllowedOldServerWhoseKeyChanged() throws Exception {
        Endpoint allowed = allowed(start(Offer.ofDebian31()));
        HostKey other = answer(shell.offeredHostKey(allowed(start(Offer.ofDebian31())), null));

        assertThat(fault(ask(login(allowed, other, null)))).isInstanceOf(ConnectionFault.HostKeyChanged.class);
    }

    @Test
    void doesNotPromiseThatAPermitHelpsAgainstWhatIsSpokenToNobody() throws Exception {
        @SuppressWarnings("deprecation")
        OldSshd server = start(Offer.ofDebian31().withCipher(BuiltinCiphers.blowfishcbc));

        assertThat(fault(shell.offeredHostKey(server.endpoint(), null)).describe())
                .contains("algorithms that we speak to nobody", "cipher blowfish-cbc");
        assertThat(fault(shell.offeredHostKey(allowed(server), null)).describe())
                .isEqualTo("The server cannot be reached: it offers only algorithms that we speak to nobody:"
                        + " cipher blowfish-cbc");
    }

    @Test
    void allowsAnOldServerBehindAJumpServerThatIsSpokenToAsEver() throws Exception {
        assumeTrue(LocalSshd.isInstalled(), LocalSshd.MISSING);
        LocalSshd jump = LocalSshd.start(Files.createDirectory(home.resolve("jump")), "LogLevel DEBUG2");
        servers.add(jump);
        Endpoint allowed = allowed(start(Offer.ofDebian31()));

        HostKey shown = answer(shell.offeredHostKey(allowed, jump.login()));

        assertThat(text(ask(login(allowed, shown, jump.login())))).isEqualTo("hello\n");
        assertThat(Files.readString(home.resolve("jump/sshd.log")))
                .contains("peer client KEXINIT proposal")
                .doesNotContain("diffie-hellman-group1-sha1");
    }

    @Test
    void doesNotAllowAnOldJumpServerBecauseTheServerBehindItIsAllowed() throws Exception {
        OldSshd jump = start(Offer.ofDebian31());
        Login way = login(jump.endpoint(), answer(shell.offeredHostKey(allowed(jump), null)), null);

        assertThat(fault(shell.offeredHostKey(allowed(start(Offer.ofDebian31())), way)))
                .isInstanceOfSatisfying(
                        ConnectionFault.JumpFault.class,
                        fault -> assertThat(fault.fault()).isInstanceOf(ConnectionFault.LegacyAlgorithmsOnly.class));
    }

    @Test
    void speaksToARealOpenSshThatIsHeldToTheOldAlgorithms() throws Exception {
        assumeTrue(LocalSshd.isInstalled(), LocalSshd.MISSING);
        LocalSshd sshd = LocalSshd.start(
                home,
                "KexAlgorithms diffie-hellman-group1-sha1",
                "HostKeyAlgorithms ssh-rsa",
                "Ciphers 3des-cbc",
                "MACs hmac-sha1",
                "RequiredRSASize 1024");
        servers.add(sshd);
        sshd.makeHostKey("rsa", "-b", "1024");
        sshd.letIn(rsa);
        sshd.restart();
        Endpoint allowed = sshd.endpoint().speaking(Algorithms.LEGACY_TOO);

        assertThat(fault(shell.offeredHostKey(sshd.endpoint(), null)).describe())
                .contains(
                        "(key exchange diffie-hellman-group1-sha1",
                        "; host key ssh-rsa; cipher 3des-cbc; MAC hmac-sha1)");
        assertThat(shell.offeredHostKey(allowed, null)).isEqualTo(new Reply.Got<>(sshd.hostKey("rsa")));
        assertThat(text(ask(login(allowed, sshd.hostKey("rsa"), null)))).isEqualTo("hello\n");
    }

    @Test
    void speaksModernAlgorithmsToAnAllowedServerThatKnowsThem() throws Exception {
        assumeTrue(LocalSshd.isInstalled(), LocalSshd.MISSING);
        LocalSshd sshd = LocalSshd.start(
                home, "LogLevel DEBUG1", "KexAlgorithms +diffie-hellman-group1-sha1", "HostKeyAlgorithms +ssh-rsa");
        servers.add(sshd);
        sshd.makeHostKey("rsa");
        sshd.letIn(rsa);
        sshd.restart();
        Endpoint allowed = sshd.endpoint().speaking(Algorithms.LEGACY_TOO);

        assertThat(text(ask(login(allowed, sshd.hostKey("rsa"), null)))).isEqualTo("hello\n");
        assertThat(Files.readString(home.resolve("sshd.log")))
                .contains("kex: host key algorithm: rsa-sha2-512", "cipher: aes128-gcm@openssh.com")
                .containsPattern("kex: algorithm: (mlkem|sntrup|curve)");
    }

    private OldSshd start(Offer offer) throws Exception {
        OldSshd server = OldSshd.start(offer, rsa, PASSWORD);
        servers.add(server);
        return server;
    }

    private static Endpoint allowed(OldSshd server) {
        return server.endpoint().speaking(Algorithms.LEGACY_TOO);
    }

    private static HostKey ed25519Key() {
        return new HostKey(
                "ssh-ed25519", "SHA256:some", ConsoleKeys.generate("").publicLine());
    }

    private static Login login(Endpoint endpoint, HostKey pinned, @Nullable Login jump) {
        return new Login(
                endpoint,
                System.getProperty("user.name"),
                new Credential.PrivateKey(rsa.privatePem()),
                new Sudo.NotNeeded(),
                pinned,
                jump);
    }

    private Reply<Answer> ask(Login login) {
        return shell.ask(login, "echo hello", List.of(), LIMIT);
    }

    private static String text(Reply<Answer> reply) {
        return new String(answer(reply).stdout(), StandardCharsets.UTF_8);
    }
}
