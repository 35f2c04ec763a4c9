package org.applepie.app.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.app.browser.Chromium;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The first quarter of an hour with a console: from the token in the log to a mirror, with the mouse and nothing but a JDK. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "logging.level.org.applepie.web.security=INFO")
@DirtiesContext
class FirstRunBrowserTest {

    private static final Pattern TOKEN = Pattern.compile("Set-up token \\(valid until [^)]*\\): (\\S+)");

    @TempDir
    static Path directory;

    @DynamicPropertySource
    static void data(DynamicPropertyRegistry registry) {
        registry.add("applepie.data", () -> directory.resolve("data").toString());
    }

    @LocalServerPort
    private int port;

    @BeforeAll
    static void needsChromium() {
        assumeTrue(Chromium.isThere(), "no Chromium: install it, or name one by APPLEPIE_CHROMIUM");
    }

    @Test
    void takesMailhostToAMirror(CapturedOutput log) {
        try (Chromium chromium = Chromium.at("http://127.0.0.1:" + port)) {
            Page page = chromium.page();
            Newcomer newcomer = new Newcomer(page);

            newcomer.setsUp(token(log));
            newcomer.triesSimulatedServers();
            assertThat(page.locator("table").innerText()).contains("mailhost", "idehost", "simulated");
            newcomer.startsMirror("mailhost", true);
            String end = newcomer.goesThrough(FirstRunBrowserTest::followsTheCard);

            assertThat(end).isEqualTo("done");
            assertThat(newcomer.seen).contains("in-flight", "at-gate", "in-hands", "rebooting", "synchronising");
            assertThat(page.locator("main").innerText()).contains("The mirror is proved", "simulated");
            assertThat(page.locator("#run-meter .state").allInnerTexts()).containsExactly("yes", "yes");
            newcomer.looksAtTheTrail();
            assertThat(newcomer.finds("Registered the simulated server mailhost"))
                    .isPositive();
            assertThat(newcomer.finds("Typed “init 1” at the console of the simulated server mailhost"))
                    .isPositive();
        }
    }

    private static String token(CapturedOutput log) {
        Matcher matcher = TOKEN.matcher(log.getAll());
        assertThat(matcher.find()).as(log.getAll()).isTrue();
        return matcher.group(1);
    }

    /** Types what stands on the card, at the screen of the machine below it. */
    private static void followsTheCard(Page page) {
        List<String> lines = page.locator(".instructions pre.cmd").allInnerTexts();
        Newcomer newcomer = new Newcomer(page);
        newcomer.picture("card");
        types(page, "root");
        newcomer.button("Type root’s password").click();
        shows(page, "login: root", "mailhost:~# ");
        types(page, lines.get(0));
        shows(page, lines.get(0), "(or type Control-D to continue): ");
        newcomer.button("Type root’s password").click();
        shows(page, "to continue): ", "mailhost:~# ");
        types(page, lines.get(1));
        shows(page, lines.get(1), "Compare /");
        newcomer.picture("console");
        shows(page, lines.get(1), "Ended with code 0.");
        shows(page, "Ended with code 0.", "mailhost login: ");
    }

    private static void types(Page page, String line) {
        page.locator("#machine-line").fill(line);
        page.locator("#machine-line").press("Enter");
        page.waitForCondition(() -> page.locator("#machine-line").inputValue().isEmpty());
    }

    /** Waits until the screen says so behind the last place where it says the first. */
    private static void shows(Page page, String behind, String words) {
        try {
            page.waitForCondition(() -> end(page, behind).contains(words));
        } catch (TimeoutError late) {
            throw new AssertionError("no “" + words + "” in " + end(page, behind), late);
        }
    }

    private static String end(Page page, String behind) {
        String text = page.locator("#machine-screen").textContent();
        return text.substring(Math.max(0, text.lastIndexOf(behind)));
    }
}
