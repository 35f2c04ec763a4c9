package org.applepie.web.api;

import java.security.Principal;
import java.util.UUID;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.RunbookText;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.web.Missing;
import org.applepie.web.runbook.GoalEntry;
import org.applepie.web.runbook.RunbookView;
import org.applepie.web.runbook.RunbookViews;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runbooks: compile a goal, read what came of it. */
@RestController
@RequestMapping("/api/v1/runbooks")
class RunbooksApi {

    private final Runbooks runbooks;

    RunbooksApi(Runbooks runbooks) {
        this.runbooks = runbooks;
    }

    /** A goal for a server. */
    record CompileRequest(@Nullable UUID serverId, @Nullable GoalEntry goal) {}

    /** Reads the server and compiles; refused with all reasons at once. */
    @PostMapping
    ResponseEntity<?> compile(@RequestBody CompileRequest request, Principal who) {
        if (request.serverId() == null || request.goal() == null) {
            return Answers.invalid("goal-missing", "The server's id or the goal is missing.", "Give both.");
        }
        ServerId server = new ServerId(request.serverId());
        var verdict = Answers.then(request.goal().parse(), goal -> runbooks.compile(server, goal, who.getName()));
        return Answers.created(verdict, r -> "/runbooks/" + r.id(), RunbookViews::of);
    }

    @GetMapping("/{id}")
    RunbookView show(@PathVariable UUID id) {
        return RunbookViews.of(runbook(id));
    }

    /** The same to read in a terminal and to print. */
    @GetMapping(value = "/{id}", params = "format=text", produces = MediaType.TEXT_PLAIN_VALUE)
    String text(@PathVariable UUID id) {
        return RunbookText.print(runbook(id));
    }

    private Runbook runbook(UUID id) {
        return runbooks.find(new RunbookId(id)).orElseThrow(() -> new Missing("runbook"));
    }
}
