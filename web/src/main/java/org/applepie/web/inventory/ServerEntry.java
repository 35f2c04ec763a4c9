package org.applepie.web.inventory;

import org.applepie.domain.inventory.Server;
import org.applepie.web.Words;
import org.jspecify.annotations.Nullable;

/** What a person typed or a tool sent for a server; nothing in it is checked. Absent secrets keep what is stored. */
public record ServerEntry(
        @Nullable String name,
        @Nullable String address,
        @Nullable String port,
        @Nullable String username,
        @Nullable String environment,
        @Nullable String authentication,
        @Nullable String sudo,
        @Nullable String password,
        @Nullable String privateKey,
        @Nullable String sudoPassword,
        @Nullable String jumpServerId,
        @Nullable LegacyEntry legacyAlgorithms) {

    /**
     * What is to become of the permit for old SSH algorithms; where there is no such entry, it stays as it is.
     *
     * @param allowed true to allow them, false to take the permit back
     * @param reason one line, for the audit trail
     */
    public record LegacyEntry(
            @Nullable Boolean allowed, @Nullable String reason) {}

    /** What a new server's form begins with. */
    static ServerEntry blank() {
        return new ServerEntry("", "", "22", "root", "test", "console-key", "not-needed", "", "", "", "", null);
    }

    /** The present values of a server; it has no secrets to give. */
    public static ServerEntry of(Server server) {
        return new ServerEntry(
                server.name(),
                server.endpoint().host(),
                Integer.toString(server.endpoint().port()),
                server.username(),
                Words.kebab(server.environment()),
                Words.kebab(server.authentication()),
                Words.kebab(server.sudo()),
                "",
                "",
                "",
                server.jumpServer().map(Object::toString).orElse(""),
                null);
    }

    /** This entry with another wish for the permit for old SSH algorithms. */
    ServerEntry with(LegacyEntry legacy) {
        return new ServerEntry(
                name,
                address,
                port,
                username,
                environment,
                authentication,
                sudo,
                password,
                privateKey,
                sudoPassword,
                jumpServerId,
                legacy);
    }

    /** This entry with what is absent in it taken from {@code other}. */
    public ServerEntry over(ServerEntry other) {
        return new ServerEntry(
                first(name, other.name),
                first(address, other.address),
                first(port, other.port),
                first(username, other.username),
                first(environment, other.environment),
                first(authentication, other.authentication),
                first(sudo, other.sudo),
                password,
                privateKey,
                sudoPassword,
                first(jumpServerId, other.jumpServerId),
                legacyAlgorithms);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "ServerEntry[" + name + "]";
    }
}
