package org.applepie.domain.disk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The {@code \xNN} form in which util-linux prints bytes that are not plain. */
final class HexEscapes {

    private HexEscapes() {}

    /** The text meant by {@code escaped}; bytes that are not UTF-8 become replacement characters. */
    static String decode(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        byte[] bytes = escaped.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int value = escapeAt(bytes, i);
            plain.write(value < 0 ? bytes[i] : value);
            i += value < 0 ? 0 : 3;
        }
        return plain.toString(StandardCharsets.UTF_8);
    }

    private static int escapeAt(byte[] bytes, int i) {
        if (i + 3 >= bytes.length || bytes[i] != '\\' || bytes[i + 1] != 'x') {
            return -1;
        }
        int high = Character.digit(bytes[i + 2], 16);
        int low = Character.digit(bytes[i + 3], 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
