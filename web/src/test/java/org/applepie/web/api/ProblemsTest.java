package org.applepie.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.net.URI;
import java.util.stream.Stream;
import org.applepie.domain.inventory.ServerId;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemoryInventory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Bad input gets a problem detail, and changes nothing. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class ProblemsTest {

    private static final String MAIL = "/api/v1/servers/" + DemoServers.MAIL;
    private static final String NOWHERE = "00000000-0000-4000-8000-00000000abcd";
    private static final String NEW_SERVER = "{\"name\":\"%s\",\"address\":\"%s\",\"port\":%s,\"username\":\"root\"}";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private MemoryInventory inventory;

    private String token;

    @BeforeEach
    void aToolOfAnOperator() {
        console.people();
        console.servers();
        token = console.token("operator");
    }

    static Stream<Arguments> badRequests() {
        String long300k = "{\"name\":\"" + "x".repeat(300_000) + "\"}";
        return Stream.of(
                bad(400, "POST", "/api/v1/servers", "{\"name\":"),
                bad(400, "POST", "/api/v1/servers", "[]"),
                bad(400, "POST", "/api/v1/servers", "null"),
                bad(400, "POST", "/api/v1/servers", ""),
                bad(400, "POST", "/api/v1/servers", "{} trailing"),
                bad(400, "POST", "/api/v1/servers", "{\"nmae\":\"misspelt\"}"),
                bad(400, "POST", "/api/v1/servers", "{\"name\":{\"$ne\":1}}"),
                bad(400, "POST", "/api/v1/servers", "{}"),
                bad(400, "POST", "/api/v1/servers", NEW_SERVER.formatted("a", "", "22")),
                bad(400, "POST", "/api/v1/servers", NEW_SERVER.formatted("a", "h", "0")),
                bad(400, "POST", "/api/v1/servers", NEW_SERVER.formatted("a", "h", "65536")),
                bad(400, "POST", "/api/v1/servers", NEW_SERVER.formatted("a", "h", "\"22; reboot\"")),
                bad(400, "POST", "/api/v1/servers", withLegacy("true")),
                bad(400, "POST", "/api/v1/servers", withLegacy("\"old mail server\"")),
                bad(400, "POST", "/api/v1/servers", withLegacy("{}")),
                bad(400, "POST", "/api/v1/servers", withLegacy("{\"allowed\":true}")),
                bad(400, "POST", "/api/v1/servers", withLegacy("{\"allowed\":true,\"reason\":\" \"}")),
                bad(400, "POST", "/api/v1/servers", withLegacy("{\"reason\":\"old\"}")),
                bad(400, "POST", "/api/v1/servers", withLegacy("{\"allowed\":\"perhaps\",\"reason\":\"old\"}")),
                bad(400, "POST", "/api/v1/servers", withLegacy("{\"allow\":true,\"reason\":\"old\"}")),
                bad(400, "PATCH", MAIL, "{\"version\":1,\"legacyAlgorithms\":{\"allowed\":false}}"),
                bad(409, "PATCH", MAIL, "{\"version\":99,\"legacyAlgorithms\":{\"allowed\":true,\"reason\":\"old\"}}"),
                bad(409, "POST", "/api/v1/servers", NEW_SERVER.formatted("mail1", "h", "22")),
                bad(413, "POST", "/api/v1/servers", long300k),
                bad(404, "GET", "/api/v1/servers/" + NOWHERE, ""),
                bad(404, "GET", "/api/v1/servers/not-an-id", ""),
                bad(400, "GET", "/api/v1/servers/..%2f..%2fetc%2fpasswd", ""),
                bad(404, "GET", "/api/v1/nowhere", ""),
                bad(405, "PUT", "/api/v1/servers", "{}"),
                bad(400, "PATCH", MAIL, "{\"name\":\"x\"}"),
                bad(409, "PATCH", MAIL, "{\"name\":\"x\",\"version\":99}"),
                bad(400, "PATCH", MAIL, "{\"environment\":\"prod\",\"version\":1}"),
                bad(400, "PATCH", MAIL, "{\"version\":\"one\"}"),
                bad(409, "DELETE", MAIL + "?version=99", ""),
                bad(400, "DELETE", MAIL, ""),
                bad(400, "PUT", MAIL + "/host-key", "{}"),
                bad(409, "PUT", MAIL + "/host-key", "{\"fingerprint\":\"SHA256:other\"}"),
                bad(404, "PUT", "/api/v1/servers/" + NOWHERE + "/host-key", "{\"fingerprint\":\"x\"}"),
                bad(502, "GET", "/api/v1/servers/" + DemoServers.MIRRORED + "/host-key", ""),
                bad(404, "GET", MAIL + "/readings/" + NOWHERE, ""),
                bad(404, "GET", "/api/v1/servers/" + DemoServers.NEW + "/readings/latest", ""),
                bad(409, "PATCH", "/api/v1/drives/" + DemoServers.PIE.value(), "{\"label\":\"x\",\"version\":99}"),
                bad(400, "POST", "/api/v1/runbooks", "{\"serverId\":\"" + DemoServers.MAIL + "\"}"),
                bad(400, "POST", "/api/v1/runbooks", goal(DemoServers.MAIL, "{\"type\":\"format-everything\"}")),
                bad(
                        400,
                        "POST",
                        "/api/v1/runbooks",
                        goal(DemoServers.MAIL, "{\"type\":\"mirror-root\",\"target\":\"x\"}")),
                bad(422, "POST", "/api/v1/runbooks", goal(DemoServers.UNKNOWN, "{\"type\":\"mirror-root\"}")),
                bad(422, "POST", "/api/v1/runbooks", goal(DemoServers.FOREIGN, "{\"type\":\"mirror-root\"}")),
                bad(404, "GET", "/api/v1/runbooks/" + NOWHERE, ""),
                bad(400, "POST", "/api/v1/runs", "{}"),
                bad(409, "POST", "/api/v1/runs", "{\"runbookId\":\"" + NOWHERE + "\",\"digest\":\"x\"}"),
                bad(403, "POST", "/api/v1/runs/unrehearsed", "{}"),
                bad(404, "POST", "/api/v1/runs/" + NOWHERE + "/commands", "{\"type\":\"done\",\"version\":1}"),
                bad(404, "GET", "/api/v1/runs/" + NOWHERE, ""),
                bad(404, "GET", "/api/v1/runs/" + NOWHERE + "/feed", ""),
                bad(404, "POST", "/api/v1/runs/" + NOWHERE + "/commands", "{\"type\":\"stop\",\"version\":1}"),
                bad(404, "POST", "/api/v1/runs/" + NOWHERE + "/gates/x", "{\"digest\":\"x\",\"decision\":\"approve\"}"),
                bad(404, "GET", "/api/v1/runs/" + NOWHERE + "/attempts/1/output", ""),
                bad(400, "GET", "/api/v1/audit/export?format=xlsx", ""),
                bad(404, "GET", "/api/v1/audit?limit=many", ""));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void getsAProblemDetail(int status, String method, String path, String body) throws Exception {
        MockHttpServletResponse answer = perform(method, path, body, "application/json");

        assertThat(answer.getStatus())
                .as("%s %s: %s", method, path, answer.getContentAsString())
                .isEqualTo(status);
        assertThat(answer.getContentType()).startsWith("application/problem+json");
        assertThat(answer.getContentAsString())
                .contains("\"status\":" + status)
                .doesNotContain("org.applepie", "java.", "at com.", "Exception", "jackson");
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void changesNothing(int status, String method, String path, String body) throws Exception {
        String before = inventory.servers(true).toString() + inventory.drives("", 1000, 0);

        perform(method, path, body, "application/json");

        assertThat(inventory.servers(true).toString() + inventory.drives("", 1000, 0))
                .isEqualTo(before);
    }

    @Test
    void refusesWhatIsNoJson() throws Exception {
        assertThat(perform("POST", "/api/v1/servers", "<server/>", "application/xml")
                        .getStatus())
                .isEqualTo(415);
    }

    @Test
    void namesEveryReasonWithCauseAndRemedy() throws Exception {
        String body = goal(DemoServers.FOREIGN, "{\"type\":\"mirror-root\"}");

        assertThat(perform("POST", "/api/v1/runbooks", body, "application/json").getContentAsString())
                .contains("\"refusals\":[{", "\"code\":\"target-not-blank\"", "\"cause\":", "\"remedy\":", "photos");
    }

    private static Arguments bad(int status, String method, String path, String body) {
        return Arguments.of(status, method, path, body);
    }

    private static String withLegacy(String json) {
        String plain = NEW_SERVER.formatted("a", "h", "22");
        return plain.substring(0, plain.length() - 1) + ",\"legacyAlgorithms\":" + json + "}";
    }

    private static String goal(ServerId server, String goal) {
        return "{\"serverId\":\"" + server + "\",\"goal\":" + goal + "}";
    }

    private MockHttpServletResponse perform(String method, String path, String body, String type) throws Exception {
        MockHttpServletRequestBuilder request =
                request(HttpMethod.valueOf(method), URI.create(path)).header("Authorization", "Bearer " + token);
        if (!body.isEmpty() || !method.equals("GET")) {
            request.contentType(type).content(body);
        }
        return mvc.perform(request).andReturn().getResponse();
    }
}
