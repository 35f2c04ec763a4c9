package org.applepie.web.security;

import java.security.Principal;
import java.util.UUID;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** People make tokens for their tools here, and take them back. */
@Controller
class TokensController {

    private final Tokens tokens;

    TokensController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/tokens")
    ModelAndView list(Principal who) {
        return new ModelAndView("security/tokens", HttpStatus.OK)
                .addObject("tokens", tokens.of(who.getName()))
                .addObject("roles", Role.values());
    }

    /** Shows the token in the answer itself, never in an address or a session. */
    @PostMapping("/tokens")
    ModelAndView issue(@RequestParam String name, @RequestParam String role, @RequestParam int days, Principal who) {
        Verdict<String> verdict = Role.of(role)
                .map(r -> tokens.issue(who.getName(), name.strip(), r, days))
                .orElseGet(() ->
                        Verdict.refused(Kind.INVALID, "bad-role", "There is no such role.", "Choose one of the list."));
        return switch (verdict) {
            case Verdict.Refused<String> refused -> Pages.refused(list(who), refused);
            case Verdict.Accepted<String>(var token) -> list(who).addObject("issued", token);
        };
    }

    @PostMapping("/tokens/{id}/revoke")
    ModelAndView revoke(@PathVariable UUID id, Principal who, RedirectAttributes flash) {
        if (!tokens.revoke(who.getName(), id)) {
            throw new Missing("token");
        }
        flash.addFlashAttribute("message", "The token was revoked.");
        return Pages.seeOther("/tokens");
    }
}
