package org.applepie.web.run;

import java.util.Optional;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.web.Missing;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The card of a step that is people's, to be printed and taken along to where no console can be seen. */
@Controller
class CardController {

    private final Runner runner;

    CardController(Runner runner) {
        this.runner = runner;
    }

    @GetMapping("/runs/{id}/attempts/{attempt}/card")
    String card(@PathVariable RunId id, @PathVariable int attempt, Model model) {
        RunView view = runner.find(id).orElseThrow(() -> new Missing("run"));
        model.addAttribute("run", RunPages.of(view));
        model.addAttribute("card", card(view, attempt));
        model.addAttribute("drives", view.runbook().layout());
        return "run/card";
    }

    private static HandsView card(RunView view, int number) {
        return view.run().attempts().stream()
                .filter(attempt -> attempt.number() == number)
                .flatMap(attempt -> view.runbook().step(attempt.step()).stream()
                        .flatMap(step -> HandsView.of(step, attempt, Optional.empty()).stream()))
                .findFirst()
                .orElseThrow(() -> new Missing("card"));
    }
}
