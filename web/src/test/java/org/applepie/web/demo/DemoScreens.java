package org.applepie.web.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** Takes pictures of a console that runs already, for people to look at. */
public final class DemoScreens {

    private DemoScreens() {}

    /** @param args address of the console, directory for the pictures, width, {@code light} or {@code dark}, then paths */
    public static void main(String[] args) {
        try (Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setBaseURL(args[0])
                    .setViewportSize(Integer.parseInt(args[2]), 900)
                    .setColorScheme(args[3].equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
            Page page = context.newPage();
            page.onConsoleMessage(message -> System.out.println(message.type() + ": " + message.text()));
            Chromium.signIn(page, "administrator");
            for (String path : List.of(args).subList(4, args.length)) {
                page.navigate(path);
                page.waitForTimeout(path.startsWith("/runs/") ? 1500 : 300);
                Object wider = page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                String name = path.replaceAll("[^a-z0-9]+", "-") + "-" + args[2] + "-" + args[3] + ".png";
                int height = ((Number) page.evaluate("() => document.documentElement.scrollHeight")).intValue();
                // A picture of a whole long page is more than the browser can make.
                page.setViewportSize(Integer.parseInt(args[2]), Math.clamp(height, 600, 3600));
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(args[1], name)));
                page.setViewportSize(Integer.parseInt(args[2]), 900);
                System.out.println(name + " wider by " + wider);
            }
        }
    }
}
