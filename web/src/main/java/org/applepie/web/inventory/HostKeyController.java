package org.applepie.web.inventory;

import java.security.Principal;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The key a server offers is shown, and a person who compared it confirms it. */
@Controller
class HostKeyController {

    private final Inventory inventory;

    HostKeyController(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping("/servers/{id}/host-key")
    ModelAndView offered(@PathVariable ServerId id) {
        Server server = inventory.server(id).orElseThrow(() -> new Missing("server"));
        ModelAndView page = new ModelAndView("inventory/host-key").addObject("server", server);
        return switch (inventory.offeredHostKey(id)) {
            case Verdict.Accepted<HostKey>(var offered) ->
                page.addObject("offered", offered)
                        .addObject("file", KeyFiles.of(offered))
                        .addObject(
                                "changed",
                                server.hostKey().filter(k -> !k.equals(offered)).isPresent())
                        .addObject(
                                "same",
                                server.hostKey().filter(k -> k.equals(offered)).isPresent());
            case Verdict.Refused<HostKey> refused -> Pages.refused(page, refused);
        };
    }

    @PostMapping("/servers/{id}/host-key")
    ModelAndView pin(
            @PathVariable ServerId id,
            @RequestParam String fingerprint,
            @RequestParam(defaultValue = "") String reason,
            Principal who,
            RedirectAttributes flash) {
        Verdict<Server> verdict = inventory.pin(id, fingerprint.strip(), reason.strip(), who.getName());
        String path = verdict instanceof Verdict.Accepted<Server> ? "/servers/" + id : "/servers/" + id + "/host-key";
        return Pages.seeOther(path, verdict, "The host key is pinned: " + fingerprint.strip(), flash);
    }
}
