package org.applepie.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What a Debian 3.1 machine with kernel 2.4.27 keeps and prints. */
public final class SargeSamples {

    private SargeSamples() {}

    /** A sample by name, such as {@code mdstat.degraded}. */
    public static String text(String name) {
        try (InputStream sample = SargeSamples.class.getResourceAsStream("/sarge/" + name)) {
            return new String(Objects.requireNonNull(sample, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
