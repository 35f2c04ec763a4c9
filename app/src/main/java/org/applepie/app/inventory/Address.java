package org.applepie.app.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What may stand where an address is asked for: a host name (RFC 1123), an IPv4 or an IPv6 address, nothing else. */
final class Address {

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");

    private Address() {}

    static boolean isValid(String text) {
        return isHostname(text) || isIpv4(text) || isIpv6(text);
    }

    /** A name whose last label is a number would be taken for an IPv4 address by some and for a name by others. */
    private static boolean isHostname(String text) {
        List<String> labels = split(text, "\\.");
        return text.length() <= 253
                && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                && !DIGITS.matcher(labels.getLast()).matches();
    }

    private static boolean isIpv4(String text) {
        List<String> octets = split(text, "\\.");
        return octets.size() == 4
                && octets.stream().allMatch(octet -> OCTET.matcher(octet).matches());
    }

    private static boolean isIpv6(String text) {
        if (text.length() > 39 || !text.contains(":")) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text) == 8;
        }
        int before = groups(text.substring(0, gap));
        int after = groups(text.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** How many groups of hexadecimal digits with colons between; 0 for empty text, -1 if it is anything else. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        List<String> groups = split(text, ":");
        return groups.stream().allMatch(group -> GROUP.matcher(group).matches()) ? groups.size() : -1;
    }

    private static List<String> split(String text, String separator) {
        return Arrays.asList(text.split(separator, -1));
    }
}
