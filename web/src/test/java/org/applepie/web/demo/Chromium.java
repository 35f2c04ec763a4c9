package org.applepie.web.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The system's Chromium; nothing is downloaded. {@code APPLEPIE_CHROMIUM} names another one. */
public final class Chromium {

    private static final Path PROGRAM =
            Path.of(Optional.ofNullable(System.getenv("APPLEPIE_CHROMIUM")).orElse("/usr/bin/chromium"));

    private Chromium() {}

    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    public static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    public static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setChromiumSandbox(!"root".equals(System.getProperty("user.name")))
                        .setArgs(List.of(
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
    }

    /** Signs in as one of the demo's people. */
    public static void signIn(Page page, String username) {
        page.navigate("/login");
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(DemoConsole.PASSWORD);
        page.locator("main button[type=submit]").click();
        page.waitForURL("**/");
    }
}
