package org.applepie.agent.simulated.sarge;

import org.applepie.agent.simulated.hardware.SimulatedDrive;

/**
 * /proc/ide/hdX/identify: 256 words in 32 lines of eight. Serial in words 10 to 19, firmware in 23 to 26, model in 27 to 46, two
 * characters to a word with the first in the high byte, padded with blanks.
 */
final class IdeIdentity {

    private IdeIdentity() {}

    static String of(SimulatedDrive drive) {
        int[] words = new int[256];
        words[0] = 0x427a;
        words[1] = 0x3fff;
        words[3] = 16;
        words[6] = 63;
        put(words, 10, 10, "%20s".formatted(drive.serial()));
        put(words, 23, 4, "%-8s".formatted(drive.model().revision()));
        put(words, 27, 20, "%-40s".formatted(drive.model().name()));
        words[60] = (int) (drive.sectors() & 0xffff);
        words[61] = (int) (drive.sectors() >>> 16 & 0xffff);
        StringBuilder text = new StringBuilder();
        for (int word = 0; word < words.length; word++) {
            text.append("%04x".formatted(words[word])).append(word % 8 == 7 ? '\n' : ' ');
        }
        return text.toString();
    }

    private static void put(int[] words, int from, int count, String text) {
        for (int word = 0; word < count; word++) {
            words[from + word] = text.charAt(2 * word) << 8 | text.charAt(2 * word + 1);
        }
    }
}
