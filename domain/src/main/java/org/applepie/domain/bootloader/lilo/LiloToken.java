package org.applepie.domain.bootloader.lilo;

/**
 * A word or {@code =} of lilo.conf.
 *
 * @param text without quotes and escapes
 * @param firstLine line on which it starts, counted from 0
 * @param lastLine line on which it ends
 */
record LiloToken(String text, int firstLine, int lastLine) {
    boolean isEquals() {
        return text.equals("=");
    }
}
