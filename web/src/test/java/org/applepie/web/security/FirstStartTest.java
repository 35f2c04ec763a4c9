package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import org.applepie.web.demo.DemoApplication;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** A console that nobody has set up yet; the property only keeps its context from those that are. */
@SpringBootTest(classes = DemoApplication.class, properties = "demo.first-start=true")
@AutoConfigureMockMvc
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private SetUpDoor door;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/servers", "/login", "/runs", "/audit", "/people", "/tokens", "/nowhere"})
    @Order(1)
    void leadsEveryPageToTheSetUp(String path) throws Exception {
        assertThat(perform(get(path)).getRedirectedUrl()).isEqualTo("/setup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/servers", "/api/v1/runs", "/v3/api-docs", "/api/v1/nowhere"})
    @Order(1)
    void tellsToolsThatItIsNotSetUp(String path) throws Exception {
        assertThat(perform(get(path)).getStatus()).isEqualTo(503);
        assertThat(perform(get(path).header("Authorization", "Bearer apie_x")).getStatus())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/setup", "/css/applepie.css", "/js/theme.js", "/webjars/bootstrap/dist/css/bootstrap.min.css"})
    @Order(1)
    void showsThePageOfTheSetUp(String path) throws Exception {
        assertThat(perform(get(path)).getStatus()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void putsTheCursorWhereTheTokenGoes() throws Exception {
        assertThat(perform(get("/setup")).getContentAsString())
                .containsPattern("<input[^>]* id=\"token\"[^>]* autofocus");
    }

    @Test
    @Order(2)
    void takesTheTokenOnceAndGivesAToolItsFirstOne(CapturedOutput log) throws Exception {
        door.announce();
        String token = log.getOut().replaceAll("(?s).*(setup_[A-Za-z0-9_-]+).*", "$1");

        assertThat(setUp("setup_wrong", "ada").getStatus()).isEqualTo(403);
        assertThat(setUp(token, "Not A Name").getStatus()).isEqualTo(400);
        MockHttpServletResponse done = setUp(token, "ada");
        assertThat(done.getStatus()).isEqualTo(201);
        assertThat(setUp(token, "eve").getStatus()).isEqualTo(403);

        String apiToken = done.getContentAsString().replaceAll(".*\"apiToken\":\"([^\"]+)\".*", "$1");
        assertThat(perform(get("/api/v1/servers").header("Authorization", "Bearer " + apiToken))
                        .getStatus())
                .isEqualTo(200);
        assertThat(perform(get("/setup")).getRedirectedUrl()).isEqualTo("/login");
    }

    private MockHttpServletResponse setUp(String token, String username) throws Exception {
        String body = """
                {"token":"%s","username":"%s","password":"ladder orchard basket","issueToken":true}""".formatted(token, username);
        return perform(post("/api/v1/setup").contentType("application/json").content(body));
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }
}
