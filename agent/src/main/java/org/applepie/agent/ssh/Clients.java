package org.applepie.agent.ssh;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.applepie.domain.remote.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The SSH clients, one for each set of algorithms, so that what is allowed for one server is not even present where
 * others are spoken to. They read no file of the account they run in: no configuration, no known hosts, no keys.
 */
final class Clients {

    /** The least that a group or a key of such a server has; OpenSSH 3.8.1p1 made RSA keys of 1024 bits. */
    private static final int OLD_GROUP_BITS = 1024;

    private final SshSettings settings;
    private final Map<Endpoint.Algorithms, SshClient> clients = new EnumMap<>(Endpoint.Algorithms.class);
    private boolean closed;

    Clients(SshSettings settings) {
        this.settings = settings;
    }

    /** The client that offers these algorithms and no others; started when it is first needed. */
    synchronized SshClient offering(Endpoint.Algorithms algorithms) {
        if (closed) {
            throw new IllegalStateException("the connections are closed");
        }
        return clients.computeIfAbsent(algorithms, allowed -> start(settings, allowed));
    }

    synchronized void close() {
        closed = true;
        clients.values().forEach(client -> client.close(true));
    }

    private static SshClient start(SshSettings settings, Endpoint.Algorithms allowed) {
        Algorithms algorithms = Algorithms.of(allowed);
        SshClient client = ClientBuilder.builder()
                .cipherFactories(algorithms.ciphers())
                .macFactories(algorithms.macs())
                .signatureFactories(algorithms.signatures())
                .keyExchangeFactories(algorithms.keyExchanges())
                .serverKeyVerifier((session, address, key) -> check(session).passes(key))
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE))
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.addSessionListener(new Proposals());
        tune(client, settings);
        if (allowed == Endpoint.Algorithms.LEGACY_TOO) {
            CoreModuleProperties.PROP_DHGEX_CLIENT_MIN_KEY.set(client, OLD_GROUP_BITS);
        }
        client.start();
        return client;
    }

    private static void tune(SshClient client, SshSettings settings) {
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, settings.connect());
        CoreModuleProperties.AUTH_TIMEOUT.set(client, settings.logIn());
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.keepAlive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, settings.unanswered());
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
    }

    private static KeyCheck check(ClientSession session) {
        return of(session, KeyCheck.OF_CONNECTION);
    }

    private static <T> T of(ClientSession session, AttributeKey<T> key) {
        T carried = session.getConnectionContext().getAttribute(key);
        if (carried == null) {
            throw new IllegalStateException("a connection that was not opened by us");
        }
        return carried;
    }

    /** Asks a server first for the kind of key that is pinned, and notes what it offers if nothing is in common. */
    private static final class Proposals implements SessionListener {
        @Override
        public void sessionNegotiationOptionsCreated(Session session, Map<KexProposalOption, String> proposal) {
            if (session instanceof ClientSession ours) {
                check(ours)
                        .pinned()
                        .ifPresent(pinned -> proposal.computeIfPresent(
                                KexProposalOption.SERVERKEYS,
                                (option, names) ->
                                        String.join(",", HostKeys.preferring(pinned, List.of(names.split(","))))));
            }
        }

        @Override
        public void sessionNegotiationEnd(
                Session session,
                Map<KexProposalOption, String> clientProposal,
                Map<KexProposalOption, String> serverProposal,
                Map<KexProposalOption, String> negotiated,
                @Nullable Throwable reason) {
            if (reason != null && session instanceof ClientSession ours) {
                of(ours, Negotiation.OF_CONNECTION).failed(serverProposal);
            }
        }
    }
}
