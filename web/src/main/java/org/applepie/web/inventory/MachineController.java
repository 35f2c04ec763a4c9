package org.applepie.web.inventory;

import java.security.Principal;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.MachineAtHand;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.Simulation;
import org.applepie.domain.run.RunId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.jspecify.annotations.Nullable;
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

/** A simulated server as it stands there: its screen and keyboard, its switches, its drives. */
@Controller
class MachineController {

    private final Simulation simulation;
    private final Inventory inventory;

    MachineController(Simulation simulation, Inventory inventory) {
        this.simulation = simulation;
        this.inventory = inventory;
    }

    /** What a page that is open already asks for again and again. */
    record Screen(String text, boolean hides, boolean on) {}

    @GetMapping("/servers/{id}/machine")
    String show(@PathVariable ServerId id, Model model) {
        model.addAttribute("machine", MachineView.of(machine(id)));
        model.addAttribute("server", inventory.server(id).orElseThrow(() -> new Missing("server")));
        return "inventory/machine";
    }

    @GetMapping("/servers/{id}/machine/screen")
    @ResponseBody
    Screen screen(@PathVariable ServerId id) {
        MachineView view = MachineView.of(machine(id));
        return new Screen(view.screen(), view.hides(), view.on());
    }

    /** @param run the page of which run leads here, if one does */
    @PostMapping("/servers/{id}/machine")
    ModelAndView handle(
            @PathVariable ServerId id,
            @ModelAttribute HandEntry entry,
            @RequestParam(required = false) @Nullable RunId run,
            Principal who,
            RedirectAttributes flash) {
        machine(id);
        Verdict<MachineAtHand> verdict = entry.parse().then(what -> simulation.handle(id, what, who.getName()));
        String back = run == null ? "/servers/" + id + "/machine#machine-screen" : "/runs/" + run + "#machine-screen";
        if (verdict instanceof Verdict.Refused<MachineAtHand>(var kind, var refusals)) {
            flash.addFlashAttribute("refusals", refusals);
        }
        return Pages.seeOther(back);
    }

    private MachineAtHand machine(ServerId id) {
        return simulation.machine(id).orElseThrow(() -> new Missing("machine"));
    }
}
