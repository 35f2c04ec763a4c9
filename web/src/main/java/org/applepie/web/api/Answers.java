package org.applepie.web.api;

import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.Problems;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Makes an answer of a verdict: what was done, or a problem detail with every reason why not. */
final class Answers {

    private Answers() {}

    static <T> ResponseEntity<?> ok(Verdict<T> verdict, Function<T, ?> shown) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) -> ResponseEntity.ok(shown.apply(value));
            case Verdict.Refused<T> refused -> refused(refused);
        };
    }

    /** @param path where the created thing is found */
    static <T> ResponseEntity<?> created(Verdict<T> verdict, Function<T, String> path, Function<T, ?> shown) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) ->
                ResponseEntity.created(URI.create("/api/v1" + path.apply(value)))
                        .body(shown.apply(value));
            case Verdict.Refused<T> refused -> refused(refused);
        };
    }

    /** Does the next thing with what was accepted; what was refused stays so. */
    static <T, U> Verdict<U> then(Verdict<T> verdict, Function<T, Verdict<U>> next) {
        return switch (verdict) {
            case Verdict.Accepted<T>(T value) -> next.apply(value);
            case Verdict.Refused<T>(var kind, var refusals) -> new Verdict.Refused<>(kind, refusals);
        };
    }

    static ResponseEntity<?> invalid(String code, String cause, String remedy) {
        return refused(new Verdict.Refused<>(Kind.INVALID, List.of(new Refusal(code, cause, remedy))));
    }

    static ResponseEntity<?> versionMissing() {
        return invalid("version-missing", "The version that was seen is missing.", "Give it as version.");
    }

    private static ResponseEntity<ProblemDetail> refused(Verdict.Refused<?> refused) {
        return ResponseEntity.status(Problems.status(refused.kind())).body(Problems.of(refused));
    }
}
