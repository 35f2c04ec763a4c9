package org.applepie.web.inventory;

import java.security.Principal;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.applepie.web.inventory.ServerEntry.LegacyEntry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Old SSH algorithms are allowed for one server here, or no longer, with a reason. */
@Controller
class LegacyAlgorithmsController {

    private final Inventory inventory;

    LegacyAlgorithmsController(Inventory inventory) {
        this.inventory = inventory;
    }

    @PostMapping("/servers/{id}/legacy-algorithms")
    ModelAndView change(
            @PathVariable ServerId id,
            @RequestParam long version,
            @RequestParam boolean allowed,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            RedirectAttributes flash) {
        Server server = inventory.server(id).orElseThrow(() -> new Missing("server"));
        ServerEntry entry = ServerEntry.of(server).with(new LegacyEntry(allowed, reason));
        Verdict<Server> verdict =
                ServerDrafts.parse(entry).then(draft -> inventory.edit(id, version, draft, who.getName()));
        String done = allowed
                ? "Old SSH algorithms are allowed for this server."
                : "Old SSH algorithms are no longer allowed for this server.";
        return Pages.seeOther("/servers/" + id, verdict, done, flash);
    }
}
