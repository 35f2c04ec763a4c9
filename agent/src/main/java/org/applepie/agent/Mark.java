package org.applepie.agent;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A word that nobody else knows, new for each command. A log-in shell may print whatever it likes before our script
 * begins; only what comes after the mark is the script's.
 */
record Mark(String word) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Mark fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return new Mark("Applepie-" + HexFormat.of().formatHex(bytes));
    }
}
