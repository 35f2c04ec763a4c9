package org.applepie.agent.simulated.ssh;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** Makes the SSH server of a machine. It listens on loopback, reads no file, and forwards nothing. */
final class Servers {

    /** The last one that Sarge got. */
    private static final String SARGE = "OpenSSH_3.8.1p1 Debian-8.sarge.6";

    private static final String MODERN = "OpenSSH_10.0p2 Debian-7";

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private Servers() {}

    static Listener make(Dialect dialect, Accounts accounts, ShownKeys keys, FrontState state, int port) {
        Listener server = (Listener) builder(dialect).factory(Listener::new).build();
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(port);
        server.setKeyPairProvider(keys);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE, UserAuthPasswordFactory.INSTANCE));
        server.setPasswordAuthenticator((user, password, session) -> accounts.acceptsPassword(user, password));
        server.setPublickeyAuthenticator(
                (user, key, session) -> accounts.acceptsKey(user, PublicKeyEntry.toString(key)));
        server.setShellFactory(channel -> new NoInteractiveShell());
        server.setCommandFactory((channel, command) -> new ExecChannel(state, command));
        server.setSessionFactory(new Sessions(server, dialect, state));
        tune(server, dialect);
        return server;
    }

    private static ServerBuilder builder(Dialect dialect) {
        return switch (dialect) {
            case MODERN -> ServerBuilder.builder();
            case SARGE ->
                ServerBuilder.builder()
                        .keyExchangeFactories(SargeAlgorithms.keyExchanges())
                        .signatureFactories(SargeAlgorithms.signatures())
                        .cipherFactories(SargeAlgorithms.ciphers())
                        .macFactories(SargeAlgorithms.macs())
                        .compressionFactories(SargeAlgorithms.compressions());
        };
    }

    private static void tune(SshServer server, Dialect dialect) {
        switch (dialect) {
            case MODERN -> CoreModuleProperties.SERVER_IDENTIFICATION.set(server, MODERN);
            case SARGE -> {
                CoreModuleProperties.SERVER_IDENTIFICATION.set(server, SARGE);
                // the moduli it came with went no further
                CoreModuleProperties.PROP_DHGEX_SERVER_MIN_KEY.set(server, 1024);
                CoreModuleProperties.PROP_DHGEX_SERVER_MAX_KEY.set(server, 4096);
                // it knew no extension of the key exchange
                server.setKexExtensionHandler(null);
            }
        }
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(server, Duration.ZERO);
        // a machine that goes down does not wait for its commands
        CoreModuleProperties.COMMAND_EXIT_TIMEOUT.set(server, AT_ONCE);
    }

    /** Makes sessions which say nothing while the machine hangs. */
    private static final class Sessions extends SessionFactory {

        private final Dialect dialect;
        private final FrontState state;

        Sessions(SshServer server, Dialect dialect, FrontState state) {
            super(server);
            this.dialect = dialect;
            this.state = state;
        }

        @Override
        protected ServerSessionImpl doCreateSession(IoSession connection) throws Exception {
            return new Session(getServer(), connection, dialect, state);
        }
    }
}
