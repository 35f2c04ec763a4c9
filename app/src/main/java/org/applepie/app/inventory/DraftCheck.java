package org.applepie.app.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.verdict.Refusal;

/** Whether what a person entered for a server can be a server at all. */
final class DraftCheck {

    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,31}");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----");
    private static final int PASSWORD_CHARACTERS = 1_024;
    private static final int REASON_CHARACTERS = 500;
    private static final int KEY_CHARACTERS = 16_384;

    private DraftCheck() {}

    /** All that is wrong with it; empty if nothing is. */
    static List<Refusal> of(ServerDraft draft) {
        List<Refusal> wrong = new ArrayList<>();
        refuse(
                wrong,
                !PlainText.isName(draft.name()),
                "name",
                "The name is empty, too long or not printable.",
                "Use 1 to 80 printable characters.");
        refuse(
                wrong,
                !Address.isValid(draft.address()),
                "address",
                "The address is no host name and no IP address.",
                "Enter a name such as mail.example.org, an IPv4 or an IPv6 address; the port has its own field.");
        refuse(
                wrong,
                draft.port() < 1 || draft.port() > 65_535,
                "port",
                "The port is not between 1 and 65535.",
                "SSH usually listens on 22.");
        refuse(
                wrong,
                !USER.matcher(draft.username()).matches(),
                "username",
                "The user name cannot be one on Linux.",
                "Use letters, digits, dots, dashes and underscores, 32 at most, a letter first.");
        refuse(
                wrong,
                !isPassword(draft.password()),
                "password",
                "The password is empty, too long or has line breaks.",
                "Enter 1 to 1024 characters on one line.");
        refuse(
                wrong,
                !isPassword(draft.sudoPassword()),
                "sudo-password",
                "The sudo password is empty, too long or has line breaks.",
                "Enter 1 to 1024 characters on one line.");
        refuse(
                wrong,
                !isKey(draft.privateKey()),
                "private-key",
                "The private key is no unencrypted key.",
                "Paste the whole file, from -----BEGIN to -----END, of a key without passphrase.");
        refuse(
                wrong,
                !isReason(draft.legacyAlgorithms()),
                "legacy-reason",
                "The reason is empty, too long or not printable.",
                "Say in one line of 500 characters at most why old SSH algorithms are allowed, or no longer.");
        return wrong;
    }

    private static void refuse(List<Refusal> wrong, boolean isWrong, String field, String cause, String remedy) {
        if (isWrong) {
            wrong.add(new Refusal("invalid-" + field, cause, remedy));
        }
    }

    private static boolean isReason(LegacyChange change) {
        return switch (change) {
            case LegacyChange.Keep() -> true;
            case LegacyChange.Allow(String reason) -> isReason(reason);
            case LegacyChange.Withdraw(String reason) -> isReason(reason);
        };
    }

    private static boolean isReason(String reason) {
        return !reason.isBlank() && PlainText.isLine(reason, REASON_CHARACTERS);
    }

    private static boolean isPassword(Optional<Secret> secret) {
        return secret.map(Secret::reveal)
                .map(text -> !text.isEmpty()
                        && text.length() <= PASSWORD_CHARACTERS
                        && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == 0))
                .orElse(true);
    }

    private static boolean isKey(Optional<Secret> secret) {
        return secret.map(Secret::reveal)
                .map(text -> text.length() <= KEY_CHARACTERS
                        && PRIVATE_KEY.matcher(text).find()
                        && !text.contains("ENCRYPTED")
                        && text.contains("-----END")
                        && text.indexOf('\0') < 0)
                .orElse(true);
    }
}
