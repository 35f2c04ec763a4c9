package org.applepie.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.applepie.web.demo.DemoServers;
import org.junit.jupiter.api.Test;

/** The page on which a goal is chosen. */
@RequiresChromium
class CompileInBrowserTest {

    @Test
    void asksForAGoalOnlyWhatBelongsToIt() {
        try (OpenConsole console = OpenConsole.start()) {
            console.demo().people();
            console.demo().servers();
            try (Visitor operator = console.visitor().signedIn("operator");
                    Tab tab = operator.tab()) {
                Page page = tab.page();
                page.navigate("/servers/" + DemoServers.MAIL + "/runbooks/new");
                Locator drive = page.locator("#target");
                Locator kernel = page.locator("#kernel");
                assertThat(drive).isVisible();
                assertThat(kernel).isHidden();

                page.getByLabel("Rebuild the initial RAM disk").check();
                assertThat(drive).isHidden();
                assertThat(kernel).isVisible();

                page.getByLabel("Prove that each drive").check();
                assertThat(drive).isHidden();
                assertThat(kernel).isHidden();
            }
        }
    }
}
