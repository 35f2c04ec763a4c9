package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.util.List;
import org.applepie.domain.audit.AuditEntry;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.audit.AuditTrail.Filter;
import org.applepie.domain.verdict.Verdict;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.demo.MemoryAccounts;
import org.applepie.web.security.Accounts.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** How people and tools get in, and how they are put out again. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class EntranceTest {

    private static int addresses;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private DemoConsole console;

    @Autowired
    private MemoryAccounts accounts;

    @Autowired
    private Tokens tokens;

    @Autowired
    private AuditTrail trail;

    /** Each test comes from an address of its own, so that none pays for the failures of another. */
    private final String address = "198.51.100." + ++addresses;

    @BeforeEach
    void people() {
        console.people();
    }

    @Test
    void letsInWhoKnowsThePassword() throws Exception {
        MockHttpSession session = signIn("viewer");

        assertThat(perform(get("/").session(session)).getStatus()).isEqualTo(200);
        assertThat(newest("signed-in")).extracting(AuditEntry::actor).contains("viewer");
    }

    @Test
    void tellsNeitherWhichPartOfASignInWasWrongNorRecordsWhatCouldBeAPassword() throws Exception {
        MockHttpServletResponse wrongPassword = signIn("viewer", "not the password");
        MockHttpServletResponse wrongName = signIn("nobody-here", DemoConsole.PASSWORD);
        signIn(DemoConsole.PASSWORD + "\r\nADMIN ok", "x");

        assertThat(wrongPassword.getRedirectedUrl()).isEqualTo("/login?failed");
        assertThat(wrongName.getRedirectedUrl()).isEqualTo("/login?failed");
        assertThat(newest("sign-in-failed").getFirst().subject()).isEqualTo("account:(malformed)");
        assertThat(newest("sign-in-failed").toString()).doesNotContain(DemoConsole.PASSWORD, "\n");
    }

    @Test
    void doesNotEvenLookAtThePasswordAfterFiveFailures() throws Exception {
        for (int i = 0; i < 5; i++) {
            signIn("viewer", "not the password");
        }

        assertThat(signIn("viewer", DemoConsole.PASSWORD).getRedirectedUrl()).startsWith("/login?wait=");
    }

    @Test
    void givesASessionAnotherIdWhenSomebodySignsIn() throws Exception {
        MockHttpSession session = new MockHttpSession();
        String before = session.getId();

        mvc.perform(form("viewer", DemoConsole.PASSWORD).session(session));

        assertThat(session.getId()).isNotEqualTo(before);
    }

    @Test
    void endsTheSessionsOfWhoeverIsDisabled() throws Exception {
        accounts.add(new Account(
                "leaver", accounts.find("viewer").orElseThrow().passwordHash(), Role.VIEWER, true, Instant.EPOCH, 1));
        MockHttpSession session = signIn("leaver");

        accounts.replace(new Account("leaver", "", Role.VIEWER, false, Instant.EPOCH, 2));

        assertThat(perform(get("/").session(session)).getRedirectedUrl()).endsWith("/login");
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void letsAToolInWithoutSessionOrCsrfToken() throws Exception {
        MvcResult result =
                mvc.perform(bearer(get("/api/v1/servers"), token(Role.VIEWER))).andReturn();

        assertThat(result.getResponse().getStatus()).isEqualTo(200);
        assertThat(result.getRequest().getSession(false)).isNull();
        assertThat(perform(bearer(post("/api/v1/servers"), token(Role.OPERATOR))
                                .content("{}")
                                .contentType("application/json"))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void holdsAToolToItsTokensRole() throws Exception {
        assertThat(perform(bearer(post("/api/v1/servers"), token(Role.VIEWER))
                                .content("{}")
                                .contentType("application/json"))
                        .getStatus())
                .isEqualTo(403);
    }

    @Test
    void neverOverlooksAWrongTokenInFavourOfASession() throws Exception {
        MockHttpSession session = signIn("administrator");

        for (String header : List.of("Bearer apie_wrong", "Basic b3BlcmF0b3I6eA==", "Bearer", "bearer  ")) {
            MockHttpServletResponse answer =
                    perform(get("/api/v1/servers").session(session).header("Authorization", header));
            assertThat(answer.getStatus()).as(header).isEqualTo(401);
            assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        }
    }

    @Test
    void letsATokenNotOpenPages() throws Exception {
        assertThat(perform(bearer(get("/servers"), token(Role.OPERATOR))).getRedirectedUrl())
                .endsWith("/login");
    }

    @Test
    void showsATokenOnceAndInNoAddress() throws Exception {
        MockHttpSession session = signIn("operator");

        MockHttpServletResponse made = perform(post("/tokens")
                .session(session)
                .with(csrf())
                .param("name", "shown-once")
                .param("role", "viewer")
                .param("days", "7"));

        assertThat(made.getStatus()).isEqualTo(200);
        assertThat(made.getContentAsString()).containsPattern("apie_[A-Za-z0-9_-]{43}");
        assertThat(perform(get("/tokens").session(session)).getContentAsString())
                .contains("shown-once")
                .doesNotContainPattern("apie_[A-Za-z0-9_-]{43}");
    }

    private String token(Role role) {
        String name = "t" + System.nanoTime();
        return ((Verdict.Accepted<String>) tokens.issue("operator", name, role, 1)).value();
    }

    private static MockHttpServletRequestBuilder bearer(MockHttpServletRequestBuilder request, String token) {
        return request.header("Authorization", "Bearer " + token);
    }

    private List<AuditEntry> newest(String action) {
        return trail.find(new Filter("", action, "", "", 10, Long.MAX_VALUE));
    }

    private MockHttpSession signIn(String username) throws Exception {
        MvcResult result = mvc.perform(form(username, DemoConsole.PASSWORD)).andReturn();
        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/");
        return (MockHttpSession) result.getRequest().getSession(false);
    }

    private MockHttpServletResponse signIn(String username, String password) throws Exception {
        return perform(form(username, password));
    }

    private MockHttpServletRequestBuilder form(String username, String password) {
        return post("/login")
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .param("username", username)
                .param("password", password);
    }

    private MockHttpServletResponse perform(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }
}
