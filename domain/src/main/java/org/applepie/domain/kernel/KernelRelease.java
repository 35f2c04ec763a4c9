package org.applepie.domain.kernel;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a kernel as {@code uname -r} prints it, such as {@code 2.4.27-3-386} or {@code 6.1.0-56-cloud-amd64}; ordered
 * from old to new.
 *
 * @param name begins with two numbers; letters, digits and {@code .+~_-} follow
 */
public record KernelRelease(String name) implements Comparable<KernelRelease> {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,5})\\.([0-9]{1,5})(?:\\.([0-9]{1,5}))?[A-Za-z0-9.+~_-]*");
    private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");
    private static final int LONGEST = 64;

    /** @throws IllegalArgumentException for what no kernel is called */
    public KernelRelease {
        if (name.length() > LONGEST || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("not the release of a kernel: " + name);
        }
    }

    /** The line of development it belongs to, such as {@code 2.4}. */
    public String series() {
        Matcher m = matched();
        return m.group(1) + "." + m.group(2);
    }

    /** Number of its change within the series, 0 if it has none: 27 of {@code 2.4.27-3-386}. */
    public int patch() {
        String patch = matched().group(3);
        return patch == null ? 0 : Integer.parseInt(patch);
    }

    private Matcher matched() {
        Matcher m = FORM.matcher(name);
        if (!m.matches()) {
            throw new IllegalStateException(name);
        }
        return m;
    }

    /** Numbers count by their value, all else by its letters. */
    @Override
    public int compareTo(KernelRelease other) {
        List<String> mine = parts();
        List<String> theirs = other.parts();
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int order = compare(mine.get(i), theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        int length = Integer.compare(mine.size(), theirs.size());
        return length == 0 ? name.compareTo(other.name) : length;
    }

    private List<String> parts() {
        return PART.matcher(name).results().map(r -> r.group()).toList();
    }

    private static int compare(String mine, String theirs) {
        boolean numbers = Character.isDigit(mine.charAt(0)) && Character.isDigit(theirs.charAt(0));
        return numbers
                ? new java.math.BigInteger(mine).compareTo(new java.math.BigInteger(theirs))
                : mine.compareTo(theirs);
    }
}
