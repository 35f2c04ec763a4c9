package org.applepie.web.security;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.verdict.Refusal;

/** What makes a password good enough: length, and not being what everybody tries first. Nothing is asked of its letters. */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** Passwords of at least twelve characters that head the published lists of leaked ones. */
    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456789012345",
            "1234567890123456",
            "012345678910",
            "111111111111",
            "000000000000",
            "123123123123",
            "121212121212",
            "qwertyuiop123",
            "qwertyuiop12",
            "qwertyuiopasdf",
            "qwertyuiop[]",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "1qaz2wsx3edc4rfv",
            "qazwsxedcrfv",
            "q1w2e3r4t5y6",
            "abcdefghijkl",
            "abcdefghijklmnop",
            "abc123abc123",
            "iloveyou1234",
            "unbelievable",
            "administrator",
            "administrator1",
            "correcthorsebatterystaple",
            "letmeinletmein",
            "welcome12345",
            "welcomewelcome",
            "football1234",
            "manchester123",
            "liverpool123",
            "basketball12",
            "superman1234");

    private static final Set<String> CONTEXT =
            Set.of("password", "passwort", "applepie", "changeme", "qwerty", "raid1");

    private PasswordRules() {}

    /** Why the password may not be used, if so. */
    static Optional<Refusal> objection(String username, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            return refuse(
                    "The password has %d characters.".formatted(length),
                    "Use %d to %d; a few words are easy to remember.".formatted(SHORTEST, LONGEST));
        }
        return isEasy(username, password.toLowerCase(Locale.ROOT))
                ? refuse("The password is one of the first that anybody would try.", "Take another one.")
                : Optional.empty();
    }

    private static boolean isEasy(String username, String password) {
        return COMMON.contains(password)
                || password.chars().distinct().count() < 4
                || isMostlyContext(username, password);
    }

    /** True if little is left of the password without the words that belong to this place and the usual ornaments. */
    private static boolean isMostlyContext(String username, String password) {
        String rest = password.replace(username, "");
        for (String word : CONTEXT) {
            rest = rest.replace(word, "");
        }
        return !rest.equals(password) && rest.replaceAll("[0-9\\p{Punct}]", "").length() < 4;
    }

    private static Optional<Refusal> refuse(String cause, String remedy) {
        return Optional.of(new Refusal("weak-password", cause, remedy));
    }
}
