package org.applepie.web.inventory;

import java.security.Principal;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which drive is it, is it clean, where does it belong. */
@Controller
class DrivesController {

    private static final int PAGE = 100;
    private static final int LONGEST = 200;

    private final Inventory inventory;

    DrivesController(Inventory inventory) {
        this.inventory = inventory;
    }

    @GetMapping("/drives")
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "0") int page, Model model) {
        String text = q.strip().substring(0, Math.min(q.strip().length(), LONGEST));
        int from = Math.max(0, Math.min(page, 100_000)) * PAGE;
        long count = inventory.countDrives(text);
        model.addAttribute("q", text);
        model.addAttribute("page", from / PAGE);
        model.addAttribute("count", count);
        model.addAttribute("more", from + PAGE < count);
        model.addAttribute("drives", inventory.drives(text, PAGE, from));
        return "inventory/drives";
    }

    @GetMapping("/drives/{id}")
    ModelAndView show(@PathVariable DriveId id) {
        Drive drive = inventory.drive(id).orElseThrow(() -> new Missing("drive"));
        return new ModelAndView("inventory/drive")
                .addObject("drive", drive)
                .addObject("history", inventory.history(id));
    }

    @PostMapping("/drives/{id}")
    ModelAndView describe(
            @PathVariable DriveId id,
            @RequestParam long version,
            @RequestParam String label,
            @RequestParam String position,
            @RequestParam String note,
            Principal who,
            RedirectAttributes flash) {
        Verdict<Drive> verdict =
                inventory.describe(id, version, label.strip(), position.strip(), note.strip(), who.getName());
        return Pages.seeOther("/drives/" + id, verdict, "The drive's description was changed.", flash);
    }
}
