package org.applepie.domain.runbook;

import java.util.List;
import java.util.stream.Stream;

/**
 * A place where a run stops until a person approves.
 *
 * @param warning what will happen after it, in plain words
 * @param pointOfNoReturn true if the way back ends here
 */
public record Gate(String id, String title, String warning, List<Question> questions, boolean pointOfNoReturn) {
    public Gate {
        questions = List.copyOf(questions);
    }

    /** When the last backup was made, and where it is; then {@code more}. */
    static List<Question> askBackup(Question... more) {
        return Stream.concat(
                        Stream.of(
                                new Question("backup-date", "When was the last backup made?", Kind.DATE, ""),
                                new Question(
                                        "backup-place",
                                        "Where is it, and who has proved that it can be read?",
                                        Kind.TEXT,
                                        "")),
                        Stream.of(more))
                .toList();
    }

    /**
     * What is asked at a gate.
     *
     * @param expected what must be typed exactly for {@link Kind#TYPED}; empty otherwise
     */
    public record Question(String id, String text, Kind kind, String expected) {}

    /** How an answer is given. */
    public enum Kind {
        /** A date not in the future, ISO 8601. */
        DATE,
        /** Any text that is not blank. */
        TEXT,
        /** The expected words, typed. */
        TYPED
    }
}
