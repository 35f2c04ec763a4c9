package org.applepie.web.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.recovery.RecoveryText;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;

/** The recovery card as a page and as text, for servers that were read and for one that never was. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class RecoveryCardTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    private MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void signIn() throws Exception {
        console.people();
        console.servers();
        session = (MockHttpSession) mvc.perform(
                        post("/login").with(csrf()).param("username", "viewer").param("password", DemoConsole.PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();
    }

    private MockHttpServletResponse response(String path) throws Exception {
        return mvc.perform(get(path).session(session)).andReturn().getResponse();
    }

    private static String of(ServerId id) {
        return "/servers/" + id + "/recovery-card";
    }

    @Test
    void tellsDrivesArraysStepsAndWhatNeverToDo() throws Exception {
        assertThat(response(of(DemoServers.MIRRORED)).getContentAsString())
                .contains("Ask each half how new it is", "mdadm --examine", "Never create an array")
                .contains("Print");
    }

    @Test
    void leavesBlanksForWhatNobodyKnows() throws Exception {
        assertThat(response(of(DemoServers.NEW)).getContentAsString())
                .contains("The server was never read", RecoveryText.BLANK);
    }

    @Test
    void isPlainTextForThoseWhoKeepItElsewhere() throws Exception {
        MockHttpServletResponse answer = response("/api/v1" + of(DemoServers.MIRRORED));

        assertThat(answer.getContentType()).startsWith("text/plain");
        assertThat(answer.getContentAsString()).startsWith("RECOVERY CARD: ").contains("\n1. Stop");
    }

    @Test
    void isLinkedFromTheServerAndFromTheBoard() throws Exception {
        assertThat(response("/").getContentAsString()).contains(of(DemoServers.MIRRORED));
        assertThat(response("/servers/" + DemoServers.MIRRORED).getContentAsString())
                .contains(of(DemoServers.MIRRORED));
        assertThat(response("/servers/00000000-0000-4000-8000-00000000abcd/recovery-card")
                        .getStatus())
                .isEqualTo(404);
    }
}
