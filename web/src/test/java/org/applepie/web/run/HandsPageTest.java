package org.applepie.web.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.Map;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.run.RunId;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemoryRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class HandsPageTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private MemoryRunner runner;

    private MockHttpSession session = new MockHttpSession();
    private RunId run;

    @BeforeEach
    void handOut() throws Exception {
        console.people();
        console.servers();
        run = console.start(console.compileWithHands(DemoServers.MAIL));
        runner.begin(run);
        session = (MockHttpSession) mvc.perform(post("/login")
                        .with(csrf())
                        .param("username", "operator")
                        .param("password", DemoConsole.PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();
    }

    @Test
    void asksPeopleOnTheRunPage() throws Exception {
        String page = page("/runs/" + run);

        assertThat(page)
                .contains("waits for hands", "Put the sticker apple on", "Where does pie sit?", "Card to print");
    }

    @Test
    void printsTheCardWithItsNumber() throws Exception {
        assertThat(page("/runs/" + run + "/attempts/1/card")).contains("Card 1: Put the stickers on", "mail1");
        assertThat(status("/runs/" + run + "/attempts/2/card")).isEqualTo(404);
    }

    @Test
    void takesTheAnswersOfTheForm() throws Exception {
        mvc.perform(post("/runs/" + run + "/commands")
                .session(session)
                .with(csrf())
                .param("type", "done")
                .param("step", "stickers")
                .param("version", version())
                .param("answer-position", "bay 2")
                .param("answer-label", "pie"));

        assertThat(report().answers()).isEqualTo(Map.of("position", "bay 2", "label", "pie"));
    }

    @Test
    void takesTheAnswersOfATool() throws Exception {
        MockHttpServletResponse refused = tool("{\"label\":\"apple\"}");
        assertThat(refused.getStatus()).isEqualTo(400);
        assertThat(refused.getContentAsString()).contains("answer-position", "answer-label");

        MockHttpServletResponse answer = tool("{\"position\":\"bay 2\",\"label\":\"pie\"}");
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(report().done()).isTrue();
    }

    @Test
    void tellsToolsThatItWaitsForHands() throws Exception {
        assertThat(page("/api/v1/runs/" + run)).contains("\"state\":\"in-hands\"", "\"kind\":\"hands\"");
    }

    private MockHttpServletResponse tool(String answers) throws Exception {
        String body =
                "{\"type\":\"done\",\"step\":\"stickers\",\"version\":%s,\"answers\":%s}".formatted(version(), answers);
        return mvc.perform(post("/api/v1/runs/" + run + "/commands")
                        .header("Authorization", "Bearer " + console.token("operator"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .andReturn()
                .getResponse();
    }

    private HandReport report() {
        return runner.find(run).orElseThrow().run().report().orElseThrow();
    }

    private String version() {
        return Long.toString(runner.find(run).orElseThrow().run().version());
    }

    private String page(String path) throws Exception {
        return answer(path).getContentAsString();
    }

    private int status(String path) throws Exception {
        return answer(path).getStatus();
    }

    private MockHttpServletResponse answer(String path) throws Exception {
        return mvc.perform(get(path).session(session)).andReturn().getResponse();
    }
}
