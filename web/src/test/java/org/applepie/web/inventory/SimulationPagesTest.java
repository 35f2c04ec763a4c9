package org.applepie.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Inventory;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.run.RunId;
import org.applepie.domain.runbook.Runbook;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemorySimulation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Simulated servers are offered, marked wherever they appear, and ended again. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class SimulationPagesTest {

    private static final String BADGE = "only in the memory of this console\">simulated</span>";
    private static final String TRY = "action=\"/simulated-servers\"";
    private static final String END = "action=\"/simulated-servers/end\"";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private Inventory inventory;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private MemorySimulation simulation;

    @BeforeEach
    void people() {
        console.people();
        console.servers();
        simulation.end("test");
    }

    @AfterEach
    void end() {
        simulation.end("test");
        simulation.mark(DemoServers.MAIL, false);
    }

    private MockHttpServletResponse tool(MockHttpServletRequestBuilder request, String who) throws Exception {
        return mvc.perform(request.header("Authorization", "Bearer " + console.token(who)))
                .andReturn()
                .getResponse();
    }

    private MockHttpSession signedIn(String who) throws Exception {
        return (MockHttpSession) mvc.perform(post("/login")
                        .param("username", who)
                        .param("password", DemoConsole.PASSWORD)
                        .with(csrf()))
                .andReturn()
                .getRequest()
                .getSession();
    }

    private String page(String path, MockHttpSession session) throws Exception {
        MockHttpServletResponse answer =
                mvc.perform(get(path).session(session)).andReturn().getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    @Test
    void startsListsAndEndsThemForTools() throws Exception {
        assertThat(tool(post("/api/v1/simulated-servers"), "operator").getStatus())
                .isEqualTo(201);
        Server server = simulation.running().getFirst();

        assertThat(tool(post("/api/v1/simulated-servers"), "operator").getStatus())
                .isEqualTo(409);
        assertThat(tool(get("/api/v1/simulated-servers"), "viewer").getContentAsString())
                .contains("\"offered\":true", server.id().toString());
        assertThat(tool(delete("/api/v1/simulated-servers"), "operator").getStatus())
                .isEqualTo(200);
        assertThat(simulation.running()).isEmpty();
        assertThat(tool(delete("/api/v1/simulated-servers"), "operator").getStatus())
                .isEqualTo(409);
    }

    @Test
    void offersTheButtonToWhoMayOperateAndTheOtherOneOnceTheyRun() throws Exception {
        MockHttpSession operator = signedIn("operator");
        MockHttpSession viewer = signedIn("viewer");

        assertThat(page("/servers", operator)).contains(TRY).doesNotContain(END);
        assertThat(page("/servers", viewer)).doesNotContain(TRY, END);
        mvc.perform(post("/simulated-servers").session(operator).with(csrf()));

        assertThat(simulation.running()).hasSize(1);
        assertThat(page("/servers", operator)).contains(END, "are booting").doesNotContain(TRY);
        assertThat(page("/servers", viewer)).doesNotContain(TRY, END);
        mvc.perform(post("/simulated-servers/end").session(operator).with(csrf()));
        assertThat(simulation.running()).isEmpty();
    }

    @Test
    void marksASimulatedServerOnEveryPageThatShowsIt() throws Exception {
        Runbook book = console.compile(DemoServers.MAIL);
        RunId run = console.start(book);
        trail.record("operator", "run-started", "run:" + run, "Started", "{}");
        MockHttpSession operator = signedIn("operator");
        String server = "/servers/" + DemoServers.MAIL;
        String reading =
                inventory.latestReading(DemoServers.MAIL).orElseThrow().id().toString();
        List<Drive> drives = inventory.drivesOf(DemoServers.MAIL);
        List<String> pages = List.of(
                "/",
                "/servers",
                server,
                server + "/edit",
                server + "/host-key",
                server + "/runbooks/new",
                server + "/readings/" + reading,
                server + "/comparison?from=" + reading + "&to=" + reading,
                "/runbooks/" + book.id(),
                "/runs",
                "/runs/" + run,
                "/runs/" + run + "/sections",
                "/runs/" + run + "/repair-sheet",
                "/drives",
                "/drives/" + drives.getFirst().id(),
                "/audit?subject=run:" + run);

        for (String path : pages) {
            assertThat(page(path, operator)).as(path).doesNotContain(BADGE);
        }
        simulation.mark(DemoServers.MAIL, true);
        for (String path : pages) {
            assertThat(page(path, operator)).as(path).contains(BADGE);
        }
    }
}
