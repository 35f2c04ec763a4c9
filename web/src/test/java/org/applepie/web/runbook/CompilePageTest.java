package org.applepie.web.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.Map;
import java.util.UUID;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.DemoServers;
import org.applepie.web.demo.MemoryRunbooks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The form in which a goal is chosen. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class CompilePageTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private MemoryRunbooks runbooks;

    private MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void logIn() throws Exception {
        console.people();
        console.servers();
        session = (MockHttpSession) mvc.perform(post("/login")
                        .with(csrf())
                        .param("username", "operator")
                        .param("password", DemoConsole.PASSWORD))
                .andReturn()
                .getRequest()
                .getSession();
    }

    private String form() throws Exception {
        return page("/servers/" + DemoServers.MAIL + "/runbooks/new");
    }

    private String page(String path) throws Exception {
        return mvc.perform(get(path).session(session)).andReturn().getResponse().getContentAsString();
    }

    private MockHttpServletResponse compile(ServerId server, Map<String, String> fields) throws Exception {
        MockHttpServletRequestBuilder request =
                post("/servers/" + server + "/runbooks").session(session).with(csrf());
        fields.forEach(request::param);
        return mvc.perform(request).andReturn().getResponse();
    }

    private static String radio(String page, String goal) {
        int at = page.indexOf("id=\"" + goal + "\"");
        return page.substring(at, page.indexOf('>', at));
    }

    @Test
    void saysOfEachGoalWhatItIsForAndWhatItDestroys() throws Exception {
        String page = form();

        assertThat(page)
                .contains("Everything on the second drive is destroyed")
                .contains("each drive is unplugged once")
                .contains("the boot records of both");
        assertThat(radio(page, "mirror-root")).contains("checked");
        assertThat(radio(page, "prove-each-drive")).doesNotContain("checked");
    }

    @Test
    void keepsTheGoalThatWasRefused() throws Exception {
        MockHttpServletResponse answer = compile(DemoServers.MAIL, Map.of("type", "prove-each-drive"));
        String page = answer.getContentAsString();

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(page).contains("so nothing is mirrored");
        assertThat(radio(page, "prove-each-drive")).contains("checked");
        assertThat(radio(page, "mirror-root")).doesNotContain("checked");
    }

    @Test
    void takesOnlyTheFieldsOfTheChosenGoal() throws Exception {
        String page = compile(
                        DemoServers.MAIL,
                        Map.of("type", "prove-each-drive", "target", "no drive", "kernel", "no kernel"))
                .getContentAsString();

        assertThat(page).doesNotContain("The target is no drive id").doesNotContain("no release of one");
    }

    @Test
    void refusesAKernelThatIsNone() throws Exception {
        MockHttpServletResponse answer =
                compile(DemoServers.MAIL, Map.of("type", "rebuild-boot", "kernel", "; reboot"));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(answer.getContentAsString()).contains("The kernel is no release of one");
    }

    @Test
    void saysWhatADrillNeedsThatTheServerLacks() throws Exception {
        MockHttpServletResponse answer = compile(DemoServers.MIRRORED, Map.of("type", "prove-each-drive"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString()).contains("has no label", "Put a sticker on it");
    }

    @Test
    void asksForAReasonForADrillOnAProductionServer() throws Exception {
        Runbook made = console.compileWithHands(DemoServers.MAIL);
        Runbook drill = runbooks.keep(new Runbook(
                new RunbookId(UUID.randomUUID()),
                made.server(),
                made.serverName(),
                made.reading(),
                new Goal.ProveEachDrive(),
                made.binding(),
                made.compiledAt(),
                made.layout(),
                made.phases(),
                made.wayBack()));

        assertThat(page("/runbooks/" + made.id())).contains("a runbook of the same shape must have been completed");
        assertThat(page("/runbooks/" + drill.id()))
                .contains("prove-each-drive", "only an administrator starts it, with a reason");
    }
}
