package org.applepie.domain.verdict;

import java.util.List;

/** The answer of an operation that may refuse. */
public sealed interface Verdict<T> {

    /** It was done; {@code value} is what came of it. */
    record Accepted<T>(T value) implements Verdict<T> {}

    /** It was not done and nothing changed; at least one refusal, {@code kind} tells tools why. */
    record Refused<T>(Kind kind, List<Refusal> refusals) implements Verdict<T> {
        public Refused {
            refusals = List.copyOf(refusals);
            if (refusals.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a reason");
            }
        }
    }

    /** Why in one word: malformed input, no such thing, a stale or impossible state, rules that forbid it, the far end. */
    enum Kind {
        INVALID,
        NOT_FOUND,
        CONFLICT,
        REFUSED,
        UNREACHABLE
    }

    static <T> Verdict<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> refused(Kind kind, String code, String cause, String remedy) {
        return new Refused<>(kind, List.of(new Refusal(code, cause, remedy)));
    }
}
