package org.applepie.web.run;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader of a run's feed has come. It is the id of each event, so a browser that lost the line sends back exactly
 * what it has, and the feed goes on behind it without gap or repetition.
 *
 * @param version newest event of the run that was told
 * @param attempt attempt whose output is being told, 0 before the first
 * @param offset bytes of its output that were told
 * @param live version of the live state that was told
 */
record FeedCursor(long version, int attempt, long offset, long live) {

    /** Before everything. */
    static final FeedCursor START = new FeedCursor(0, 0, 0, -1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.(\\d{1,18})\\.(-?\\d{1,18})");

    /** The cursor which {@link #toString()} made {@code text} of. */
    static Optional<FeedCursor> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new FeedCursor(
                        Long.parseLong(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    FeedCursor withVersion(long version) {
        return new FeedCursor(version, attempt, offset, live);
    }

    FeedCursor withLive(long live) {
        return new FeedCursor(version, attempt, offset, live);
    }

    FeedCursor after(int bytes) {
        return new FeedCursor(version, attempt, offset + bytes, live);
    }

    FeedCursor inAttempt(int attempt) {
        return new FeedCursor(version, attempt, 0, live);
    }

    @Override
    public String toString() {
        return version + "." + attempt + "." + offset + "." + live;
    }
}
