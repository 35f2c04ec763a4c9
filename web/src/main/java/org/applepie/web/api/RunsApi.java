package org.applepie.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.run.CommandEntry;
import org.applepie.web.run.OutputReader;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs: start, watch, decide, steer. */
@RestController
@RequestMapping("/api/v1/runs")
class RunsApi {

    private static final int MOST = 500;

    private final Runner runner;

    RunsApi(Runner runner) {
        this.runner = runner;
    }

    /** @param digest of the runbook as it was read */
    record StartRequest(@Nullable UUID runbookId, @Nullable String digest) {}

    /**
     * @param digest of the run's runbook
     * @param decision {@code approve} or {@code refuse}
     * @param answers by question id
     */
    record GateRequest(
            @Nullable String digest,
            @Nullable String decision,
            @Nullable Map<String, String> answers,
            @Nullable String reason) {}

    @GetMapping
    List<RunResource> list() {
        return runner.all(MOST).stream().map(RunResource::of).toList();
    }

    @GetMapping("/{id}")
    RunResource show(@PathVariable UUID id) {
        return RunResource.of(view(id));
    }

    @PostMapping
    ResponseEntity<?> start(@RequestBody StartRequest request, Principal who) {
        if (request.runbookId() == null || request.digest() == null) {
            return Answers.invalid("runbook-missing", "The runbook's id or its digest is missing.", "Give both.");
        }
        Verdict<RunId> verdict = runner.start(new RunbookId(request.runbookId()), request.digest(), who.getName());
        return Answers.created(verdict, run -> "/runs/" + run, run -> show(run.value()));
    }

    /** @param reason why a production server may do without a rehearsal */
    record UnrehearsedRequest(
            @Nullable UUID runbookId,
            @Nullable String digest,
            @Nullable String reason) {}

    /** Starts a run on a production server without a rehearsal; for administrators. */
    @PostMapping("/unrehearsed")
    ResponseEntity<?> startUnrehearsed(@RequestBody UnrehearsedRequest request, Principal who) {
        if (request.runbookId() == null || request.digest() == null) {
            return Answers.invalid("runbook-missing", "The runbook's id or its digest is missing.", "Give both.");
        }
        String reason = request.reason() == null ? "" : request.reason().strip();
        Verdict<RunId> verdict =
                runner.startUnrehearsed(new RunbookId(request.runbookId()), request.digest(), reason, who.getName());
        return Answers.created(verdict, run -> "/runs/" + run, run -> show(run.value()));
    }

    @PostMapping("/{id}/gates/{gate}")
    ResponseEntity<?> decide(
            @PathVariable UUID id, @PathVariable String gate, @RequestBody GateRequest request, Principal who) {
        view(id);
        String decision = request.decision() == null ? "" : request.decision();
        if (request.digest() == null || !(decision.equals("approve") || decision.equals("refuse"))) {
            return Answers.invalid("bad-decision", "The digest or the decision is missing.", "Use approve or refuse.");
        }
        Verdict<RunId> verdict = runner.decide(
                new RunId(id),
                gate,
                decision.equals("approve"),
                request.digest(),
                request.answers() == null ? Map.of() : request.answers(),
                request.reason() == null ? "" : request.reason().strip(),
                who.getName());
        return Answers.ok(verdict, run -> show(run.value()));
    }

    @PostMapping("/{id}/commands")
    ResponseEntity<?> tell(@PathVariable UUID id, @RequestBody CommandEntry entry, Principal who) {
        view(id);
        long version = entry.version() == null ? 0 : entry.version();
        var verdict =
                Answers.then(entry.parse(), command -> runner.tell(new RunId(id), command, version, who.getName()));
        return Answers.ok(verdict, run -> show(run.value()));
    }

    /** The bytes of the attempt's log from {@code offset} to its present end. */
    @GetMapping(value = "/{id}/attempts/{attempt}/output", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    void output(
            @PathVariable UUID id,
            @PathVariable int attempt,
            @RequestParam(defaultValue = "0") long offset,
            HttpServletResponse response)
            throws IOException {
        if (attempt < 1 || attempt > view(id).run().attempts().size()) {
            throw new Missing("attempt");
        }
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        new OutputReader(runner, new RunId(id), attempt).copy(Math.max(0, offset), response.getOutputStream());
    }

    private RunView view(UUID id) {
        return runner.find(new RunId(id)).orElseThrow(() -> new Missing("run"));
    }
}
