package org.applepie.agent.simulated.debian;

import java.util.regex.Pattern;

/**
 * An --exclude pattern of rsync.
 *
 * @param anchored whether it begins at the root of the transfer
 * @param directories whether it means directories only
 * @param whole whether it is matched with the whole path rather than with its end
 */
record RsyncExclude(Pattern pattern, boolean anchored, boolean directories, boolean whole) {

    static RsyncExclude parse(String text) {
        boolean anchored = text.startsWith("/");
        boolean directories = text.endsWith("/") && text.length() > 1;
        String plain = text.substring(anchored ? 1 : 0, text.length() - (directories ? 1 : 0));
        boolean whole = plain.contains("/") || plain.contains("**");
        return new RsyncExclude(Pattern.compile(regex(plain), Pattern.DOTALL), anchored, directories, whole);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < glob.length(); at++) {
            char c = glob.charAt(at);
            if (glob.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '[' && glob.indexOf(']', at + 2) > 0) {
                int end = glob.indexOf(']', at + 2);
                regex.append('[').append(glob, at + 1, end).append(']');
                at = end;
            } else if (c == '\\' && at + 1 < glob.length() && glob.matches(".*[*?\\[].*")) {
                regex.append(Pattern.quote(String.valueOf(glob.charAt(++at))));
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** @param path from the root of the transfer, without a slash in front */
    boolean matches(String path, boolean directory) {
        if (directories && !directory) {
            return false;
        }
        if (anchored) {
            return pattern.matcher(path).matches();
        }
        if (!whole) {
            return pattern.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
        }
        for (int from = 0; from >= 0; from = path.indexOf('/', from) < 0 ? -1 : path.indexOf('/', from) + 1) {
            if (pattern.matcher(path.substring(from)).matches()) {
                return true;
            }
        }
        return false;
    }
}
