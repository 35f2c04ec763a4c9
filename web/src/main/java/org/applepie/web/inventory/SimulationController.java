package org.applepie.web.inventory;

import java.security.Principal;
import org.applepie.domain.inventory.Simulation;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Simulated servers are started and ended here, all together. */
@Controller
class SimulationController {

    private final Simulation simulation;

    SimulationController(Simulation simulation) {
        this.simulation = simulation;
    }

    @PostMapping("/simulated-servers")
    ModelAndView start(Principal who, RedirectAttributes flash) {
        return Pages.seeOther(
                "/servers",
                simulation.start(who.getName()),
                "The simulated servers are booting. Read one of them next.",
                flash);
    }

    @PostMapping("/simulated-servers/end")
    ModelAndView end(Principal who, RedirectAttributes flash) {
        return Pages.seeOther(
                "/servers",
                simulation.end(who.getName()),
                "The simulated servers are gone; what was recorded of them stays.",
                flash);
    }
}
