package org.applepie.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import org.applepie.domain.run.RunId;
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
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Screen, keyboard, switches and drives of a simulated server, and of no other. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class MachinePagesTest {

    private static final String MACHINE = "/servers/" + DemoServers.MAIL + "/machine";
    private static final String KEYBOARD = "Type at its keyboard";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private MemorySimulation simulation;

    @BeforeEach
    void simulate() {
        console.people();
        console.servers();
        simulation.mark(DemoServers.MAIL, true);
    }

    @AfterEach
    void end() {
        simulation.mark(DemoServers.MAIL, false);
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

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf())).andReturn().getResponse();
    }

    @Test
    void showsTheScreenAndTakesWhatIsTyped() throws Exception {
        MockHttpSession operator = signedIn("operator");

        assertThat(answer(get(MACHINE).session(operator)).getContentAsString())
                .contains("mailhost login: ", KEYBOARD, "Pull the plug", "Take pie out", ">simulated</span>");
        MockHttpServletResponse typed =
                answer(post(MACHINE).session(operator).param("what", "type").param("line", "<b>init 1</b>"));

        assertThat(typed.getStatus()).isEqualTo(303);
        assertThat(typed.getHeader("Location")).isEqualTo(MACHINE + "#machine-screen");
        assertThat(answer(get(MACHINE).session(operator)).getContentAsString()).contains("&lt;b&gt;init 1&lt;/b&gt;");
        assertThat(answer(get(MACHINE + "/screen").session(operator)).getContentAsString())
                .contains("\"on\":true", "init 1");
    }

    @Test
    void switchesAndDrivesAnswerToWhatTheyAre() throws Exception {
        MockHttpSession operator = signedIn("operator");

        answer(post(MACHINE).session(operator).param("what", "off"));
        answer(post(MACHINE).session(operator).param("what", "unplug").param("drive", "pie"));
        assertThat(answer(get(MACHINE).session(operator)).getContentAsString())
                .contains("It is off.", "Switch it on", "Put pie back")
                .doesNotContain("Pull the plug", "Take pie out");
        answer(post(MACHINE).session(operator).param("what", "plug").param("drive", "pie"));
        answer(post(MACHINE).session(operator).param("what", "plug").param("drive", "pie"));
        answer(post(MACHINE).session(operator).param("what", "on"));

        assertThat(answer(get(MACHINE).session(operator)).getContentAsString()).contains("Pull the plug");
    }

    @Test
    void aRealServerHasNoMachineHere() throws Exception {
        MockHttpSession operator = signedIn("operator");
        simulation.mark(DemoServers.MAIL, false);

        assertThat(answer(get(MACHINE).session(operator)).getStatus()).isEqualTo(404);
        assertThat(answer(post(MACHINE).session(operator).param("what", "off")).getStatus())
                .isEqualTo(404);
        assertThat(answer(get("/servers/" + DemoServers.MAIL).session(operator)).getContentAsString())
                .doesNotContain(MACHINE);
    }

    @Test
    void theRunPageOffersTheKeyboardWhereSomebodyIsToType() throws Exception {
        MockHttpSession operator = signedIn("operator");
        RunId run = console.start(console.compileAtConsole(DemoServers.MAIL));
        console.handOut(run);
        String page = "/runs/" + run;

        assertThat(answer(get(page).session(operator)).getContentAsString())
                .contains(KEYBOARD, "/js/machine-", "name=\"run\" value=\"" + run + "\"");
        assertThat(answer(get(page).session(signedIn("viewer"))).getContentAsString())
                .doesNotContain(KEYBOARD);
        assertThat(answer(post(MACHINE)
                                .session(operator)
                                .param("what", "control-c")
                                .param("run", run.toString()))
                        .getHeader("Location"))
                .isEqualTo(page + "#machine-screen");
        simulation.mark(DemoServers.MAIL, false);
        assertThat(answer(get(page).session(operator)).getContentAsString()).doesNotContain(KEYBOARD, "/js/machine-");
    }

    @Test
    void aStepWithoutTypingOnlyLeadsToTheMachine() throws Exception {
        MockHttpSession operator = signedIn("operator");
        RunId run = console.start(console.compileWithHands(DemoServers.MAIL));
        console.handOut(run);

        assertThat(answer(get("/runs/" + run).session(operator)).getContentAsString())
                .contains("href=\"" + MACHINE + "\"")
                .doesNotContain(KEYBOARD);
    }

    @Test
    void toolsDoTheSame() throws Exception {
        String api = "/api/v1" + MACHINE;
        assertThat(tool(get(api), "viewer").getStatus()).isEqualTo(403);
        assertThat(tool(get(api), "operator").getContentAsString()).contains("\"bays\":[{\"drive\":\"apple\"");
        assertThat(tool(json(api, "{\"what\":\"type\",\"line\":\"root\"}"), "operator")
                        .getContentAsString())
                .contains("root");
        assertThat(tool(json(api, "{\"what\":\"dance\"}"), "operator").getStatus())
                .isEqualTo(400);
        assertThat(tool(json(api, "{\"what\":\"plug\",\"drive\":\"pie\"}"), "operator")
                        .getStatus())
                .isEqualTo(409);
        simulation.mark(DemoServers.MAIL, false);
        assertThat(tool(json(api, "{\"what\":\"off\"}"), "operator").getStatus())
                .isEqualTo(404);
    }

    private static MockHttpServletRequestBuilder json(String path, String body) {
        return post(path).contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private MockHttpServletResponse tool(MockHttpServletRequestBuilder request, String who) throws Exception {
        return mvc.perform(request.header("Authorization", "Bearer " + console.token(who)))
                .andReturn()
                .getResponse();
    }
}
