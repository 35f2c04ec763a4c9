package org.applepie.domain.verdict;

import java.util.List;
import java.util.function.Function;

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

    /** The same answer about something made of the value. */
    default <U> Verdict<U> map(Function<? super T, ? extends U> change) {
        return then(value -> accepted(change.apply(value)));
    }

    /** The answer of a next operation, asked only if this one accepted. */
    default <U> Verdict<U> then(Function<? super T, Verdict<U>> next) {
        return switch (this) {
            case Accepted<T>(T value) -> next.apply(value);
            case Refused<T>(Kind kind, List<Refusal> refusals) -> new Refused<>(kind, refusals);
        };
    }

    static <T> Verdict<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Verdict<T> refused(Kind kind, String code, String cause, String remedy) {
        return new Refused<>(kind, List.of(new Refusal(code, cause, remedy)));
    }
}
