package org.applepie.agent;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a script wrote on one stream, between two marks: what the account's shell prints is not part of it, and a torn
 * answer is told from a whole one.
 *
 * @param text one char for each byte (ISO 8859-1)
 * @param exitCode the script's exit code, as told behind the second mark
 */
record Answered(String text, int exitCode) {

    /** A script that runs {@code script} between two marks. $1 is the mark, the script's own arguments follow. */
    static String marked(String script) {
        return """
                mark=$1
                shift
                printf '%%s\\n' "$mark"
                printf '%%s\\n' "$mark" >&2
                (
                %s
                ) </dev/null
                code=$?
                printf '\\n%%s %%s\\n' "$mark" "$code"
                printf '\\n%%s %%s\\n' "$mark" "$code" >&2
                """.formatted(script);
    }

    /** Finds it in all that a stream gave; empty if a mark is missing. */
    static Optional<Answered> in(byte[] stream, Mark mark) {
        String all = new String(stream, StandardCharsets.ISO_8859_1);
        String opening = mark.word() + "\n";
        String closing = "\n" + mark.word() + " ";
        int begin = all.indexOf(opening);
        int end = begin < 0 ? -1 : all.indexOf(closing, begin + opening.length());
        int last = end < 0 ? -1 : all.indexOf('\n', end + closing.length());
        if (last < 0) {
            return Optional.empty();
        }
        int exitCode = Integer.parseInt(all.substring(end + closing.length(), last));
        return Optional.of(new Answered(all.substring(begin + opening.length(), end), exitCode));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
