package org.applepie.web.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/** A page in one of its states, and how to get there. */
record Scene(String name, Consumer<Page> open) {

    static Scene at(String path, String name) {
        return new Scene(name, page -> page.navigate(path));
    }

    /** A page of a run, once it is connected. */
    static Scene run(Object id, String name) {
        return new Scene(name, page -> {
            page.navigate("/runs/" + id);
            page.waitForFunction("() => /live|over/.test(document.querySelector('[data-feed-state]').textContent)");
        });
    }

    /** The page to which a button leads. */
    static Scene press(String path, String button, String name) {
        return new Scene(name, page -> {
            page.navigate(path);
            page.locator("main")
                    .getByText(button, new Locator.GetByTextOptions().setExact(true))
                    .first()
                    .click();
            page.waitForLoadState();
        });
    }
}
