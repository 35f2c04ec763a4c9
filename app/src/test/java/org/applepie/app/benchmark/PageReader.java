package org.applepie.app.benchmark;

import com.microsoft.playwright.Page;
import java.util.List;
import org.applepie.app.browser.Chromium;
import org.applepie.domain.run.RunId;

/** A person who looks at the page of a run in the system's Chromium. */
final class PageReader implements AutoCloseable {

    /** For each line: when it was printed, when it was in the page, and when the frame that shows it was about to be drawn. */
    private static final String OBSERVE = """
            () => {
              window.seen = [];
              const now = () => performance.timeOrigin + performance.now();
              new MutationObserver(changes => {
                const there = now();
                for (const node of changes.flatMap(change => [...change.addedNodes])) {
                  const line = /at (\\d+\\.\\d+)/.exec(node.textContent);
                  if (line) {
                    const record = [there - 1000 * Number(line[1]), null];
                    window.seen.push(record);
                    requestAnimationFrame(() => { record[1] = now() - 1000 * Number(line[1]); });
                  }
                }
              }).observe(document.querySelector('[data-lines]'), { childList: true });
            }""";

    private final Chromium chromium;
    private final Page page;

    PageReader(String address, String password) {
        chromium = Chromium.signedIn(address, Console.PERSON, password);
        page = chromium.page();
    }

    /** Looks at the run until all lines are drawn. */
    void follow(RunId run, Figures inPage, Figures drawn) {
        page.navigate("/runs/" + run);
        page.evaluate(OBSERVE);
        page.waitForFunction(
                "count => window.seen.length >= count && window.seen.every(line => line[1] !== null)",
                Lines.COUNT,
                new Page.WaitForFunctionOptions().setTimeout(120_000).setPollingInterval(1_000));
        for (Object line : (List<?>) page.evaluate("() => window.seen")) {
            List<?> ages = (List<?>) line;
            inPage.add(((Number) ages.get(0)).doubleValue());
            drawn.add(((Number) ages.get(1)).doubleValue());
        }
    }

    @Override
    public void close() {
        chromium.close();
    }
}
