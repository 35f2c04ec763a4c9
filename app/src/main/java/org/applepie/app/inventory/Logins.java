package org.applepie.app.inventory;

import java.util.Optional;
import org.applepie.app.secret.ConsoleKey;
import org.applepie.app.secret.SecretStore;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Credential;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Sudo;
import org.jspecify.annotations.Nullable;

/** How the console gets into a server, with secrets taken out of their store at the last moment. */
public final class Logins {

    private final ServerRows servers;
    private final SecretStore secrets;
    private final ConsoleKey consoleKey;

    Logins(ServerRows servers, SecretStore secrets, ConsoleKey consoleKey) {
        this.servers = servers;
        this.secrets = secrets;
        this.consoleKey = consoleKey;
    }

    public Login of(Server server) {
        return new Login(
                server.reachedAt(),
                server.username(),
                credential(server),
                sudo(server),
                server.hostKey().orElse(null),
                jump(server.jumpServer()));
    }

    @Nullable
    Login jump(Optional<ServerId> jumpServer) {
        return jumpServer.flatMap(servers::find).map(this::of).orElse(null);
    }

    /** OpenSSH 3.8.1p1 knows no Ed25519. */
    static ConsoleKey.Kind consoleKeyFor(Server server) {
        return server.legacyAlgorithms().isPresent() ? ConsoleKey.Kind.RSA : ConsoleKey.Kind.ED25519;
    }

    private Credential credential(Server server) {
        return switch (server.authentication()) {
            case CONSOLE_KEY -> new Credential.PrivateKey(consoleKey.privatePem(consoleKeyFor(server)));
            case OWN_KEY -> new Credential.PrivateKey(secret(server.id(), "private-key"));
            case PASSWORD -> new Credential.Password(secret(server.id(), "password"));
        };
    }

    private Sudo sudo(Server server) {
        return switch (server.sudo()) {
            case NOT_NEEDED -> new Sudo.NotNeeded();
            case WITHOUT_PASSWORD -> new Sudo.WithoutPassword();
            case WITH_PASSWORD -> new Sudo.WithPassword(secret(server.id(), "sudo-password"));
        };
    }

    private Secret secret(ServerId server, String what) {
        return secrets.get(id(server, what)).orElseThrow();
    }

    /** Keeps what the draft gives and drops what the server no longer needs. */
    void keep(ServerId server, ServerDraft draft) {
        boolean password = draft.authentication() == Server.Authentication.PASSWORD;
        boolean key = draft.authentication() == Server.Authentication.OWN_KEY;
        boolean sudo = draft.sudo() == Server.SudoMode.WITH_PASSWORD;
        keep(id(server, "password"), password, draft.password());
        keep(id(server, "private-key"), key, draft.privateKey());
        keep(id(server, "sudo-password"), sudo, draft.sudoPassword());
    }

    private void keep(String id, boolean needed, Optional<Secret> given) {
        if (!needed) {
            secrets.remove(id);
        } else {
            given.ifPresent(secret -> secrets.put(id, secret));
        }
    }

    /** True if the draft or the store has what the draft's way of logging in needs. */
    boolean isComplete(ServerId server, ServerDraft draft) {
        boolean credential = switch (draft.authentication()) {
            case CONSOLE_KEY -> true;
            case OWN_KEY -> has(server, "private-key", draft.privateKey());
            case PASSWORD -> has(server, "password", draft.password());
        };
        return credential
                && (draft.sudo() != Server.SudoMode.WITH_PASSWORD
                        || has(server, "sudo-password", draft.sudoPassword()));
    }

    private boolean has(ServerId server, String what, Optional<Secret> given) {
        return given.isPresent() || secrets.has(id(server, what));
    }

    private static String id(ServerId server, String what) {
        return "server/" + server + "/" + what;
    }
}
