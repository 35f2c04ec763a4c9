package org.applepie.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which role each route asks for; the first line that fits decides, and what fits none is denied to everybody. */
final class Routes {

    /** {@code asks} is empty where nobody needs to have signed in; {@code beforeSetUp} where nobody needs to exist. */
    private record Route(RequestMatcher matcher, Optional<Role> asks, boolean beforeSetUp) {}

    private static final List<Route> TABLE = List.of(
            first(HttpMethod.GET, "/css/**"),
            first(HttpMethod.GET, "/js/**"),
            first(HttpMethod.GET, "/img/**"),
            first(HttpMethod.GET, "/webjars/**"),
            first(HttpMethod.GET, "/actuator/health/**"),
            first(null, "/setup"),
            first(HttpMethod.POST, "/api/v1/setup"),
            open(null, "/login"),
            needs(Role.ADMINISTRATOR, null, "/people/**"),
            needs(Role.ADMINISTRATOR, HttpMethod.POST, "/runs/unrehearsed"),
            needs(Role.ADMINISTRATOR, HttpMethod.POST, "/api/v1/runs/unrehearsed"),
            needs(Role.VIEWER, null, "/tokens/**"),
            needs(Role.VIEWER, null, "/password"),
            needs(Role.VIEWER, HttpMethod.POST, "/logout"),
            needs(Role.OPERATOR, HttpMethod.GET, "/servers/new"),
            needs(Role.OPERATOR, HttpMethod.GET, "/servers/*/edit"),
            needs(Role.OPERATOR, HttpMethod.GET, "/servers/*/host-key"),
            needs(Role.OPERATOR, HttpMethod.GET, "/servers/*/runbooks/new"),
            needs(Role.OPERATOR, HttpMethod.GET, "/servers/*/machine/**"),
            needs(Role.OPERATOR, HttpMethod.GET, "/api/v1/servers/*/machine"),
            needs(Role.OPERATOR, HttpMethod.GET, "/api/v1/servers/*/host-key"),
            needs(Role.VIEWER, HttpMethod.GET, "/"),
            needs(Role.VIEWER, HttpMethod.GET, "/servers/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/drives/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/runbooks/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/runs/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/audit/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/api/v1/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/v3/api-docs/**"),
            needs(Role.VIEWER, HttpMethod.GET, "/v3/api-docs.yaml"),
            needs(Role.OPERATOR, HttpMethod.POST, "/servers/**"),
            needs(Role.OPERATOR, HttpMethod.POST, "/simulated-servers/**"),
            needs(Role.OPERATOR, HttpMethod.POST, "/drives/**"),
            needs(Role.OPERATOR, HttpMethod.POST, "/runs/**"),
            needs(Role.OPERATOR, HttpMethod.POST, "/api/v1/**"),
            needs(Role.OPERATOR, HttpMethod.PUT, "/api/v1/**"),
            needs(Role.OPERATOR, HttpMethod.PATCH, "/api/v1/**"),
            needs(Role.OPERATOR, HttpMethod.DELETE, "/api/v1/**"));

    private Routes() {}

    static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll();
        for (Route route : TABLE) {
            var rule = rules.requestMatchers(route.matcher());
            if (route.asks().isPresent()) {
                rule.hasRole(route.asks().get().name());
            } else {
                rule.permitAll();
            }
        }
        rules.anyRequest().denyAll();
    }

    static boolean isOpenBeforeSetUp(HttpServletRequest request) {
        return TABLE.stream()
                .anyMatch(route -> route.beforeSetUp() && route.matcher().matches(request));
    }

    private static Route first(@Nullable HttpMethod method, String path) {
        return new Route(matcher(method, path), Optional.empty(), true);
    }

    private static Route open(@Nullable HttpMethod method, String path) {
        return new Route(matcher(method, path), Optional.empty(), false);
    }

    private static Route needs(Role role, @Nullable HttpMethod method, String path) {
        return new Route(matcher(method, path), Optional.of(role), false);
    }

    private static RequestMatcher matcher(@Nullable HttpMethod method, String path) {
        return method == null
                ? PathPatternRequestMatcher.pathPattern(path)
                : PathPatternRequestMatcher.pathPattern(method, path);
    }
}
