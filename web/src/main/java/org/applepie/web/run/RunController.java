package org.applepie.web.run;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.run.RunCommand;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.RunView;
import org.applepie.domain.run.Runner;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.applepie.web.run.FeedEvent.Output;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of one run: watched, decided and steered here. */
@Controller
class RunController {

    /** How much of a long log a page begins with. */
    private static final long TAIL = 512 * 1024;

    /** Seconds after which a browser without scripts loads the page again, where nobody types. */
    private static final int AGAIN_AFTER = 10;

    private static final int MOST = 1024 * 1024;
    private static final int MARKS = 4000;
    private static final String ANSWER = "answer-";

    private final Runner runner;
    private final Inventory inventory;

    RunController(Runner runner, Inventory inventory) {
        this.runner = runner;
        this.inventory = inventory;
    }

    @GetMapping("/runs/{id}")
    String show(@PathVariable RunId id, Model model) throws InterruptedException {
        // The live version first: what changes while the page is made is then told by the feed once more.
        view(id);
        long live = runner.awaitNews(id, 0, 0, 0, -1, Duration.ZERO);
        RunView view = view(id);
        int attempt = view.run().attempts().size();
        long length = attempt == 0 ? 0 : new OutputReader(runner, id, attempt).length();
        RunPage page = RunPages.of(view);
        model.addAttribute("run", page);
        model.addAttribute("attempt", attempt);
        model.addAttribute("length", length);
        model.addAttribute("silence", Silence.of(page));
        if (!page.state().isOver() && !page.state().needsPeople()) {
            model.addAttribute("againAfter", AGAIN_AFTER);
        }
        model.addAttribute(
                "cursor", new FeedCursor(view.run().version(), attempt, Math.max(0, length - TAIL), live).toString());
        return "run/run";
    }

    @GetMapping("/runs/{id}/sections")
    String sections(@PathVariable RunId id, Model model) {
        model.addAttribute("run", RunPages.of(view(id)));
        return "run/sections";
    }

    @GetMapping("/runs/{id}/repair-sheet")
    String repairSheet(@PathVariable RunId id, Model model) {
        RunView view = view(id);
        model.addAttribute(
                "sheet", RepairSheet.of(view, inventory.drivesOf(view.run().server())));
        return "run/repair-sheet";
    }

    @GetMapping("/runs/{id}/attempts/{attempt}/chunk")
    @ResponseBody
    Output chunk(
            @PathVariable RunId id,
            @PathVariable int attempt,
            @RequestParam(defaultValue = "0") long offset,
            @RequestParam(defaultValue = "262144") int limit) {
        view(id);
        long from = Math.max(0, offset);
        byte[] bytes = runner.output(id, attempt, from, Math.clamp(limit, 1, MOST));
        return Output.of(attempt, from, bytes, runner.outputMarks(id, attempt, from, MARKS));
    }

    @GetMapping("/runs/{id}/attempts/{attempt}/output")
    void download(@PathVariable RunId id, @PathVariable int attempt, HttpServletResponse response) throws IOException {
        view(id);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"run-%s-%d.log\"".formatted(id, attempt));
        new OutputReader(runner, id, attempt).copy(0, response.getOutputStream());
    }

    @PostMapping("/runs/{id}/gates/{gate}")
    ModelAndView decide(
            @PathVariable RunId id,
            @PathVariable String gate,
            @RequestParam String digest,
            @RequestParam String decision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> form,
            Principal who,
            RedirectAttributes flash) {
        boolean approve = decision.equals("approve");
        Verdict<RunId> verdict = runner.decide(id, gate, approve, digest, answers(form), reason.strip(), who.getName());
        return Pages.seeOther("/runs/" + id, verdict, approve ? "The gate was opened." : "The gate stays shut.", flash);
    }

    private static Map<String, String> answers(Map<String, String> form) {
        Map<String, String> answers = new HashMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith(ANSWER)) {
                answers.put(name.substring(ANSWER.length()), value.strip());
            }
        });
        return answers;
    }

    @PostMapping("/runs/{id}/commands")
    ModelAndView tell(
            @PathVariable RunId id,
            @ModelAttribute CommandEntry entry,
            @RequestParam Map<String, String> form,
            Principal who,
            RedirectAttributes flash) {
        long version = entry.version() == null ? 0 : entry.version();
        return switch (entry.withAnswers(answers(form)).parse()) {
            case Verdict.Refused<RunCommand> refused -> Pages.seeOther("/runs/" + id, refused, "", flash);
            case Verdict.Accepted<RunCommand>(var command) ->
                Pages.seeOther("/runs/" + id, runner.tell(id, command, version, who.getName()), done(command), flash);
        };
    }

    private static String done(RunCommand command) {
        return switch (command) {
            case RunCommand.Continue c -> "The run goes on.";
            case RunCommand.Stop c -> "The run stops after the step that is under way.";
            case RunCommand.Retry c -> "The step is done again.";
            case RunCommand.ResolveUnknown c -> "Its proof is checked again; nothing is changed on the server by that.";
            case RunCommand.Done c -> "The console looks whether it is so.";
            case RunCommand.HandBack c -> "The card was handed back; decide below what happens next.";
            case RunCommand.RollBack c -> "The way back is taken.";
            case RunCommand.Abandon c -> "The run was abandoned.";
        };
    }

    private RunView view(RunId id) {
        return runner.find(id).orElseThrow(() -> new Missing("run"));
    }
}
