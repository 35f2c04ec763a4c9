package org.applepie.web.security;

import java.security.Principal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Administrators give and take people's rights here. */
@Controller
class PeopleController {

    private static final String PAGE = "/people";

    private final People people;

    PeopleController(People people) {
        this.people = people;
    }

    @GetMapping("/people")
    String list(Model model) {
        model.addAttribute("people", people.all());
        model.addAttribute("roles", Role.values());
        return "security/people";
    }

    @PostMapping("/people")
    ModelAndView add(
            @RequestParam String username,
            @RequestParam String password,
            @RequestParam String role,
            Principal who,
            RedirectAttributes flash) {
        Verdict<?> verdict = Role.of(role)
                .<Verdict<?>>map(r -> people.add(username.strip(), password, r, who.getName()))
                .orElseGet(PeopleController::noSuchRole);
        return Pages.seeOther(PAGE, verdict, username.strip() + " may sign in now.", flash);
    }

    @PostMapping("/people/{username}")
    ModelAndView change(
            @PathVariable String username,
            @RequestParam long version,
            @RequestParam String role,
            @RequestParam(defaultValue = "false") boolean enabled,
            Principal who,
            RedirectAttributes flash) {
        Verdict<?> verdict = Role.of(role)
                .<Verdict<?>>map(r -> people.change(username, version, r, enabled, who.getName()))
                .orElseGet(PeopleController::noSuchRole);
        return Pages.seeOther(PAGE, verdict, username + " was changed and has to sign in again.", flash);
    }

    @PostMapping("/people/{username}/password")
    ModelAndView reset(
            @PathVariable String username,
            @RequestParam long version,
            @RequestParam String password,
            Principal who,
            RedirectAttributes flash) {
        Verdict<?> verdict = people.resetPassword(username, version, password, who.getName());
        return Pages.seeOther(PAGE, verdict, "The password of " + username + " was set.", flash);
    }

    private static Verdict<?> noSuchRole() {
        return Verdict.refused(Kind.INVALID, "bad-role", "There is no such role.", "Choose one of the list.");
    }
}
