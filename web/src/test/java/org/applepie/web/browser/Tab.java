package org.applepie.web.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A page in the browser. Writes down whatever goes wrong in it. */
final class Tab implements AutoCloseable {

    private static final String AXE_RUN = """
            async rules => (await axe.run(document, { resultTypes: ['violations'], runOnly: rules })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(' ')} ${n.html} ${n.failureSummary}`))""";

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Tab(Page page) {
        this.page = page;
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(this::hear);
        page.onPageError(error -> complaints.add("uncaught: " + error));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    private void hear(ConsoleMessage message) {
        boolean ownStatus =
                message.text().startsWith("Failed to load resource: the server responded with a status of 4")
                        && message.location().startsWith(page.url());
        if (Set.of("error", "warning").contains(message.type()) && !ownStatus) {
            complaints.add(message.type() + ": " + message.text() + " at " + message.location());
        }
    }

    Page page() {
        return page;
    }

    /** What went wrong so far: errors and warnings of the console, dialogs, what the Content Security Policy stopped. */
    List<String> complaints() {
        page.evaluate("() => 0"); // what the browser said before has arrived when this is answered
        return complaints;
    }

    /** Every violation of the rules for accessible pages. */
    List<String> violations() {
        return violationsOf("tag", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    }

    /** Every violation of the rules about colours, for a page that was looked at in other colours before. */
    List<String> violationsOfColour() {
        return violationsOf("rule", "color-contrast", "link-in-text-block");
    }

    @SuppressWarnings("unchecked")
    private List<String> violationsOf(String kind, String... rules) {
        if (!(boolean) page.evaluate("() => 'axe' in window")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (List<String>) page.evaluate(AXE_RUN, Map.of("type", kind, "values", List.of(rules)));
    }

    /** Pixels by which the document is wider than the window. */
    int excessWidth() {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    }

    @Override
    public void close() {
        page.close();
    }
}
