package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.applepie.app.browser.Chromium;
import org.awaitility.Awaitility;

/** Somebody who has the page of a run open in a browser and never reloads it. */
final class Watcher implements AutoCloseable {

    private final Line line;
    private final Chromium chromium;
    private final Page page;

    private Watcher(Line line, Chromium chromium) {
        this.line = line;
        this.chromium = chromium;
        this.page = chromium.page();
    }

    /** Signs in as the first administrator and opens the run. */
    static Watcher of(ConsoleProcess console, String run) {
        Line line = new Line(console.port());
        String address = "http://127.0.0.1:" + line.port();
        return new Watcher(line, Chromium.signedIn(address, ConsoleApi.USERNAME, ConsoleApi.PASSWORD)).open(run);
    }

    private Watcher open(String run) {
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
        chromium.close();
        line.close();
    }
}
