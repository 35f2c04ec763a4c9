package org.applepie.agent.simulated.debian;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.Stat;

/**
 * How rsync shows what it does with a name: {@code YXcstpoguax}.
 *
 * @param change {@code >} for a transfer, {@code c} for something made here, {@code h} for a hard link, {@code .} for attributes
 * @param kind f, d, L, D or S
 * @param flags what differs, nine characters
 */
record RsyncItem(char change, char kind, String flags) {

    private static final String NEW = "+++++++++";
    private static final String SAME = ".........";

    static char kind(Stat stat) {
        return switch (stat.type()) {
            case REGULAR -> 'f';
            case DIRECTORY -> 'd';
            case SYMLINK -> 'L';
            case BLOCK_DEVICE, CHARACTER_DEVICE -> 'D';
            case FIFO, SOCKET -> 'S';
        };
    }

    static RsyncItem fresh(char change, Stat stat) {
        return new RsyncItem(change, kind(stat), NEW);
    }

    /** What differs between two files of one kind. */
    static RsyncItem of(
            char change, Stat from, Stat to, boolean content, Map<String, String> one, Map<String, String> other) {
        StringBuilder flags = new StringBuilder(SAME);
        mark(flags, 0, 'c', content);
        mark(flags, 1, 's', from.isRegular() && from.size() != to.size());
        mark(flags, 2, 't', seconds(from) != seconds(to));
        mark(flags, 3, 'p', !from.isSymlink() && from.mode() != to.mode());
        mark(flags, 4, 'o', from.uid() != to.uid());
        mark(flags, 5, 'g', from.gid() != to.gid());
        mark(flags, 7, 'a', !acls(one, true).equals(acls(other, true)));
        mark(flags, 8, 'x', !acls(one, false).equals(acls(other, false)));
        return new RsyncItem(change, kind(from), flags.toString());
    }

    private static void mark(StringBuilder flags, int at, char flag, boolean wanted) {
        if (wanted) {
            flags.setCharAt(at, flag);
        }
    }

    private static SortedMap<String, String> acls(Map<String, String> attributes, boolean wanted) {
        SortedMap<String, String> some = new TreeMap<>(attributes);
        some.keySet().removeIf(name -> name.startsWith("system.posix_acl_") != wanted);
        return some;
    }

    /** Times are compared by the second, whatever the file system keeps. */
    static long seconds(Stat stat) {
        return Math.floorDiv(stat.modifiedNanos(), 1_000_000_000L);
    }

    /** Whether there is nothing to say. */
    boolean silent() {
        return change == '.' && flags.equals(SAME);
    }

    String text() {
        boolean blank = flags.equals(SAME) && change != '>';
        return "" + change + kind + (blank ? " ".repeat(SAME.length()) : flags);
    }
}
