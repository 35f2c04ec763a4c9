package org.applepie.web.runbook;

import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.RunbookText;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.web.Missing;
import org.applepie.web.disk.PlannedMap;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The whole runbook to read before running, on the screen, on paper or as text. */
@Controller
class RunbookController {

    private final Runbooks runbooks;
    private final Inventory inventory;

    RunbookController(Runbooks runbooks, Inventory inventory) {
        this.runbooks = runbooks;
        this.inventory = inventory;
    }

    @GetMapping("/runbooks/{id}")
    String show(@PathVariable RunbookId id, Model model) {
        Runbook runbook = runbook(id);
        model.addAttribute("book", RunbookViews.of(runbook));
        model.addAttribute("production", isForProduction(runbook));
        model.addAttribute("planned", PlannedMap.draw(runbook.layout()));
        return "runbook/runbook";
    }

    @GetMapping(value = "/runbooks/{id}", params = "format=text", produces = MediaType.TEXT_PLAIN_VALUE)
    @ResponseBody
    String text(@PathVariable RunbookId id) {
        return RunbookText.print(runbook(id));
    }

    private boolean isForProduction(Runbook runbook) {
        return inventory
                .server(runbook.server())
                .filter(server -> server.environment() == Environment.PRODUCTION)
                .isPresent();
    }

    private Runbook runbook(RunbookId id) {
        return runbooks.find(id).orElseThrow(() -> new Missing("runbook"));
    }
}
