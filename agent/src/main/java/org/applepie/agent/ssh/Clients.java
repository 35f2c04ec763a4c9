package org.applepie.agent.ssh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;

/** Makes the one SSH client. It reads no file of the account it runs in: no configuration, no known hosts, no keys. */
final class Clients {

    private Clients() {}

    static SshClient start(SshSettings settings) {
        SshClient client = ClientBuilder.builder()
                .cipherFactories(Algorithms.ciphers())
                .macFactories(Algorithms.macs())
                .signatureFactories(Algorithms.signatures())
                .keyExchangeFactories(Algorithms.keyExchanges())
                .serverKeyVerifier((session, address, key) -> check(session).passes(key))
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .globalRequestHandlers(List.of(KeepAliveHandler.INSTANCE))
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.addSessionListener(new PinnedFirst());
        tune(client, settings);
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
        KeyCheck check = session.getConnectionContext().getAttribute(KeyCheck.OF_CONNECTION);
        if (check == null) {
            throw new IllegalStateException("a connection without a check of its host key");
        }
        return check;
    }

    /** Asks a server first for the kind of key that is pinned. */
    private static final class PinnedFirst implements SessionListener {
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
    }
}
