package org.applepie.web.inventory;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** All servers on one page: who is protected, who is under way, who waits for people. */
@Controller
class BoardController {

    private final Standings standings;

    BoardController(Standings standings) {
        this.standings = standings;
    }

    @GetMapping("/")
    String board(Model model) {
        List<ServerStanding> all = standings.all(false);
        model.addAttribute("standings", all);
        model.addAttribute("counts", ProtectionCount.of(all));
        return "inventory/board";
    }
}
