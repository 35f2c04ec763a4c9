package org.applepie.web.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.time.Clock;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.web.demo.Chromium;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.MemoryInventory;
import org.applepie.web.demo.MemoryRunner;
import org.applepie.web.demo.MemorySimulation;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A console with everything behind its doors in memory, on a port of its own, and one Chromium to look at it. */
final class OpenConsole implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Playwright playwright;
    private final Browser browser;

    private OpenConsole(ConfigurableApplicationContext context, Playwright playwright, Browser browser) {
        this.context = context;
        this.playwright = playwright;
        this.browser = browser;
    }

    static OpenConsole start() {
        ConfigurableApplicationContext context =
                SpringApplication.run(DemoApplication.class, "--server.port=0", "--server.address=127.0.0.1");
        Playwright playwright = Chromium.playwright();
        return new OpenConsole(context, playwright, Chromium.launch(playwright));
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    DemoConsole demo() {
        return context.getBean(DemoConsole.class);
    }

    MemoryRunner runner() {
        return context.getBean(MemoryRunner.class);
    }

    MemoryInventory inventory() {
        return context.getBean(MemoryInventory.class);
    }

    MemorySimulation simulation() {
        return context.getBean(MemorySimulation.class);
    }

    AuditTrail trail() {
        return context.getBean(AuditTrail.class);
    }

    Clock clock() {
        return context.getBean(Clock.class);
    }

    /** A browser window without cookies whose relative addresses begin with {@code address}. */
    Visitor visitor(String address) {
        return new Visitor(browser.newContext(new Browser.NewContextOptions().setBaseURL(address)));
    }

    Visitor visitorWithoutScripts() {
        return new Visitor(browser.newContext(
                new Browser.NewContextOptions().setBaseURL(address()).setJavaScriptEnabled(false)));
    }

    Visitor visitor() {
        return visitor(address());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        context.close();
    }
}
