package org.applepie.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import org.applepie.domain.inventory.LegacyPermit;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemoryInventory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

/** The permit for old SSH algorithms on pages and in the HTTP API. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class LegacyAlgorithmsTest {

    private static final String BADGE = ">old SSH algorithms<";
    private static final String API = "/api/v1/servers/";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private MemoryInventory inventory;

    private String token;
    private MockHttpSession session;

    @BeforeEach
    void fill() throws Exception {
        console.people();
        console.servers();
        token = console.token("operator");
        session = (MockHttpSession) mvc.perform(post("/login")
                        .param("username", "operator")
                        .param("password", DemoConsole.PASSWORD)
                        .with(csrf()))
                .andReturn()
                .getRequest()
                .getSession();
    }

    @Test
    void showsTheBadgeOnBoardListAndPageOfThatServerAlone() throws Exception {
        assertThat(page("/")).containsOnlyOnce(BADGE);
        assertThat(page("/servers")).containsOnlyOnce(BADGE);
        assertThat(page("/servers/" + DemoServers.OLD)).containsOnlyOnce(BADGE);
        assertThat(page("/servers/" + DemoServers.MAIL)).doesNotContain(BADGE);
    }

    @Test
    void saysWhoAllowedItWhyWhatIsWeakerAndWhichKeyToPutThere() throws Exception {
        assertThat(page("/servers/" + DemoServers.OLD))
                .contains("administrator on", "Debian 3.1 until the mail is moved", "What is weaker:", "ssh-rsa AAAA");
        assertThat(page("/servers/" + DemoServers.MAIL)).contains("What is weaker:", "Why it is needed");
    }

    @Test
    void showsTheFingerprintThatAnOldServerPrints() throws Exception {
        assertThat(page("/servers/" + DemoServers.OLD + "/host-key"))
                .contains("ssh_host_rsa_key.pub")
                .containsPattern("<code>([0-9a-f]{2}:){15}[0-9a-f]{2}</code>");
        assertThat(page("/servers/" + DemoServers.NEW + "/host-key"))
                .contains("ssh_host_ed25519_key.pub")
                .doesNotContain("before 6.8");
    }

    @Test
    void allowsAndWithdrawsByTheForm() throws Exception {
        submit(DemoServers.NEW, "true", " needed till spring ");
        assertThat(permit(DemoServers.NEW).reason()).isEqualTo("needed till spring");
        assertThat(permit(DemoServers.NEW).by()).isEqualTo("operator");

        submit(DemoServers.NEW, "false", "upgraded");
        assertThat(server(DemoServers.NEW).legacyAlgorithms()).isEmpty();
    }

    @Test
    void changesNothingWithoutAReason() throws Exception {
        submit(DemoServers.NEW, "true", " ");
        assertThat(server(DemoServers.NEW).legacyAlgorithms()).isEmpty();

        submit(DemoServers.OLD, "false", "");
        assertThat(server(DemoServers.OLD).legacyAlgorithms()).isPresent();
    }

    @Test
    void theEditFormKeepsThePermit() throws Exception {
        Server server = server(DemoServers.OLD);
        mvc.perform(post("/servers/" + DemoServers.OLD)
                        .param("version", Long.toString(server.version()))
                        .param("name", "mailhost2")
                        .param("address", "192.0.2.31")
                        .param("username", "root")
                        .with(csrf())
                        .session(session))
                .andReturn();

        assertThat(server(DemoServers.OLD).name()).isEqualTo("mailhost2");
        assertThat(server(DemoServers.OLD).legacyAlgorithms()).isPresent();
    }

    @Test
    void allowsAtRegistrationAndWithdrawsByPatch() throws Exception {
        MockHttpServletResponse made = tool(
                "POST",
                "/api/v1/servers",
                "{\"name\":\"old2\",\"address\":\"h\",\"username\":\"root\","
                        + "\"legacyAlgorithms\":{\"allowed\":true,\"reason\":\"Debian 3.1\"}}");

        assertThat(made.getStatus()).as(made.getContentAsString()).isEqualTo(201);
        assertThat(made.getContentAsString())
                .contains("\"legacyAlgorithms\":{", "\"reason\":\"Debian 3.1\"", "\"since\":\"");

        MockHttpServletResponse patched = tool(
                "PATCH",
                API + DemoServers.OLD,
                "{\"version\":2,\"legacyAlgorithms\":{\"allowed\":false,\"reason\":\"upgraded\"}}");
        assertThat(patched.getStatus()).as(patched.getContentAsString()).isEqualTo(200);
        assertThat(patched.getContentAsString()).contains("\"legacyAlgorithms\":null");
    }

    @Test
    void aPatchOfSomethingElseKeepsThePermit() throws Exception {
        MockHttpServletResponse patched =
                tool("PATCH", API + DemoServers.OLD, "{\"version\":2,\"name\":\"mailhost2\"}");

        assertThat(patched.getStatus()).isEqualTo(200);
        assertThat(server(DemoServers.OLD).legacyAlgorithms()).isPresent();
    }

    private Server server(ServerId id) {
        return inventory.server(id).orElseThrow();
    }

    private LegacyPermit permit(ServerId id) {
        return server(id).legacyAlgorithms().orElseThrow();
    }

    private void submit(ServerId id, String allowed, String reason) throws Exception {
        mvc.perform(post("/servers/" + id + "/legacy-algorithms")
                        .param("version", Long.toString(server(id).version()))
                        .param("allowed", allowed)
                        .param("reason", reason)
                        .with(csrf())
                        .session(session))
                .andReturn();
    }

    private String page(String path) throws Exception {
        return mvc.perform(get(path).session(session)).andReturn().getResponse().getContentAsString();
    }

    private MockHttpServletResponse tool(String method, String path, String body) throws Exception {
        return mvc.perform(request(HttpMethod.valueOf(method), path)
                        .header("Authorization", "Bearer " + token)
                        .contentType("application/json")
                        .content(body))
                .andReturn()
                .getResponse();
    }
}
