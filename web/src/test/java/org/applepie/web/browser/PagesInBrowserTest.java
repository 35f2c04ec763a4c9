package org.applepie.web.browser;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.applepie.domain.inventory.DriveId;
import org.applepie.domain.run.AttemptResult;
import org.applepie.web.demo.DemoServers;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every page, wide and narrow, light and dark: accessible, within its window, and without a complaint of the browser. With
 * the system property {@code applepie.pictures} naming a directory, takes a picture of each.
 */
@RequiresChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesInBrowserTest {

    private static final List<View> VIEWS = List.of(
            new View(1280, ColorScheme.LIGHT, true),
            new View(1280, ColorScheme.DARK, false),
            new View(390, ColorScheme.DARK, true),
            new View(390, ColorScheme.LIGHT, false));

    private static final String PICTURES = System.getProperty("applepie.pictures", "");

    private final OpenConsole console = OpenConsole.start();
    private final Stages stages = new Stages(console);

    /** {@code newWidth} is false if only the colours differ from the view before. */
    private record View(int width, ColorScheme colours, boolean newWidth) {
        @Override
        public String toString() {
            return width + " wide, " + colours.name().toLowerCase(Locale.ROOT);
        }
    }

    @AfterAll
    void close() {
        console.close();
    }

    /** In this order: the console fills from one stage to the next. */
    @TestFactory
    Stream<DynamicTest> everyPage() {
        return Stream.<Supplier<Stream<DynamicTest>>>of(
                        () -> seenBy("", firstStart()),
                        () -> seenBy("administrator", emptyConsole()),
                        () -> seenBy("", entrance()),
                        () -> seenBy("viewer", viewersPages()),
                        () -> seenBy("administrator", fullConsole()))
                .flatMap(Supplier::get);
    }

    private static List<Scene> firstStart() {
        return List.of(Scene.at("/", "first start"));
    }

    private static List<Scene> emptyConsole() {
        return List.of(
                Scene.at("/", "board without servers"),
                Scene.at("/servers", "no servers"),
                Scene.at("/drives", "no drives"),
                Scene.at("/runs", "no runs"),
                Scene.at("/audit", "empty trail"),
                Scene.at("/tokens", "no tokens"));
    }

    private static List<Scene> entrance() {
        return List.of(Scene.at("/login", "login"), new Scene("login refused", page -> {
            page.navigate("/login");
            page.getByLabel("User name").fill("nobody");
            page.getByLabel("Password").fill("nothing of mine");
            page.locator("main button").click();
            page.waitForLoadState();
        }));
    }

    private List<Scene> viewersPages() {
        console.demo().fill(0);
        return List.of(
                Scene.at("/", "board for a viewer"),
                Scene.at("/servers/" + DemoServers.MAIL, "server for a viewer"),
                Scene.run(stages.atGate(Stages.FIRST), "run at a gate for a viewer"),
                Scene.run(stages.inHands(), "run in hands for a viewer"),
                Scene.at("/drives/" + DemoServers.PIE, "drive for a viewer"),
                Scene.at("/people", "forbidden"));
    }

    private List<Scene> fullConsole() {
        return Stream.of(inventory(), runbooks(), runs(), people(), machines())
                .flatMap(List::stream)
                .toList();
    }

    private List<Scene> inventory() {
        String mail = "/servers/" + DemoServers.MAIL;
        List<UUID> readings = console.inventory().readings(DemoServers.MAIL, 10).stream()
                .map(r -> r.id())
                .toList();
        return List.of(
                Scene.at("/", "board"),
                Scene.at("/servers", "servers"),
                Scene.at("/servers/new", "server form"),
                Scene.at(mail + "/edit", "server form, edit"),
                Scene.at(mail, "server with disk map"),
                Scene.at("/servers/" + DemoServers.REBUILDING, "server, rebuilding"),
                Scene.at("/servers/" + DemoServers.UNKNOWN, "server, mostly unknown"),
                Scene.at("/servers/" + DemoServers.NEW, "server, new"),
                Scene.at("/servers/" + DemoServers.MIRRORED + "/recovery-card", "recovery card"),
                Scene.at("/servers/" + DemoServers.NEW + "/recovery-card", "recovery card, never read"),
                Scene.at("/servers/" + DemoServers.OLD, "server, old SSH algorithms allowed"),
                new Scene("server, form for old SSH algorithms", page -> {
                    page.navigate("/servers/" + DemoServers.NEW);
                    page.getByText("Old SSH algorithms: refused").click();
                }),
                Scene.at("/servers/" + DemoServers.NEW + "/host-key", "host key, new"),
                Scene.at("/servers/" + DemoServers.OLD + "/host-key", "host key, old server"),
                Scene.at("/servers/" + DemoServers.CHANGED + "/host-key", "host key, another"),
                Scene.at(mail + "/readings/" + readings.getFirst(), "reading"),
                Scene.at(mail + "/comparison?from=" + readings.getFirst() + "&to=" + readings.getLast(), "comparison"),
                Scene.at("/drives", "drives"),
                Scene.at("/drives?q=zebra", "drives, none found"),
                Scene.at("/drives/" + DemoServers.PIE, "drive"),
                Scene.at("/drives/" + new DriveId(new UUID(0xd, 4)), "drive with a hostile name"),
                Scene.at("/nowhere/at/all", "not found"),
                Scene.at("/runs/" + UUID.randomUUID(), "run not found"));
    }

    /** From here on the server counts as simulated. */
    private List<Scene> machines() {
        String run = "/runs/" + stages.atConsole();
        return List.of(
                new Scene("machine of a simulated server", page -> {
                    console.simulation().mark(DemoServers.MAIL, true);
                    page.navigate("/servers/" + DemoServers.MAIL + "/machine");
                }),
                Scene.at("/servers/" + DemoServers.MAIL, "simulated server"),
                Scene.at(run, "run at the console of a simulated server"));
    }

    private List<Scene> runbooks() {
        return List.of(
                Scene.at("/servers/" + DemoServers.MAIL + "/runbooks/new", "compile"),
                Scene.press("/servers/" + DemoServers.FOREIGN + "/runbooks/new", "Read and compile", "compile refused"),
                Scene.at("/runbooks/" + console.demo().compile(DemoServers.MAIL).id(), "runbook"),
                Scene.at(
                        "/runbooks/"
                                + console.demo()
                                        .compileWithHands(DemoServers.MAIL)
                                        .id(),
                        "runbook with steps by hand"));
    }

    private List<Scene> runs() {
        return List.of(
                Scene.at("/runs", "runs"),
                Scene.run(stages.inFlight(), "run in flight"),
                Scene.run(stages.copying(), "run copying"),
                Scene.run(stages.updating(), "run updating a copy"),
                Scene.run(stages.lost(), "run with a lost link"),
                Scene.run(stages.atGate(Stages.FIRST), "run at a gate"),
                Scene.run(stages.atGate(Stages.LAST), "run at the point of no return"),
                Scene.run(stages.synchronising(), "run synchronising"),
                Scene.run(
                        stages.ended(new AttemptResult.Failed("the check /boot is mounted does not hold")),
                        "run failed"),
                Scene.run(stages.ended(new AttemptResult.Unknown("the boot id changed under the job")), "run unknown"),
                Scene.run(stages.inHands(), "run in hands"),
                Scene.run(stages.inHandsAgain(), "run in hands, refused"),
                Scene.run(stages.atConsole(), "run at the console"),
                Scene.press("/runs/" + stages.inHands(), "Done, look whether it is so", "report refused"),
                Scene.at("/runs/" + stages.inHands() + "/attempts/1/card", "card"),
                Scene.at("/runs/" + stages.atConsole() + "/attempts/2/card", "card for the console"),
                Scene.run(stages.unrehearsed(), "run without a rehearsal"),
                Scene.run(stages.stopped(), "run stopped"),
                Scene.run(stages.onTheWayBack(), "run on the way back"),
                Scene.run(stages.rolledBack(), "run rolled back"),
                Scene.run(stages.abandoned(), "run abandoned"),
                Scene.run(stages.done(), "run done"),
                Scene.press("/runs/" + stages.atGate(Stages.LAST), "Open the gate", "gate refused"),
                Scene.at("/runs/" + stages.done() + "/repair-sheet", "repair sheet"),
                Scene.at("/runs/" + stages.inFlight() + "/repair-sheet", "repair sheet, draft"));
    }

    private List<Scene> people() {
        return List.of(
                Scene.at("/audit", "audit"),
                Scene.at("/audit?text=zebra", "audit, none found"),
                Scene.at("/audit/verification", "verification"),
                Scene.at("/people", "people"),
                new Scene("tokens", page -> {
                    page.navigate("/tokens");
                    page.getByLabel("Name").fill("ci");
                    page.locator("main").getByText("Make it").click();
                    page.waitForLoadState();
                }),
                Scene.at("/password", "password"));
    }

    /** What somebody sees; nobody is signed in if {@code username} is empty. */
    private Stream<DynamicTest> seenBy(String username, List<Scene> scenes) {
        if (!username.isEmpty()) {
            console.demo().people();
        }
        Visitor visitor =
                username.isEmpty() ? console.visitor() : console.visitor().signedIn(username);
        return scenes.stream().flatMap(scene -> {
            Showing showing = new Showing(visitor, scene);
            return VIEWS.stream().map(view -> dynamicTest(scene.name() + ", " + view, () -> showing.check(view)));
        });
    }

    /** One scene, opened once and looked at in each view. */
    private static final class Showing {

        private final Visitor visitor;
        private final Scene scene;
        private @Nullable Tab tab;

        Showing(Visitor visitor, Scene scene) {
            this.visitor = visitor;
            this.scene = scene;
        }

        void check(View view) {
            Tab open = tab == null ? visitor.tab() : tab;
            open.page().setViewportSize(view.width(), 900);
            open.page()
                    .emulateMedia(new Page.EmulateMediaOptions()
                            .setColorScheme(view.colours())
                            .setReducedMotion(ReducedMotion.REDUCE));
            if (tab == null) {
                tab = open;
                scene.open().accept(open.page());
            }
            String what = scene.name() + ", " + view;
            SoftAssertions softly = new SoftAssertions();
            softly.assertThat(view.newWidth() ? open.violations() : open.violationsOfColour())
                    .as("%s: accessibility", what)
                    .isEmpty();
            softly.assertThat(open.excessWidth())
                    .as("%s: pixels too wide", what)
                    .isNotPositive();
            softly.assertThat(open.complaints())
                    .as("%s: complaints of the browser", what)
                    .isEmpty();
            picture(open.page(), view);
            softly.assertAll();
            if (view.equals(VIEWS.getLast())) {
                open.close();
            }
        }

        private void picture(Page page, View view) {
            if (PICTURES.isEmpty()) {
                return;
            }
            int height = (int) page.evaluate("() => document.documentElement.scrollHeight");
            page.setViewportSize(view.width(), Math.clamp(height, 600, 3000));
            String name = (scene.name() + " " + view).replaceAll("[^a-z0-9]+", "-") + ".png";
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, name)));
        }
    }
}
