package org.applepie.web.run;

import java.security.Principal;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All runs, and the start of a new one. */
@Controller
class RunsController {

    private static final int MOST = 200;

    private final Runner runner;

    RunsController(Runner runner) {
        this.runner = runner;
    }

    @GetMapping("/runs")
    String list(Model model) {
        model.addAttribute("runs", runner.all(MOST).stream().map(RunRow::of).toList());
        return "run/runs";
    }

    @PostMapping("/runs")
    ModelAndView start(
            @RequestParam RunbookId runbook, @RequestParam String digest, Principal who, RedirectAttributes flash) {
        return started(runbook, runner.start(runbook, digest, who.getName()), flash);
    }

    /** For administrators: a production server without a rehearsal. */
    @PostMapping("/runs/unrehearsed")
    ModelAndView startUnrehearsed(
            @RequestParam RunbookId runbook,
            @RequestParam String digest,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            RedirectAttributes flash) {
        return started(runbook, runner.startUnrehearsed(runbook, digest, reason.strip(), who.getName()), flash);
    }

    private static ModelAndView started(RunbookId runbook, Verdict<RunId> verdict, RedirectAttributes flash) {
        return switch (verdict) {
            case Verdict.Accepted<RunId>(var run) -> Pages.seeOther("/runs/" + run);
            case Verdict.Refused<RunId> refused -> Pages.seeOther("/runbooks/" + runbook, refused, "", flash);
        };
    }
}
