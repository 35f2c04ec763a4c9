package org.applepie.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
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

    private static final String FOR = "{\"serverId\":\"00000000-0000-4000-8000-000000000001\",\"goal\":";
    private static final String MIRROR = FOR + "{\"type\":\"mirror-root\",\"typedLabel\":\"pie\"}}";
    private static final String PROVE = FOR + "{\"type\":\"prove-each-drive\"}}";
    private static final String REBUILD = FOR + "{\"type\":\"rebuild-boot\",\"kernel\":\"2.4.27-3-386\"}}";

    /** Reads the server and compiles; refused with all reasons at once. */
    @Operation(
            summary = "Compile a goal into a runbook",
            description = "Reads the server first and changes nothing on it. Refused with all reasons at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = CompileRequest.class),
                                            examples = {
                                                @ExampleObject(name = "mirror-root", value = MIRROR),
                                                @ExampleObject(name = "prove-each-drive", value = PROVE),
                                                @ExampleObject(name = "rebuild-boot", value = REBUILD)
                                            })))
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
