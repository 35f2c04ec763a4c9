package org.applepie.web.inventory;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingComparison;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.run.Runner;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.Missing;
import org.applepie.web.Pages;
import org.applepie.web.disk.PlannedMap;
import org.applepie.web.disk.ReadingMap;
import org.applepie.web.run.RunRow;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One server: what is known of it, what it will look like, what was done to it. */
@Controller
class ServerController {

    private static final int READINGS = 50;
    private static final int RUNS = 500;

    private final Inventory inventory;
    private final Runbooks runbooks;
    private final Runner runner;

    ServerController(Inventory inventory, Runbooks runbooks, Runner runner) {
        this.inventory = inventory;
        this.runbooks = runbooks;
        this.runner = runner;
    }

    @GetMapping("/servers/{id}")
    String show(@PathVariable ServerId id, Model model) {
        Server server = server(id);
        List<Runbook> books = runbooks.of(id);
        model.addAttribute("server", server);
        model.addAttribute("publicKey", inventory.consolePublicKey(server));
        model.addAttribute("drives", inventory.drivesOf(id));
        model.addAttribute("readings", inventory.readings(id, READINGS));
        model.addAttribute("runbooks", books);
        model.addAttribute("runs", runs(id));
        books.stream().findFirst().ifPresent(b -> model.addAttribute("planned", PlannedMap.draw(b.layout())));
        inventory.latestReading(id).ifPresent(reading -> addReading(model, reading));
        return "inventory/server";
    }

    private List<RunRow> runs(ServerId id) {
        return runner.all(RUNS).stream()
                .filter(r -> r.run().server().equals(id))
                .map(RunRow::of)
                .toList();
    }

    @GetMapping("/servers/{id}/readings/{reading}")
    String reading(@PathVariable ServerId id, @PathVariable UUID reading, Model model) {
        model.addAttribute("server", server(id));
        addReading(model, storedReading(id, reading));
        return "inventory/reading";
    }

    @PostMapping("/servers/{id}/readings")
    ModelAndView read(@PathVariable ServerId id, Principal who, RedirectAttributes flash) {
        Verdict<StoredReading> verdict = inventory.read(server(id).id(), who.getName());
        return Pages.seeOther("/servers/" + id, verdict, "The server was read.", flash);
    }

    @GetMapping("/servers/{id}/comparison")
    String compare(@PathVariable ServerId id, @RequestParam UUID from, @RequestParam UUID to, Model model) {
        StoredReading before = storedReading(id, from);
        StoredReading after = storedReading(id, to);
        model.addAttribute("server", server(id));
        model.addAttribute("before", before.reading().takenAt());
        model.addAttribute("after", after.reading().takenAt());
        model.addAttribute("differences", ReadingComparison.compare(before.reading(), after.reading()));
        return "inventory/comparison";
    }

    private void addReading(Model model, StoredReading stored) {
        Reading reading = stored.reading();
        Map<String, String> labels = inventory.drivesOf(stored.server()).stream()
                .filter(d -> !d.label().isEmpty()
                        && (d.identity().isWeak() || !d.identity().serial().isEmpty()))
                .collect(Collectors.toMap(d -> d.identity().mark(), Drive::label, (one, other) -> one));
        model.addAttribute("reading", stored);
        model.addAttribute("facts", ReadingFacts.of(reading));
        model.addAttribute("protection", Protection.of(reading));
        model.addAttribute("map", ReadingMap.draw(reading, labels));
    }

    private StoredReading storedReading(ServerId server, UUID id) {
        return inventory.reading(id).filter(r -> r.server().equals(server)).orElseThrow(() -> new Missing("reading"));
    }

    private Server server(ServerId id) {
        return inventory.server(id).orElseThrow(() -> new Missing("server"));
    }
}
