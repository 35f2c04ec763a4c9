package org.applepie.web.security;

import java.security.Principal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page to sign in, and the one to change one's own password. */
@Controller
class LoginController {

    private final People people;

    LoginController(People people) {
        this.people = people;
    }

    @GetMapping("/login")
    String login(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(defaultValue = "0") int wait,
            Model model) {
        model.addAttribute("failed", failed != null);
        model.addAttribute("out", out != null);
        model.addAttribute("wait", Math.clamp(wait, 0, 3600));
        return "security/login";
    }

    @GetMapping("/password")
    ModelAndView password() {
        return new ModelAndView("security/password", HttpStatus.OK);
    }

    @PostMapping("/password")
    ModelAndView password(
            @RequestParam String present, @RequestParam String next, Principal who, RedirectAttributes flash) {
        return switch (people.changeOwnPassword(who.getName(), present, next)) {
            case Verdict.Refused<?> refused -> Pages.refused(password(), refused);
            case Verdict.Accepted<?> accepted -> {
                flash.addFlashAttribute("message", "The password was changed; sign in with the new one.");
                yield Pages.seeOther("/login");
            }
        };
    }
}
