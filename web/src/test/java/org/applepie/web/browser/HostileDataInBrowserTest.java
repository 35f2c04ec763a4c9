package org.applepie.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.DriveEvent;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.inventory.DriveState;
import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Endpoint;
import org.applepie.web.demo.DemoReadings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Names that a server or a drive gives itself are text on every page, whatever is in them. */
@RequiresChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileDataInBrowserTest {

    private static final String NAME = "\"><img src=x onerror=alert(1)>";
    private static final String MODEL = "$(reboot) {{7*7}} ${7*7}";
    private static final String LABEL = "<b>pie</b>";
    private static final ServerId SERVER = new ServerId(new UUID(0xbad, 1));
    private static final DriveId DRIVE = new DriveId(new UUID(0xbad, 2));

    private final OpenConsole console = OpenConsole.start();

    @AfterAll
    void close() {
        console.close();
    }

    @Test
    void showsNamesAsTheyAre() {
        fill();
        try (Visitor visitor = console.visitor().signedIn("operator");
                Tab tab = visitor.tab()) {
            assertShows(tab, "/", NAME);
            assertShows(tab, "/servers", NAME);
            assertShows(tab, "/servers/" + SERVER, NAME, LABEL, "<script>alert(1)</script>");
            assertShows(tab, "/drives", LABEL, MODEL, NAME);
            assertShows(tab, "/drives/" + DRIVE, LABEL, MODEL, NAME, "</li><script>alert(2)</script>");
            assertShows(tab, "/servers/" + SERVER + "/edit", "Log-in");
            assertShows(tab, "/servers/" + SERVER + "/runbooks/new", LABEL, MODEL);
            assertShows(tab, "/audit", "<script>alert(3)</script>");
        }
    }

    private void assertShows(Tab tab, String path, String... texts) {
        tab.page().navigate(path);
        String body = (String) tab.page().evaluate("() => document.querySelector('main').textContent");
        assertThat(body).as(path).contains(texts);
        assertThat((int) tab.page().evaluate("() => document.querySelectorAll('main :is(b, script, img)').length"))
                .as("elements made of names on %s", path)
                .isZero();
        assertThat(tab.complaints()).as(path).isEmpty();
    }

    private void fill() {
        console.demo().people();
        Instant now = console.clock().instant();
        console.inventory()
                .put(new Server(
                        SERVER,
                        NAME,
                        new Endpoint("192.0.2.66", 22),
                        "root",
                        Server.Environment.TEST,
                        Server.Authentication.CONSOLE_KEY,
                        Server.SudoMode.NOT_NEEDED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new LegacyPermit("\"></span><b>why</b>", "</p><b>who</b>", now)),
                        false,
                        1));
        console.inventory().put(SERVER, DemoReadings.singleDisk(now, "<script>alert(1)</script>", "m"));
        console.inventory()
                .put(
                        new Drive(
                                DRIVE,
                                new DriveIdentity("`id`", "", MODEL, 1_000_000),
                                LABEL,
                                "bay </td>",
                                "</textarea><b>note</b>",
                                new DriveState.Unmarked(),
                                Optional.of(new Drive.Seat(SERVER, NAME, now)),
                                Optional.of(now),
                                1),
                        new DriveEvent(now, "operator", "</li><script>alert(2)</script>"));
        console.trail().record("operator", "server-registered", "server:x", "<script>alert(3)</script>", "{}");
    }
}
