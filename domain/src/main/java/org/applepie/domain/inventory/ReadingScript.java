package org.applepie.domain.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The constant POSIX shell script that reads a server in one go and writes nothing; the source is {@code reading.sh}. Its
 * only argument is a random word that frames the answer for {@link ReadingParser}.
 */
public final class ReadingScript {

    private static final String TEXT = load();

    private ReadingScript() {}

    public static String text() {
        return TEXT;
    }

    private static String load() {
        try (InputStream script = ReadingScript.class.getResourceAsStream("reading.sh")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
