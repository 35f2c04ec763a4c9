package org.applepie.domain.filesystem;

/** The {@code \040} form in which the kernel and fstab(5) write blanks within words. */
final class OctalEscapes {

    private OctalEscapes() {}

    static String decode(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder plain = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            int value = escapeAt(escaped, i);
            plain.append(value < 0 ? escaped.charAt(i) : (char) value);
            i += value < 0 ? 0 : 3;
        }
        return plain.toString();
    }

    private static int escapeAt(String text, int i) {
        if (text.charAt(i) != '\\' || i + 3 >= text.length()) {
            return -1;
        }
        String digits = text.substring(i + 1, i + 4);
        return digits.matches("[01][0-7]{2}") ? Integer.parseInt(digits, 8) : -1;
    }
}
