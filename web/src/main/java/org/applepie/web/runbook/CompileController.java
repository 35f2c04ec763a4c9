package org.applepie.web.runbook;

import java.security.Principal;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A goal is chosen; the runbook follows, or every reason against it with its remedy. */
@Controller
class CompileController {

    private final Inventory inventory;
    private final Runbooks runbooks;

    CompileController(Inventory inventory, Runbooks runbooks) {
        this.inventory = inventory;
        this.runbooks = runbooks;
    }

    @GetMapping("/servers/{id}/runbooks/new")
    ModelAndView choose(@PathVariable ServerId id) {
        return form(id, new GoalEntry(GoalEntry.MIRROR_ROOT, "", "", false, ""));
    }

    @PostMapping("/servers/{id}/runbooks")
    ModelAndView compile(@PathVariable ServerId id, @ModelAttribute GoalEntry entry, Principal who) {
        ModelAndView form = form(id, entry);
        return switch (entry.parse()) {
            case Verdict.Refused<Goal> refused -> Pages.refused(form, refused);
            case Verdict.Accepted<Goal>(var goal) -> answer(form, runbooks.compile(id, goal, who.getName()));
        };
    }

    private static ModelAndView answer(ModelAndView form, Verdict<Runbook> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<Runbook>(var runbook) -> Pages.seeOther("/runbooks/" + runbook.id());
            case Verdict.Refused<Runbook> refused ->
                Pages.refused(form, refused)
                        .addObject(
                                "asksLabel",
                                refused.refusals().stream()
                                        .anyMatch(r -> r.code().equals("target-not-blank")));
        };
    }

    /** Without a reading nobody knows yet; the choice then comes after the first one. */
    private boolean isOld(ServerId id) {
        return inventory
                .latestReading(id)
                .filter(stored -> Runbook.Family.of(stored.reading()) == Runbook.Family.LEGACY)
                .isPresent();
    }

    private ModelAndView form(ServerId id, GoalEntry entry) {
        Server server = inventory.server(id).orElseThrow(() -> new Missing("server"));
        return new ModelAndView("runbook/compile")
                .addObject("server", server)
                .addObject("entry", entry)
                .addObject(
                        "asksLabel",
                        entry.typedLabel() != null && !entry.typedLabel().isBlank())
                .addObject("asksConsole", isOld(id))
                .addObject("drives", inventory.drivesOf(id));
    }
}
