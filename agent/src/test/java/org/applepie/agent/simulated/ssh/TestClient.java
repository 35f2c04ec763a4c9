package org.applepie.agent.simulated.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.Mac;

/** A client that trusts whatever it meets and speaks what it is told to. */
final class TestClient implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private final SshClient client;

    private TestClient(SshClient client) {
        this.client = client;
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.start();
    }

    static TestClient modern() {
        return new TestClient(ClientBuilder.builder()
                .serverKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE)
                .build());
    }

    /** A client of 2005 that has settled on one cipher and one MAC. */
    @SuppressWarnings("deprecation")
    static TestClient ofSarge(NamedFactory<Cipher> cipher, NamedFactory<Mac> mac) {
        return new TestClient(ClientBuilder.builder()
                .serverKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE)
                .keyExchangeFactories(org.apache.sshd.common.NamedFactory.setUpTransformedFactories(
                        false,
                        List.of(
                                org.apache.sshd.common.kex.BuiltinDHFactories.dhg1,
                                org.apache.sshd.common.kex.BuiltinDHFactories.dhg1),
                        ClientBuilder.DH2KEX))
                .signatureFactories(SargeAlgorithms.signatures())
                .cipherFactories(List.of(cipher))
                .macFactories(List.of(mac))
                .build());
    }

    ClientSession open(SshFront front, String user, String password) throws IOException {
        ClientSession session = connect(front, user);
        session.addPasswordIdentity(password);
        return authenticated(session);
    }

    ClientSession open(SshFront front, String user, KeyPair key) throws IOException {
        ClientSession session = connect(front, user);
        session.addPublicKeyIdentity(key);
        return authenticated(session);
    }

    private static ClientSession authenticated(ClientSession session) throws IOException {
        session.auth().verify(LIMIT);
        return session;
    }

    private ClientSession connect(SshFront front, String user) throws IOException {
        return client.connect(user, front.endpoint().host(), front.endpoint().port())
                .verify(LIMIT)
                .getSession();
    }

    record Ended(byte[] stdout, byte[] stderr, OptionalInt exitCode) {}

    static Ended exec(ClientSession session, String command, byte[] stdin) throws IOException {
        return ended(session.createExecChannel(command), stdin);
    }

    static Ended ended(ClientChannel channel, byte[] stdin) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (channel) {
            channel.setIn(new java.io.ByteArrayInputStream(stdin));
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(LIMIT);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            Integer code = channel.getExitStatus();
            return new Ended(
                    out.toByteArray(), err.toByteArray(), code == null ? OptionalInt.empty() : OptionalInt.of(code));
        }
    }

    @Override
    public void close() {
        client.close(true);
    }
}
