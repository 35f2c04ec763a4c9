package org.applepie.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.kex.DHG;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.kex.KeyExchange;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.kex.DHGEXServer;
import org.apache.sshd.server.shell.ProcessShellFactory;
import org.applepie.agent.ssh.ConsoleKeys;
import org.applepie.domain.remote.Endpoint;

/**
 * A server on a loopback port that offers what OpenSSH 3.8.1p1 of Debian 3.1 offers, as far as the library knows it, with a
 * host key of 1024 bits, no word of the signatures it takes, and only RSA and DSA keys of users; lists may be shortened.
 */
final class OldSshd implements AutoCloseable {

    /** Oakley group 2 of RFC 2409: a safe prime of 1024 bits. */
    private static final BigInteger PRIME_1024 = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF",
            16);

    /** What it offers. */
    record Offer(
            List<BuiltinDHFactories> keyExchanges,
            String hostKeyType,
            List<BuiltinCiphers> ciphers,
            List<BuiltinMacs> macs) {

        /** In the order of myproposal.h. */
        @SuppressWarnings("deprecation")
        static Offer ofDebian31() {
            return new Offer(
                    List.of(BuiltinDHFactories.dhgex, BuiltinDHFactories.dhg1),
                    KeyPairProvider.SSH_RSA,
                    List.of(
                            BuiltinCiphers.aes128cbc,
                            BuiltinCiphers.tripledescbc,
                            BuiltinCiphers.blowfishcbc,
                            BuiltinCiphers.aes192cbc,
                            BuiltinCiphers.aes256cbc,
                            BuiltinCiphers.aes128ctr,
                            BuiltinCiphers.aes192ctr,
                            BuiltinCiphers.aes256ctr),
                    List.of(BuiltinMacs.hmacmd5, BuiltinMacs.hmacsha1, BuiltinMacs.hmacsha196, BuiltinMacs.hmacmd596));
        }

        Offer withKeyExchange(BuiltinDHFactories only) {
            return new Offer(List.of(only), hostKeyType, ciphers, macs);
        }

        Offer withHostKey(String type) {
            return new Offer(keyExchanges, type, ciphers, macs);
        }

        Offer withCipher(BuiltinCiphers only) {
            return new Offer(keyExchanges, hostKeyType, List.of(only), macs);
        }

        Offer withMac(BuiltinMacs only) {
            return new Offer(keyExchanges, hostKeyType, ciphers, List.of(only));
        }
    }

    private final SshServer server;
    private final List<Map<KexProposalOption, String>> proposals = new CopyOnWriteArrayList<>();
    private final List<Map<KexProposalOption, String>> agreements = new CopyOnWriteArrayList<>();

    private OldSshd(SshServer server) {
        this.server = server;
    }

    /** Lets in whoever has {@code userKey} or says {@code password}. */
    @SuppressWarnings("deprecation")
    static OldSshd start(Offer offer, ConsoleKeys userKey, String password) throws Exception {
        SshServer server = ServerBuilder.builder()
                .keyExchangeFactories(
                        NamedFactory.setUpTransformedFactories(false, offer.keyExchanges(), OldSshd::keyExchange))
                .cipherFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(false, offer.ciphers())))
                .macFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(false, offer.macs())))
                .signatureFactories(List.copyOf(NamedFactory.setUpBuiltinFactories(
                        false, List.of(BuiltinSignatures.rsa, BuiltinSignatures.dsa))))
                .build();
        server.setKexExtensionHandler(null);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey(offer.hostKeyType())));
        server.setPublickeyAuthenticator(
                (user, key, session) -> KeyUtils.compareKeys(key, publicKey(userKey.publicLine())));
        server.setPasswordAuthenticator((user, given, session) -> given.equals(password));
        server.setCommandFactory(
                (channel, command) -> new ProcessShellFactory(command, "/bin/sh", "-c", command).createShell(channel));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "OpenSSH_3.8.1p1 Debian-8.sarge.6");
        OldSshd old = new OldSshd(server);
        server.addSessionListener(old.new Listening());
        server.start();
        return old;
    }

    private static KeyExchangeFactory keyExchange(BuiltinDHFactories kind) {
        return kind.isGroupExchange() ? new SmallGroups(kind) : ServerBuilder.DH2KEX.apply(kind);
    }

    /** The library's own server has no groups below 2048 bits; those of Debian 3.1 began at 1024. */
    private record SmallGroups(BuiltinDHFactories kind) implements KeyExchangeFactory {
        @Override
        public String getName() {
            return kind.getName();
        }

        @Override
        public KeyExchange createKeyExchange(Session session) {
            return new DHGEXServer(kind, session) {
                @Override
                protected DHG chooseDH(int min, int prf, int max) throws Exception {
                    if (min > PRIME_1024.bitLength() || max < PRIME_1024.bitLength()) {
                        throw new IOException("no group of " + min + " to " + max + " bits");
                    }
                    return getDH(PRIME_1024, BigInteger.TWO);
                }
            };
        }
    }

    private static KeyPair hostKey(String type) throws GeneralSecurityException {
        return KeyUtils.generateKeyPair(type, 1024);
    }

    private static java.security.PublicKey publicKey(String line) {
        try {
            return AuthorizedKeyEntry.parseAuthorizedKeyEntry(line)
                    .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        } catch (GeneralSecurityException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getPort());
    }

    /** Every algorithm that any connection to it offered, of every kind. */
    String offeredToIt() {
        return proposals.toString();
    }

    /** What the newest connection to it agreed on. */
    Map<KexProposalOption, String> agreed() {
        return agreements.getLast();
    }

    @Override
    public void close() {
        server.close(true);
    }

    private final class Listening implements SessionListener {
        @Override
        public void sessionNegotiationEnd(
                Session session,
                Map<KexProposalOption, String> clientProposal,
                Map<KexProposalOption, String> serverProposal,
                Map<KexProposalOption, String> negotiated,
                Throwable reason) {
            proposals.add(Map.copyOf(clientProposal));
            if (reason == null) {
                agreements.add(Map.copyOf(negotiated));
            }
        }
    }
}
