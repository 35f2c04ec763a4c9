package org.applepie.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names of the code as words for people and tools. */
public final class Words {

    private Words() {}

    /** {@code CONSOLE_KEY} as {@code console-key}. */
    public static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code CONSOLE_KEY} as {@code console key}. */
    public static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code InService} as {@code in-service}. */
    public static String kebab(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The constant which {@link #kebab(Enum)} makes {@code word} of. */
    public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> kebab(c).equals(word))
                .findFirst();
    }
}
