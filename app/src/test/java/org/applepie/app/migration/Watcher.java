package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** Somebody who has the page of a run open in a browser and never reloads it. */
final class Watcher implements AutoCloseable {

    private static final Path CHROMIUM =
            Path.of(Optional.ofNullable(System.getenv("APPLEPIE_CHROMIUM")).orElse("/usr/bin/chromium"));

    private final Line line;
    private final Playwright playwright;
    private final Page page;

    private Watcher(Line line, Playwright playwright, BrowserContext window) {
        this.line = line;
        this.playwright = playwright;
        this.page = window.newPage();
    }

    static boolean hasBrowser() {
        return Files.isExecutable(CHROMIUM);
    }

    /** Signs in as the first administrator and opens the run. */
    static Watcher of(ConsoleProcess console, String run) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                        .setArgs(List.of("--disable-background-networking", "--disable-sync", "--no-first-run")));
        Line line = new Line(console.port());
        BrowserContext window =
                browser.newContext(new Browser.NewContextOptions().setBaseURL("http://127.0.0.1:" + line.port()));
        window.setDefaultTimeout(60_000);
        return new Watcher(line, playwright, window).open(run);
    }

    private Watcher open(String run) {
        page.navigate("/login");
        page.getByLabel("User name").fill(ConsoleApi.USERNAME);
        page.getByLabel("Password").fill(ConsoleApi.PASSWORD);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/");
        page.navigate("/runs/" + run);
        awaitFeed("live");
        return this;
    }

    /** The line between browser and console breaks in the middle of the stream and is mended again. */
    void cutTheLine() {
        line.cut();
        awaitFeed("lost");
        line.mend();
        awaitFeed("live");
    }

    private void awaitFeed(String word) {
        Awaitility.await("the page to say: " + word)
                .atMost(Duration.ofMinutes(1))
                .until(() -> page.locator("[data-feed-state]").textContent(), text -> text.contains(word));
    }

    /** Waits until the page shows the whole log of this attempt, byte for byte. */
    void sees(int attempt, String log) {
        Awaitility.await("the page to show the log of attempt " + attempt)
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> {
                    assertThat(page.locator("[data-output-title]").textContent())
                            .isEqualTo("of attempt " + attempt);
                    assertThat(page.locator("[data-lines]").textContent()).isEqualTo(log);
                });
    }

    @Override
    public void close() {
        playwright.close();
        line.close();
    }
}
