package org.applepie.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.applepie.web.demo.DemoApplication;
import org.applepie.web.demo.DemoConsole;
import org.applepie.web.security.Accounts.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who may go where, route by route, against a table that has to name every route there is. */
@SpringBootTest(classes = DemoApplication.class)
@AutoConfigureMockMvc
class RoutesTest {

    private static final String ANY_ID = "00000000-0000-4000-8000-00000000abcd";

    /** One line of the table: a route, and the least role that may use it; {@code open} means nobody has to sign in. */
    record Row(HttpMethod method, String pattern, String asks) {

        String path() {
            return pattern.replaceAll("\\{attempt}", "1").replaceAll("\\{[a-z]+}", ANY_ID);
        }

        boolean allows(Optional<Role> role) {
            return asks.equals("open")
                    || role.filter(r -> r.includes(Role.of(asks).orElseThrow())).isPresent();
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    @Autowired
    private DemoConsole console;

    @BeforeEach
    void people() {
        console.people();
    }

    static Stream<Row> table() throws IOException {
        String text = new ClassPathResource("org/applepie/web/security/routes.txt")
                .getContentAsString(StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .map(words -> new Row(HttpMethod.valueOf(words[0]), words[1], words[2]));
    }

    @Test
    void everyRouteHasALineInTheTable() throws IOException {
        List<String> routes = new ArrayList<>();
        for (RequestMappingHandlerMapping mapping : mappings) {
            mapping.getHandlerMethods()
                    .keySet()
                    .forEach(info -> info.getPatternValues()
                            .forEach(pattern -> info.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> routes.add(method + " " + pattern))));
        }

        assertThat(new TreeSet<>(routes))
                .containsExactlyElementsOf(new TreeSet<>(
                        table().map(row -> row.method() + " " + row.pattern()).toList()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void asksForTheRoleOfTheTable(Row row) throws Exception {
        for (Optional<Role> role : roles()) {
            boolean allowed = !isTurnedAway(perform(row, role, true));

            assertThat(allowed).as("%s as %s", row, role).isEqualTo(row.allows(role));
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void sendsTheProtectingHeadersWhateverTheAnswer(Row row) throws Exception {
        for (Optional<Role> role : roles()) {
            MockHttpServletResponse answer = perform(row, role, true);

            assertThat(answer.getHeader("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                    .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("same-origin");
            assertThat(answer.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void changesNothingForASessionWithoutCsrfToken(Row row) throws Exception {
        boolean changes = row.method() != HttpMethod.GET && !row.pattern().equals("/api/v1/setup");
        if (changes) {
            assertThat(perform(row, Optional.of(Role.ADMINISTRATOR), false).getStatus())
                    .as(row.toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void deniesWhatIsInNoTable() throws Exception {
        for (String path : List.of("/actuator", "/actuator/env", "/h2-console", "/nowhere", "/swagger-ui.html")) {
            assertThat(perform(new Row(HttpMethod.GET, path, "administrator"), Optional.of(Role.ADMINISTRATOR), true)
                            .getStatus())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    private MockHttpServletResponse perform(Row row, Optional<Role> role, boolean withCsrf) throws Exception {
        MockHttpServletRequestBuilder request = request(row.method(), row.path());
        if (withCsrf) {
            request.with(csrf());
        }
        role.ifPresent(r -> request.with(authentication(visit(r))));
        return mvc.perform(request).andReturn().getResponse();
    }

    private static boolean isTurnedAway(MockHttpServletResponse answer) {
        String location = answer.getHeader("Location");
        return answer.getStatus() == 401
                || answer.getStatus() == 403
                || answer.getStatus() == 302 && location != null && location.endsWith("/login");
    }

    private static List<Optional<Role>> roles() {
        return List.of(
                Optional.empty(),
                Optional.of(Role.VIEWER),
                Optional.of(Role.OPERATOR),
                Optional.of(Role.ADMINISTRATOR));
    }

    private static UsernamePasswordAuthenticationToken visit(Role role) {
        Account account = new Account(role.word(), "", role, true, Instant.EPOCH, 1);
        Visitor visitor = Visitor.person(account, Instant.parse("2100-01-01T00:00:00Z"));
        return UsernamePasswordAuthenticationToken.authenticated(visitor, null, visitor.getAuthorities());
    }
}
