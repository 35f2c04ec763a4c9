package org.applepie.web.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.Words;
import org.applepie.web.inventory.ServerEntry.LegacyEntry;
import org.jspecify.annotations.Nullable;

/** Makes a draft of what was typed, or says all at once what cannot be understood. Rules are the inventory's business. */
public final class ServerDrafts {

    private final List<Refusal> refusals = new ArrayList<>();

    private ServerDrafts() {}

    /** The draft; refused as invalid if a word or number in it means nothing. */
    public static Verdict<ServerDraft> parse(ServerEntry entry) {
        ServerDrafts parser = new ServerDrafts();
        ServerDraft draft = parser.draft(entry);
        return parser.refusals.isEmpty()
                ? Verdict.accepted(draft)
                : new Verdict.Refused<>(Kind.INVALID, parser.refusals);
    }

    private ServerDraft draft(ServerEntry entry) {
        return new ServerDraft(
                text("name", entry.name()),
                text("address", entry.address()),
                port(entry.port()),
                text("username", entry.username()),
                word("environment", Environment.class, entry.environment(), Environment.TEST),
                word("authentication", Authentication.class, entry.authentication(), Authentication.CONSOLE_KEY),
                word("sudo", SudoMode.class, entry.sudo(), SudoMode.NOT_NEEDED),
                secret(entry.password()),
                secret(entry.privateKey()),
                secret(entry.sudoPassword()),
                jumpServer(entry.jumpServerId()),
                legacyAlgorithms(entry.legacyAlgorithms()));
    }

    private LegacyChange legacyAlgorithms(@Nullable LegacyEntry entry) {
        if (entry == null) {
            return new LegacyChange.Keep();
        }
        if (entry.allowed() == null) {
            refuse("legacy-algorithms", "Whether old SSH algorithms are allowed is missing.", "Give true or false.");
        }
        String reason = entry.reason() == null ? "" : entry.reason().strip();
        if (reason.isEmpty()) {
            refuse("legacy-reason", "The reason is missing.", "Say in one line why; it goes into the audit trail.");
        }
        return Boolean.TRUE.equals(entry.allowed())
                ? new LegacyChange.Allow(reason)
                : new LegacyChange.Withdraw(reason);
    }

    private String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            refuse(field, "The %s is missing.".formatted(field), "Give one.");
            return "";
        }
        return value.strip();
    }

    private int port(@Nullable String value) {
        try {
            int port = value == null || value.isBlank() ? 22 : Integer.parseInt(value.strip());
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, with all the other numbers that are no port.
        }
        refuse("port", "The port is not a number from 1 to 65535.", "SSH listens on 22 if nobody changed it.");
        return 22;
    }

    private <E extends Enum<E>> E word(String field, Class<E> type, @Nullable String value, E absent) {
        if (value == null || value.isBlank()) {
            return absent;
        }
        return Words.constant(type, value.strip()).orElseGet(() -> {
            List<String> words =
                    List.of(type.getEnumConstants()).stream().map(Words::kebab).toList();
            refuse(field, "The %s is none that is known.".formatted(field), "Use " + String.join(", ", words) + ".");
            return absent;
        });
    }

    private static Optional<Secret> secret(@Nullable String value) {
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(new Secret(value));
    }

    private Optional<ServerId> jumpServer(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ServerId(UUID.fromString(value.strip())));
        } catch (IllegalArgumentException e) {
            refuse("jump-server", "The jump server's id is no id.", "Take it from the list of servers.");
            return Optional.empty();
        }
    }

    private void refuse(String field, String cause, String remedy) {
        refusals.add(new Refusal("bad-" + field, cause, remedy));
    }
}
