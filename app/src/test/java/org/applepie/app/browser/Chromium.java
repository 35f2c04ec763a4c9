package org.applepie.app.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system's Chromium with one page of the console, signed in. {@code APPLEPIE_CHROMIUM} names another one. */
public final class Chromium implements AutoCloseable {

    private static final Path PROGRAM =
            Path.of(Optional.ofNullable(System.getenv("APPLEPIE_CHROMIUM")).orElse("/usr/bin/chromium"));

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                    .setArgs(List.of("--disable-background-networking", "--disable-sync", "--no-first-run")));
    private final Page page;

    private Chromium(String address) {
        BrowserContext window = browser.newContext(new Browser.NewContextOptions().setBaseURL(address));
        window.setDefaultTimeout(60_000);
        page = window.newPage();
    }

    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** @param address of the console: scheme, host and port, and nothing after them */
    public static Chromium signedIn(String address, String username, String password) {
        Chromium chromium = new Chromium(address);
        chromium.signIn(username, password);
        return chromium;
    }

    /** Nobody is signed in. */
    public static Chromium at(String address) {
        return new Chromium(address);
    }

    private void signIn(String username, String password) {
        page.navigate("/login");
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(password);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/");
    }

    /** The one page; its addresses may be given as paths. */
    public Page page() {
        return page;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
