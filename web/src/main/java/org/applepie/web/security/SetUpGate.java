package org.applepie.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.applepie.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Until the first administrator exists nothing answers but the set-up itself. */
final class SetUpGate extends OncePerRequestFilter {

    private final SetUpDoor door;
    private final Problems problems;

    SetUpGate(SetUpDoor door, Problems problems) {
        this.door = door;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (door.isDone() || Routes.isOpenBeforeSetUp(request)) {
            chain.doFilter(request, response);
        } else if (Problems.isForTools(request)) {
            problems.write(
                    response, HttpStatus.SERVICE_UNAVAILABLE, "The console is not set up yet; see /setup and its log.");
        } else {
            response.sendRedirect(request.getContextPath() + "/setup");
        }
    }
}
