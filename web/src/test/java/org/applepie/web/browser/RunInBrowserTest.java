package org.applepie.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.RunId;
import org.applepie.web.demo.DemoRun;
import org.applepie.web.demo.MemoryRunner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page of a run, while it happens and while the line to the console breaks. */
@RequiresChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunInBrowserTest {

    private static final String LINES = "[data-lines]";

    private final OpenConsole console = OpenConsole.start();
    private final CuttingProxy proxy = new CuttingProxy(console.port());
    private final MemoryRunner runner = console.runner();
    private final Stages stages = new Stages(console);
    private final Visitor operator = console.visitor(proxy.address());

    @BeforeAll
    void signIn() {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        console.demo().people();
        console.demo().servers();
        operator.signedIn("operator");
    }

    @AfterAll
    void close() throws IOException {
        console.close();
        proxy.close();
    }

    @Test
    void showsEveryByteOnceInEveryTabThoughTheStreamIsCut() {
        RunId run = open();
        try (Tab tab = follow(run);
                Tab narrow = follow(run)) {
            narrow.page().setViewportSize(390, 800);
            int attempt = runner.begin(run);
            runner.print(run, attempt, HostileLog.everything());
            cutInside(run, attempt, List.of(tab, narrow));
            cutBetween(run, attempt);
            runner.print(run, attempt, HostileLog.everything());
            runner.print(run, attempt, "that was all\n");

            assertShows(tab, run, attempt, "that was all");
            assertShows(narrow, run, attempt, "that was all");
            assertThat(proxy.cuts()).isGreaterThanOrEqualTo(HostileLog.tears().size() + 4);
            assertThat(narrow.excessWidth()).isNotPositive();
            assertHarmless(tab);
            assertHarmless(narrow);
        }
    }

    /** Each tab has the first half of something when its stream is cut. */
    private void cutInside(RunId run, int attempt, List<Tab> tabs) {
        for (HostileLog.Tear tear : HostileLog.tears()) {
            String mark = "cut inside " + tear.what() + ": ";
            byte[] head = Arrays.copyOf(tear.bytes(), tear.behind());
            byte[] tail = Arrays.copyOfRange(tear.bytes(), tear.behind(), tear.bytes().length);
            runner.print(run, attempt, joined(mark.getBytes(StandardCharsets.UTF_8), head));
            tabs.forEach(tab -> awaitText(tab, mark));
            proxy.cutStreams();
            runner.print(run, attempt, tail);
            runner.print(run, attempt, " whole\n");
            tabs.forEach(tab -> assertThat(state(tab)).hasText("live"));
        }
    }

    /** The stream is cut anywhere in what the console sends, while much is printed. */
    private void cutBetween(RunId run, int attempt) {
        for (int bytes : new int[] {300, 5_000, 70_000, 130_001}) {
            int before = proxy.cuts();
            proxy.cutStreamsAfter(bytes);
            runner.print(run, attempt, HostileLog.longLine());
            runner.print(run, attempt, "a line after " + bytes + "\n");
            await().atMost(Duration.ofSeconds(15)).until(() -> proxy.cuts() > before);
        }
    }

    @Test
    void showsEarlierAttemptsWhole() {
        RunId run = open();
        int first = runner.begin(run);
        runner.print(run, first, HostileLog.everything());
        runner.print(run, first, "a line of ordinary length, as many a program prints\n".repeat(8_000));
        runner.end(run, new AttemptResult.Proved("every check holds"));
        try (Tab tab = follow(run)) {
            int second = runner.begin(run);
            runner.print(run, second, "the second attempt\n");
            assertShows(tab, run, second, "the second attempt");

            tab.page().locator("[data-show-attempt='" + first + "']").click();
            awaitLater(tab, true);
            assertThat(text(tab)).isSubstringOf(log(run, first)).hasSizeGreaterThan(200_000);
            tab.page().locator("[data-later]").click();
            awaitLater(tab, false);
            assertThat(text(tab)).isEqualTo(log(run, first));

            tab.page().getByLabel("follow").check();
            assertShows(tab, run, second, "the second attempt");
            DemoRun.approve(runner, run, console.clock());
            assertHarmless(tab);
        }
    }

    @Test
    void saysWhenTheRunIsOver() {
        RunId run = open();
        try (Tab tab = follow(run)) {
            DemoRun.hurry(runner, run, console.clock(), "");

            assertThat(state(tab)).hasText("the run is over");
            assertThat(tab.page().locator("[data-run-state]")).hasText("done");
            assertThat(tab.page().getByText("The mirror is proved")).isVisible();
            assertHarmless(tab);
        }
    }

    @Test
    void saysThatACommandPrintedNothing() {
        RunId run = open();
        try (Tab tab = follow(run)) {
            Locator empty = tab.page().locator("[data-empty]");
            assertThat(empty).hasText("No step was begun yet.");
            runner.begin(run);
            assertThat(empty).hasText("This step runs no command: the console only looks.");
            runner.end(run, new AttemptResult.Proved("every check holds"));
            int attempt = runner.begin(run);
            assertThat(empty).hasText("No output yet.");
            runner.end(run, new AttemptResult.Proved("every check holds"));
            assertThat(empty).hasText("The command printed nothing.");

            runner.print(run, runner.begin(run), "something\n");
            awaitText(tab, "something");
            assertThat(empty).isHidden();
            tab.page().locator("[data-show-attempt='" + attempt + "']").click();
            assertThat(empty).hasText("The command printed nothing.");
            tab.page().reload();
            assertThat(empty).hasText("The command printed nothing.");
            assertHarmless(tab);
        }
    }

    @Test
    void takesANoticeAwayWhenItIsNoNewsAnyMore() {
        RunId run = stages.atGate(Stages.FIRST);
        try (Tab tab = follow(run)) {
            Page page = tab.page();
            page.getByLabel("Remark").fill("not today");
            page.getByText("Keep it shut").click();
            Locator notice = page.getByText("The gate stays shut.");
            assertThat(notice).isVisible();

            DemoRun.approve(runner, run, console.clock());
            runner.begin(run);
            assertThat(notice).hasCount(0);
            assertHarmless(tab);
        }
    }

    @Test
    void withoutScriptsThePageComesAgainByItselfAndTheNoticeIsGone() {
        RunId run = stages.atGate(Stages.FIRST);
        try (Visitor plain = console.visitorWithoutScripts().signedIn("operator");
                Tab tab = plain.tab()) {
            Page page = tab.page();
            page.navigate("/runs/" + run);
            page.getByLabel("Remark").fill("not today");
            page.getByText("Keep it shut").click();
            assertThat(page.getByText("The gate stays shut.")).isVisible();
            assertThat(page.locator("meta[http-equiv=refresh]")).hasCount(0);

            DemoRun.approve(runner, run, console.clock());
            page.navigate("/runs/" + run);
            assertThat(page.getByText("The gate stays shut.")).hasCount(0);
            runner.begin(run);
            runner.end(run, new AttemptResult.Proved("every check holds"));
            assertThat(page.locator("#run-attempts")).containsText("proved");
            assertThat(page.locator("[data-empty]")).hasText("This step runs no command: the console only looks.");
        }
    }

    @Test
    void keepsABoundedPartOfAnEndlessLog() {
        RunId run = open();
        try (Tab tab = follow(run)) {
            int attempt = runner.begin(run);
            for (int i = 0; i < 200_000; i += 4_000) {
                StringBuilder lines = new StringBuilder();
                for (int line = i; line < i + 4_000; line++) {
                    lines.append(line)
                            .append(" rsync copies a file with a name of ordinary length from here to there é\n");
                }
                runner.print(run, attempt, lines.toString());
            }
            awaitText(tab, "199999 rsync");
            assertThat(tab.page().locator("[data-earlier-edge]")).isVisible();
            int shown = tab.page().locator(".line").count();
            assertThat(shown).isBetween(100, 4_000);
            assertThat(log(run, attempt)).endsWith(text(tab));

            tab.page().locator("[data-earlier]").click();
            assertThat(tab.page().locator("[data-follow]")).not().isChecked();
            tab.page().waitForFunction("n => document.querySelectorAll('.line').length > n", shown);
            assertThat(log(run, attempt)).endsWith(text(tab));
            assertThat(tab.page().locator("[data-earlier-edge] [data-whole]"))
                    .hasAttribute("href", "/runs/" + run + "/attempts/" + attempt + "/output");
            assertHarmless(tab);
        }
    }

    @Test
    void stopsTakingOutputWhileSomebodyReadsAndCatchesUpAfterwards() {
        RunId run = open();
        try (Tab tab = follow(run)) {
            int attempt = runner.begin(run);
            runner.print(run, attempt, "the beginning\n");
            assertShows(tab, run, attempt, "the beginning");
            tab.page().getByLabel("follow").uncheck();
            for (int i = 0; i < 40; i++) {
                runner.print(run, attempt, ("line of batch " + i + "\n").repeat(1_000));
            }
            assertThat(state(tab)).containsText("reading attempt");
            assertThat(log(run, attempt)).startsWith(text(tab));

            tab.page().locator("[data-later]").click();
            tab.page()
                    .waitForFunction("() => !document.querySelector('[data-lines]').textContent.startsWith('the beg')");
            assertThat(log(run, attempt)).contains(text(tab));

            tab.page().getByLabel("follow").check();
            assertThat(state(tab)).hasText("live");
            runner.print(run, attempt, "the end\n");
            awaitText(tab, "the end");
            assertThat(log(run, attempt)).endsWith(text(tab));
            assertHarmless(tab);
        }
    }

    @Test
    void findsTextAndKeepsALinkToEachLine() {
        RunId run = open();
        int attempt = runner.begin(run);
        for (int i = 1; i <= 500; i++) {
            runner.print(run, attempt, "copied file " + i + " of 500\n");
        }
        try (Tab tab = follow(run)) {
            Page page = tab.page();
            page.getByLabel("Search the lines loaded below").fill("FILE 42 OF");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-hits]")).hasText("1 of 1 lines");
            assertInPanel(page.locator(".line.now"));
            assertThat(page.locator("[data-follow]")).not().isChecked();

            page.locator(".line.now .at").focus();
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("#a" + attempt + "-o\\d+$"));
            page.reload();
            assertThat(page.locator(".line.here")).containsText("copied file 42 of 500");
            assertInPanel(page.locator(".line.here"));

            page.getByLabel("follow").check();
            runner.print(run, attempt, "and one more\n");
            awaitText(tab, "and one more");
            assertInPanel(page.locator(".line").last());
            assertHarmless(tab);
        }
    }

    @Test
    void staysWhereAPersonReads() {
        RunId run = open();
        int attempt = runner.begin(run);
        runner.print(run, attempt, "a line\n".repeat(300));
        try (Tab tab = follow(run)) {
            assertShows(tab, run, attempt, "a line");
            Locator panel = tab.page().locator("[data-term]");
            panel.focus();
            tab.page().keyboard().press("Home");
            assertThat(tab.page().locator("[data-follow]")).not().isChecked();
            tab.page().waitForFunction("() => document.querySelector('[data-term]').scrollTop === 0");

            runner.print(run, attempt, "what came later\n");
            awaitText(tab, "what came later");

            assertThat(panel.evaluate("p => p.scrollTop")).isEqualTo(0);
        }
    }

    @Test
    void opensAGateByKeyboardAlone() {
        RunId run = stages.atGate(Stages.FIRST);
        try (Tab tab = follow(run)) {
            Page page = tab.page();
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to content")).isFocused();
            page.keyboard().press("Enter");
            typeInto(page, "input[type=date]", "11212026");
            typeInto(
                    page, "input[name=answer-proved], input[id^=q-][type=text]", "on tape 12, read by the night shift");
            reach(page, "button[value=approve]");
            page.keyboard().press("Enter");

            assertThat(page.getByRole(AriaRole.STATUS).getByText("The gate was opened."))
                    .isVisible();
            assertThat(page.locator("[data-run-state]")).hasText("about to begin a step");
            assertHarmless(tab);
        }
    }

    @Test
    void keepsWhatIsTypedWhileTheRunGoesOn() {
        RunId run = open();
        try (Tab tab = follow(run)) {
            tab.page().getByLabel("Why").fill("the disk makes noises");
            runner.begin(run);
            runner.end(run, new AttemptResult.Proved("every check holds"));
            assertThat(tab.page().locator("#run-attempts")).containsText("proved");

            assertThat(tab.page().getByLabel("Why")).hasValue("the disk makes noises");
            assertThat(tab.page().getByLabel("Why")).isFocused();
            assertHarmless(tab);
        }
    }

    private static void typeInto(Page page, String selector, String text) {
        reach(page, selector);
        page.keyboard().type(text);
    }

    /** Presses Tab until the element has the focus. */
    private static void reach(Page page, String selector) {
        for (int i = 0; i < 80; i++) {
            if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("not reached by Tab: " + selector);
    }

    /** A run that is ready for its first step. */
    private RunId open() {
        RunId run = stages.atGate(Stages.FIRST);
        DemoRun.approve(runner, run, console.clock());
        return run;
    }

    private Tab follow(RunId run) {
        Tab tab = operator.tab();
        tab.page().navigate("/runs/" + run);
        assertThat(state(tab)).hasText("live");
        return tab;
    }

    private static Locator state(Tab tab) {
        return tab.page().locator("[data-feed-state]");
    }

    private static String text(Tab tab) {
        return (String) tab.page().locator(LINES).evaluate("lines => lines.textContent");
    }

    private String log(RunId run, int attempt) {
        return new String(runner.log(run, attempt), StandardCharsets.UTF_8);
    }

    private void assertShows(Tab tab, RunId run, int attempt, String end) {
        awaitText(tab, end);
        assertThat(text(tab)).isEqualTo(log(run, attempt));
    }

    private static void awaitLater(Tab tab, boolean offered) {
        tab.page()
                .waitForFunction("offered => document.querySelector('[data-later-edge]').hidden !== offered", offered);
    }

    /** Playwright's own assertions are slow where there are thousands of lines. */
    private static void awaitText(Tab tab, String text) {
        tab.page().waitForFunction("t => document.querySelector('[data-lines]').textContent.includes(t)", text);
    }

    private static void assertInPanel(Locator line) {
        line.page().waitForFunction("""
                line => {
                  const [a, b] = [line, line.closest('[data-term]')].map(e => e.getBoundingClientRect());
                  return a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
                }""", line.elementHandle());
    }

    /** Nothing that was printed became markup, and the browser has nothing to complain of but the cut lines. */
    private static void assertHarmless(Tab tab) {
        assertThat(tab.page().locator(LINES + " :is(script, img, pre, a:not(.at))"))
                .hasCount(0);
        assertThat(tab.complaints())
                .filteredOn(c -> !(c.contains("net::ERR_") && c.contains("/feed?")))
                .isEmpty();
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }
}
