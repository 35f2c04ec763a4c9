package org.applepie.web;

import java.util.List;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** How pages answer a form: by leading on to another page, with a message where there is something to say. */
public final class Pages {

    private Pages() {}

    /** Leads to another page of ours; reloading that one repeats nothing. */
    public static ModelAndView seeOther(String path) {
        RedirectView view = new RedirectView(path, true);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExposeModelAttributes(false);
        return new ModelAndView(view);
    }

    /** Leads to the page and says there what was done, or why it was not. */
    public static <T> ModelAndView seeOther(String path, Verdict<T> verdict, String done, RedirectAttributes flash) {
        switch (verdict) {
            case Verdict.Accepted<T> accepted -> flash.addFlashAttribute("message", done);
            case Verdict.Refused<T>(var kind, List<Refusal> refusals) -> flash.addFlashAttribute("refusals", refusals);
        }
        return seeOther(path);
    }

    /** The page of a form that was refused, with the status that says why. */
    public static ModelAndView refused(ModelAndView page, Verdict.Refused<?> refused) {
        page.setStatus(Problems.status(refused.kind()));
        return page.addObject("refusals", refused.refusals());
    }
}
