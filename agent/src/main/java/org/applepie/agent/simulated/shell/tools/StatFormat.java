package org.applepie.agent.simulated.shell.tools;

import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;

/** The format of stat -c. */
final class StatFormat {

    private static final java.time.format.DateTimeFormatter TIME =
            java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS Z", java.util.Locale.ROOT);

    private StatFormat() {}

    static String text(String format, String path, Stat stat, View files) throws ErrnoException {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                out.append(one(format.charAt(++i), path, stat, files));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String one(char what, String path, Stat stat, View files) throws ErrnoException {
        long seconds = Math.floorDiv(stat.modifiedNanos(), 1_000_000_000L);
        return switch (what) {
            case 'a' -> Integer.toOctalString(stat.mode());
            case 'A' -> Modes.shown(stat);
            case 'b' -> String.valueOf(stat.blocks());
            case 'B' -> "512";
            case 'd' -> String.valueOf(stat.device().packed());
            case 'D' -> Long.toHexString(stat.device().packed());
            case 'f' -> Integer.toHexString(stat.mode() | stat.type().bits());
            case 'F' ->
                stat.isRegular() && stat.size() == 0
                        ? "regular empty file"
                        : stat.type().words();
            case 'g' -> String.valueOf(stat.gid());
            case 'G' -> Users.group(files, stat.gid());
            case 'h' -> String.valueOf(stat.links());
            case 'i' -> String.valueOf(stat.inode());
            case 'n' -> path;
            case 'N' ->
                stat.type() == FileType.SYMLINK ? "'" + path + "' -> '" + files.readLink(path) + "'" : "'" + path + "'";
            case 'o' -> "4096";
            case 's' -> String.valueOf(stat.size());
            case 't' -> Integer.toHexString(stat.special().major());
            case 'T' -> Integer.toHexString(stat.special().minor());
            case 'u' -> String.valueOf(stat.uid());
            case 'U' -> Users.user(files, stat.uid());
            case 'X', 'Y', 'Z' -> String.valueOf(seconds);
            case 'x', 'y', 'z' ->
                TIME.format(
                        java.time.Instant.ofEpochSecond(seconds, Math.floorMod(stat.modifiedNanos(), 1_000_000_000L))
                                .atOffset(java.time.ZoneOffset.UTC));
            case '%' -> "%";
            default -> "?";
        };
    }
}
