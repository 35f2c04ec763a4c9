package org.applepie.web.security;

import java.util.regex.Pattern;

/** What a user name looks like. */
final class Usernames {

    static final String IN_WORDS =
            "2 to 32 lower-case letters, digits, dots, dashes and underscores, beginning with a letter or digit";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,31}");

    private Usernames() {}

    static boolean isWellFormed(String username) {
        return FORM.matcher(username).matches();
    }
}
