package org.applepie.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets tools in by {@code Authorization: Bearer apie_...}. A wrong token is never overlooked in favour of a session. */
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 256;

    private final Visits visits;
    private final AuthenticationEntryPoint refusal;

    BearerFilter(Visits visits, AuthenticationEntryPoint refusal) {
        this.visits = visits;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Visitor> visitor = token(request).flatMap(visits::tool);
        if (visitor.isEmpty()) {
            refusal.commence(request, response, new BadCredentialsException("unknown, revoked or expired token"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                visitor.get(), null, visitor.get().getAuthorities()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static Optional<RandomToken> token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null
                && header.length() <= LONGEST
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        return bearer
                ? Optional.of(new RandomToken(header.substring(SCHEME.length()).strip()))
                : Optional.empty();
    }
}
