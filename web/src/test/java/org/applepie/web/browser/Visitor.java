package org.applepie.web.browser;

import com.microsoft.playwright.BrowserContext;
import org.applepie.web.demo.Chromium;

/** Somebody with a browser window and its cookies. */
final class Visitor implements AutoCloseable {

    private static final String REPORT_VIOLATIONS = """
            addEventListener('securitypolicyviolation',
                e => console.error(`Content Security Policy: ${e.violatedDirective} stopped ${e.blockedURI} ${e.sample}`))""";

    private final BrowserContext context;

    Visitor(BrowserContext context) {
        this.context = context;
        context.addInitScript(REPORT_VIOLATIONS);
    }

    Visitor signedIn(String username) {
        try (Tab tab = tab()) {
            Chromium.signIn(tab.page(), username);
        }
        return this;
    }

    Tab tab() {
        return new Tab(context.newPage());
    }

    @Override
    public void close() {
        context.close();
    }
}
