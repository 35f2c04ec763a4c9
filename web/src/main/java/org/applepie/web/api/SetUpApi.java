package org.applepie.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Problems;
import org.applepie.web.security.SetUpDoor;
import org.applepie.web.security.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The first start for tools: creates the first administrator and, if asked for, a first token. */
@RestController
class SetUpApi {

    private final SetUpDoor door;
    private final Tokens tokens;

    SetUpApi(SetUpDoor door, Tokens tokens) {
        this.door = door;
        this.tokens = tokens;
    }

    /** @param token the one-time set-up token from the log */
    record SetUpRequest(
            @Nullable String token,
            @Nullable String username,
            @Nullable String password,
            @Nullable Boolean issueToken) {

        /** Secrets stay out of logs. */
        @Override
        public String toString() {
            return "SetUpRequest[" + username + "]";
        }
    }

    /** @param apiToken shown this once; null unless asked for */
    record SetUpResult(String username, @Nullable String apiToken) {}

    @PostMapping("/api/v1/setup")
    ResponseEntity<?> complete(@RequestBody SetUpRequest request, HttpServletRequest http) {
        if (request.token() == null || request.username() == null || request.password() == null) {
            return Answers.invalid("fields-missing", "Token, username or password is missing.", "Give all three.");
        }
        Verdict<String> verdict =
                door.complete(request.token(), request.username(), request.password(), http.getRemoteAddr());
        return switch (verdict) {
            case Verdict.Accepted<String>(var username) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new SetUpResult(username, firstToken(request, username)));
            case Verdict.Refused<String> refused -> refused(refused);
        };
    }

    private @Nullable String firstToken(SetUpRequest request, String username) {
        return Boolean.TRUE.equals(request.issueToken())
                        && tokens.issueFirst(username) instanceof Verdict.Accepted<String>(var token)
                ? token
                : null;
    }

    /** Who has no valid token is forbidden to enter, whatever else is wrong. */
    private static ResponseEntity<ProblemDetail> refused(Verdict.Refused<String> refused) {
        ProblemDetail problem = Problems.of(refused);
        boolean forbidden = refused.refusals().getFirst().code().equals(SetUpDoor.WRONG_TOKEN);
        problem.setStatus(forbidden ? HttpStatus.FORBIDDEN : Problems.status(refused.kind()));
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
