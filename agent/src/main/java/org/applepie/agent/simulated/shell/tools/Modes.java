package org.applepie.agent.simulated.shell.tools;

import org.applepie.agent.simulated.files.Stat;

/** Modes as people write and read them. */
final class Modes {

    private Modes() {}

    static boolean isMode(String mode) {
        return mode.matches("[0-7]{1,4}|[ugoa]*[-+=][rwxXst]*(,[ugoa]*[-+=][rwxXst]*)*");
    }

    static int changed(String mode, int before, boolean directory) {
        if (mode.matches("[0-7]+")) {
            return Integer.parseInt(mode, 8);
        }
        int now = before;
        for (String clause : mode.split(",")) {
            int at = clause.replaceFirst("[-+=].*", "").length();
            String who = clause.substring(0, at);
            int mask = mask(who.isEmpty() || who.contains("a") ? "ugo" : who);
            int bits = bits(clause.substring(at + 1), directory || (now & 0111) != 0) & mask;
            now = switch (clause.charAt(at)) {
                case '+' -> now | bits;
                case '-' -> now & ~bits;
                default -> now & ~(mask & 0777) | bits;
            };
        }
        return now;
    }

    private static int mask(String who) {
        return (who.contains("u") ? 04700 : 0) | (who.contains("g") ? 02070 : 0) | (who.contains("o") ? 01007 : 0);
    }

    private static int bits(String letters, boolean execute) {
        return (letters.contains("r") ? 0444 : 0)
                | (letters.contains("w") ? 0222 : 0)
                | (letters.contains("x") || letters.contains("X") && execute ? 0111 : 0)
                | (letters.contains("s") ? 06000 : 0)
                | (letters.contains("t") ? 01000 : 0);
    }

    /** As ls -l shows it. */
    static String shown(Stat stat) {
        StringBuilder text = new StringBuilder().append(stat.type().listed());
        for (int shift = 6; shift >= 0; shift -= 3) {
            int bits = stat.mode() >> shift & 7;
            int extra = stat.mode() >> 9 & 1 << shift / 3;
            char special = shift == 0 ? 't' : 's';
            char execute = (bits & 1) != 0 ? 'x' : '-';
            char marked = (bits & 1) != 0 ? special : Character.toUpperCase(special);
            text.append((bits & 4) != 0 ? 'r' : '-')
                    .append((bits & 2) != 0 ? 'w' : '-')
                    .append(extra != 0 ? marked : execute);
        }
        return text.toString();
    }
}
