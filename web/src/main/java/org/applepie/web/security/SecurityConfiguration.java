package org.applepie.web.security;

import java.util.Map;
import org.applepie.web.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Two ways in: tools with a token and no session, people with a session and a CSRF token. Both obey one table. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Everything comes from here; styles and scripts in pages do not run. Bootstrap draws its icons from data URLs. */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    @Bean
    @Order(1)
    SecurityFilterChain toolChain(HttpSecurity http, SetUpDoor door, Visits visits, Problems problems)
            throws Exception {
        RequestMatcher withToken =
                request -> Problems.isForTools(request) && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        return http.securityMatcher(withToken)
                .headers(SecurityConfiguration::headers)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .addFilterAfter(new SetUpGate(door, problems), HeaderWriterFilter.class)
                .addFilterBefore(new BearerFilter(visits, problems), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(e -> e.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(Routes::authorize)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain peopleChain(
            HttpSecurity http,
            SetUpDoor door,
            Visits visits,
            Problems problems,
            LoginThrottle throttle,
            SignIns signIns)
            throws Exception {
        RequestMatcher tools = Problems::isForTools;
        return http.headers(SecurityConfiguration::headers)
                .csrf(csrf -> csrf.ignoringRequestMatchers(
                        PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/api/v1/setup")))
                .addFilterAfter(new SetUpGate(door, problems), HeaderWriterFilter.class)
                .addFilterBefore(new LoginThrottleFilter(throttle), UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new VisitFilter(visits), AuthorizationFilter.class)
                .formLogin(login ->
                        login.loginPage("/login").successHandler(signIns).failureHandler(signIns))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessHandler(signIns))
                .exceptionHandling(e -> e.defaultAuthenticationEntryPointFor(problems, tools)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                        .defaultAccessDeniedHandlerFor(problems, tools)
                        .defaultAccessDeniedHandlerFor(new AccessDeniedHandlerImpl(), request -> true))
                .authorizeHttpRequests(Routes::authorize)
                .build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .contentTypeOptions(Customizer.withDefaults());
    }

    /** Addresses with tricks in them, such as encoded slashes, never reach a controller. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(Problems problems) {
        return (request, response, why) -> {
            if (Problems.isForTools(request)) {
                problems.write(response, HttpStatus.BAD_REQUEST, "The address cannot be understood.");
            } else {
                response.sendError(HttpStatus.BAD_REQUEST.value());
            }
        };
    }

    @Bean
    RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(Role.ADMINISTRATOR.name())
                .implies(Role.OPERATOR.name())
                .role(Role.OPERATOR.name())
                .implies(Role.VIEWER.name())
                .build();
    }

    @Bean
    UserDetailsService userDetailsService(Visits visits) {
        return username -> visits.person(username).orElseThrow(() -> new UsernameNotFoundException("no such user"));
    }

    /** Argon2id with 19 MiB, two passes, one lane: the first choice of the OWASP password storage cheat sheet. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                "argon2", Map.of("argon2", new Argon2PasswordEncoder(16, 32, 1, 19_456, 2)));
    }
}
