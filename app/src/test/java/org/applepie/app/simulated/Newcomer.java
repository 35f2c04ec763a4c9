package org.applepie.app.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Somebody who opened the console for the first time, and does with the mouse what the pages ask. With the system property
 * {@code applepie.pictures} naming a directory, takes pictures of what is new.
 */
final class Newcomer {

    private static final String PICTURES = System.getProperty("applepie.pictures", "");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What was on the page of the run at one time or another. */
    final Set<String> seen = new LinkedHashSet<>();

    private final Page page;

    Newcomer(Page page) {
        this.page = page;
    }

    /** Opens the console and becomes its administrator. */
    void setsUp(String token) {
        page.navigate("/");
        picture("set-up");
        page.getByLabel("Set-up token").fill(token);
        page.getByLabel("User name").fill("newcomer");
        page.getByLabel("Password").fill("ladder orchard basket");
        button("Create the administrator").click();
        if (page.url().endsWith("/login")) {
            page.getByLabel("User name").fill("newcomer");
            page.getByLabel("Password").fill("ladder orchard basket");
            page.locator("main button[type=submit]").click();
        }
        page.waitForURL("**/");
    }

    void triesSimulatedServers() {
        picture("board");
        button("Try it with simulated servers").click();
        page.waitForURL("**/servers");
        picture("servers");
    }

    /** Reads the server, compiles a runbook and starts the run. */
    void startsMirror(String server, boolean atConsole) {
        link(server).click();
        button("Read it now").click();
        link("Compile a runbook").click();
        if (atConsole) {
            page.getByLabel("a person copies in single-user mode").check();
        }
        picture("compile");
        button("Read and compile").click();
        picture("runbook");
        button("Start the run").click();
        page.waitForURL("**/runs/*");
    }

    /** What is done when the card of a script at the console lies there. */
    interface AtConsole {
        void does(Page page);
    }

    /** Answers every gate and card until the run has ended; gives the word for how. */
    String goesThrough(AtConsole console) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            String state = look();
            switch (state) {
                case "done", "rolled-back", "abandoned" -> {
                    picture(state);
                    return state;
                }
                case "at-gate" -> answers("Gate: ", "Open the gate");
                case "in-hands" -> {
                    if (page.locator("#machine-line").count() > 0) {
                        console.does(page);
                    }
                    answers("By hand: ", "Done, look whether it is so");
                }
                case "needs-decision", "stopped" ->
                    throw new AssertionError(page.locator("#run-gate").innerText());
                default -> page.waitForTimeout(100);
            }
        }
        throw new AssertionError("the run did not end: " + seen);
    }

    private String look() {
        String state = page.locator("[data-run-state]").getAttribute("data-state");
        boolean fresh = seen.add(state);
        if (page.locator("#run-progress .sync").count() > 0) {
            fresh |= seen.add("synchronising");
        }
        if (page.locator(".live").innerText().contains("link lost")
                || page.locator(".live").innerText().contains("link reconnecting")) {
            fresh |= seen.add("rebooting");
        }
        if (fresh && !state.equals("done")) {
            picture(String.join("-", List.copyOf(seen).getLast().split(" ")));
        }
        return state;
    }

    private void answers(String group, String press) {
        Locator form = page.locator("#run-gate")
                .locator("form, [role=group]")
                .filter(new Locator.FilterOptions().setHas(button(press)))
                .first();
        for (Locator field : form.locator("input[name^=answer-]").all()) {
            String help = field.getAttribute("aria-describedby");
            field.fill(
                    "date".equals(field.getAttribute("type"))
                            ? LocalDate.now(ZoneOffset.UTC).minusDays(1).toString()
                            : help == null
                                    ? "seen by two people"
                                    : page.locator("#" + help + " code").innerText());
        }
        assertThat(form.getAttribute("aria-label")).startsWith(group);
        String before = page.locator("#run-gate").getAttribute("data-key");
        button(press).click();
        page.waitForCondition(() -> !before.equals(page.locator("#run-gate").getAttribute("data-key")));
    }

    void looksAtTheTrail() {
        link("Audit").click();
        page.waitForURL("**/audit");
        picture("audit");
    }

    /** How many entries of the trail have these words. */
    int finds(String words) {
        page.getByLabel("Text").fill(words);
        button("Filter").click();
        page.waitForURL("**/audit?**");
        return page.getByText(words).count();
    }

    Locator button(String words) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    private Locator link(String words) {
        return page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(words).setExact(true))
                .first();
    }

    void picture(String name) {
        if (!PICTURES.isEmpty()) {
            for (int width : List.of(1280, 390)) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page.setViewportSize(width, 900);
                    page.emulateMedia(new Page.EmulateMediaOptions()
                            .setColorScheme(scheme)
                            .setReducedMotion(ReducedMotion.REDUCE));
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of(
                                    PICTURES,
                                    name + "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png")));
                }
            }
            page.setViewportSize(1280, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        }
    }
}
