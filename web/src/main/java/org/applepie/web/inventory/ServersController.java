package org.applepie.web.inventory;

import java.security.Principal;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Servers are listed, registered, edited and archived here. */
@Controller
class ServersController {

    private final Inventory inventory;
    private final Standings standings;

    ServersController(Inventory inventory, Standings standings) {
        this.inventory = inventory;
        this.standings = standings;
    }

    @GetMapping("/servers")
    String list(@RequestParam(defaultValue = "false") boolean archived, Model model) {
        model.addAttribute("standings", standings.all(archived));
        model.addAttribute("archived", archived);
        return "inventory/servers";
    }

    @GetMapping("/servers/new")
    ModelAndView blank() {
        return form(ServerEntry.blank());
    }

    @PostMapping("/servers")
    ModelAndView register(@ModelAttribute ServerEntry entry, Principal who) {
        return answer(
                form(entry),
                switch (ServerDrafts.parse(entry)) {
                    case Verdict.Refused<ServerDraft>(var kind, var refusals) -> new Verdict.Refused<>(kind, refusals);
                    case Verdict.Accepted<ServerDraft>(var draft) -> inventory.register(draft, who.getName());
                });
    }

    @GetMapping("/servers/{id}/edit")
    ModelAndView edit(@PathVariable ServerId id) {
        Server server = server(id);
        return form(ServerEntry.of(server), server, server.version());
    }

    @PostMapping("/servers/{id}")
    ModelAndView edit(
            @PathVariable ServerId id, @RequestParam long version, @ModelAttribute ServerEntry entry, Principal who) {
        return answer(
                form(entry, server(id), version),
                switch (ServerDrafts.parse(entry)) {
                    case Verdict.Refused<ServerDraft>(var kind, var refusals) -> new Verdict.Refused<>(kind, refusals);
                    case Verdict.Accepted<ServerDraft>(var draft) -> inventory.edit(id, version, draft, who.getName());
                });
    }

    @PostMapping("/servers/{id}/archive")
    ModelAndView archive(
            @PathVariable ServerId id, @RequestParam long version, Principal who, RedirectAttributes flash) {
        Verdict<Server> verdict = inventory.archive(id, version, who.getName());
        return Pages.seeOther("/servers/" + id, verdict, "The server was archived; its history stays.", flash);
    }

    private static ModelAndView answer(ModelAndView form, Verdict<Server> verdict) {
        return switch (verdict) {
            case Verdict.Accepted<Server>(var server) -> Pages.seeOther("/servers/" + server.id());
            case Verdict.Refused<Server> refused -> Pages.refused(form, refused);
        };
    }

    private Server server(ServerId id) {
        return inventory.server(id).orElseThrow(() -> new Missing("server"));
    }

    private ModelAndView form(ServerEntry entry, Server server, long version) {
        return form(entry)
                .addObject("server", server)
                .addObject("version", version)
                .addObject("publicKey", inventory.consolePublicKey(server));
    }

    private ModelAndView form(ServerEntry entry) {
        return new ModelAndView("inventory/server-form")
                .addObject("entry", entry)
                .addObject("publicKey", inventory.consolePublicKey())
                .addObject("others", inventory.servers(false));
    }
}
