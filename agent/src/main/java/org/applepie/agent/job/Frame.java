package org.applepie.agent.job;

import java.util.Optional;
import org.applepie.domain.remote.Outcome;
import org.jspecify.annotations.Nullable;

/** What a server says of a job, one line each. */
public sealed interface Frame {

    /** The boot the server is in. */
    record Boot(String id) implements Frame {}

    record Never() implements Frame {}

    record Running(long outputBytes) implements Frame {}

    record Exited(int code, long outputBytes) implements Frame {}

    record Lost(Outcome.Reason reason, String detail) implements Frame {}

    /** It was not settled; asking again will settle it. */
    record Again() implements Frame {}

    /**
     * Reads one line of standard error.
     *
     * @param mark what our own lines begin with, known to nobody else
     * @return empty if the line is not ours, or is ours but torn
     */
    static Optional<Frame> read(String mark, String line) {
        if (!line.startsWith(mark + " ")) {
            return Optional.empty();
        }
        String[] words = line.substring(mark.length() + 1).strip().split(" ", 3);
        try {
            return Optional.ofNullable(parse(words));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException torn) {
            return Optional.empty();
        }
    }

    private static @Nullable Frame parse(String[] words) {
        return switch (words[0]) {
            case "BOOT" -> new Boot(words[1]);
            case "NEVER" -> new Never();
            case "RUNNING" -> new Running(Long.parseLong(words[1].strip()));
            case "EXITED" -> new Exited(Integer.parseInt(words[1]), Long.parseLong(words[2].strip()));
            case "LOST" -> new Lost(Outcome.Reason.valueOf(words[1]), words.length > 2 ? words[2] : "");
            case "AGAIN" -> new Again();
            default -> null;
        };
    }
}
