package org.applepie.agent.ssh;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.kex.KexProposalOption;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.Endpoint;
import org.jspecify.annotations.Nullable;

/** What one server offered when we found nothing in common with it, and what is to be said then. */
final class Negotiation {

    /** Where a connection carries it. */
    static final AttributeKey<Negotiation> OF_CONNECTION = new AttributeKey<>();

    private static final int NAMES = 12;
    private static final int CHARACTERS = 64;

    /** Nothing that is agreed on needs a MAC beside these. */
    private static final List<String> AUTHENTICATING =
            List.of("aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com");

    private final Endpoint.Algorithms spoken;
    private volatile @Nullable Map<KexProposalOption, String> offered;

    Negotiation(Endpoint.Algorithms spoken) {
        this.spoken = spoken;
    }

    void failed(Map<KexProposalOption, String> serversProposal) {
        offered = new EnumMap<>(serversProposal);
    }

    /** Why nothing was agreed on; empty if something was, or if it failed for another reason. */
    Optional<ConnectionFault> fault() {
        Map<KexProposalOption, String> server = offered;
        if (server == null) {
            return Optional.empty();
        }
        Map<String, String> missing = missing(server, Algorithms.of(spoken));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String text = missing.entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining("; "));
        boolean permitWouldHelp =
                missing(server, Algorithms.of(Endpoint.Algorithms.LEGACY_TOO)).isEmpty();
        return Optional.of(
                permitWouldHelp
                        ? new ConnectionFault.LegacyAlgorithmsOnly(text)
                        : new ConnectionFault.Unreachable(
                                "it offers only algorithms that we speak to nobody: " + text));
    }

    /** Of which kinds the server offers none of ours, and what it offers instead. */
    private static Map<String, String> missing(Map<KexProposalOption, String> server, Algorithms ours) {
        Map<String, String> missing = new LinkedHashMap<>();
        compare(missing, "key exchange", server.get(KexProposalOption.ALGORITHMS), ours.keyExchanges());
        compare(missing, "host key", server.get(KexProposalOption.SERVERKEYS), ours.signatures());
        compare(missing, "cipher", server.get(KexProposalOption.C2SENC), ours.ciphers());
        compare(missing, "cipher", server.get(KexProposalOption.S2CENC), ours.ciphers());
        if (names(server.get(KexProposalOption.S2CENC)).stream().noneMatch(AUTHENTICATING::contains)) {
            compare(missing, "MAC", server.get(KexProposalOption.C2SMAC), ours.macs());
            compare(missing, "MAC", server.get(KexProposalOption.S2CMAC), ours.macs());
        }
        return missing;
    }

    private static void compare(
            Map<String, String> missing,
            String kind,
            @Nullable String offer,
            Collection<? extends NamedResource> ours) {
        List<String> theirs = names(offer);
        if (ours.stream().map(NamedResource::getName).noneMatch(theirs::contains)) {
            missing.putIfAbsent(kind, words(theirs));
        }
    }

    private static List<String> names(@Nullable String offer) {
        return offer == null
                ? List.of()
                : Arrays.stream(offer.split(","))
                        .filter(name -> !name.isBlank())
                        .toList();
    }

    /** The server's own words, which may be anything: printable, and not too many of them. */
    private static String words(List<String> names) {
        String some = names.stream()
                .limit(NAMES)
                .map(name -> name.replaceAll("[^!-~]+", "?"))
                .map(name -> name.substring(0, Math.min(CHARACTERS, name.length())))
                .collect(Collectors.joining(", "));
        return some.isEmpty() ? "none" : names.size() > NAMES ? some + ", \u2026" : some;
    }
}
