package org.applepie.domain.remote;

import java.util.regex.Pattern;

/** Names one launch of a job for ever; launching twice with one id executes once. Letters, digits and dashes, 64 at most. */
public record JobId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a job id: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
