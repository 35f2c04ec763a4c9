package org.applepie.domain.filesystem;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of {@code df -B1 --output=size,used,avail,itotal,iused,target}; -1 where df prints a dash. */
record FileSystemUse(long sizeBytes, long usedBytes, long availableBytes, long inodes, long inodesUsed) {

    private static final String NUMBER = "\\s*(-|-?[0-9]{1,18})";
    private static final Pattern LINE =
            Pattern.compile(NUMBER + " " + NUMBER + " " + NUMBER + " " + NUMBER + " " + NUMBER + " (.*)");

    /** Figures by mount point; heading and lines of another form are passed over, their figures stay unknown. */
    static Map<String, FileSystemUse> parse(String df) {
        Map<String, FileSystemUse> byPath = new HashMap<>();
        df.lines().map(LINE::matcher).filter(Matcher::matches).forEach(m -> byPath.put(m.group(6), of(m)));
        return byPath;
    }

    private static FileSystemUse of(Matcher m) {
        return new FileSystemUse(number(m, 1), number(m, 2), number(m, 3), number(m, 4), number(m, 5));
    }

    private static long number(Matcher m, int group) {
        return m.group(group).equals("-") ? -1 : Math.max(-1, Long.parseLong(m.group(group)));
    }
}
