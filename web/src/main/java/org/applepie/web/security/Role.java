package org.applepie.web.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. Each role may do all that the roles before it may. */
public enum Role {
    /** Sees everything but secrets. */
    VIEWER,
    /** Works: registers servers, compiles and executes runbooks, decides at gates. */
    OPERATOR,
    /** Also gives and takes the rights of people. */
    ADMINISTRATOR;

    /** The name Spring Security knows it by. */
    public String authority() {
        return "ROLE_" + name();
    }

    /** The word shown to people and used by tools. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role of this word, if there is one. */
    static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
