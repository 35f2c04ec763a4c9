package org.applepie.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the first start. */
@Controller
class SetUpController {

    private final SetUpDoor door;

    SetUpController(SetUpDoor door) {
        this.door = door;
    }

    @GetMapping("/setup")
    ModelAndView show() {
        return door.isDone() ? Pages.seeOther("/login") : page("");
    }

    @PostMapping("/setup")
    ModelAndView complete(
            @RequestParam String token,
            @RequestParam String username,
            @RequestParam String password,
            HttpServletRequest request,
            RedirectAttributes flash) {
        return switch (door.complete(token, username.strip(), password, request.getRemoteAddr())) {
            case Verdict.Refused<String> refused -> Pages.refused(page(username), refused);
            case Verdict.Accepted<String> accepted ->
                Pages.seeOther("/login", accepted, "The first administrator was created; sign in.", flash);
        };
    }

    private static ModelAndView page(String username) {
        return new ModelAndView("security/setup").addObject("username", username);
    }
}
