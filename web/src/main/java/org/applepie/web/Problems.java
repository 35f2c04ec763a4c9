package org.applepie.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;

/** Problem details (RFC 9457): what a tool gets instead of what it asked for. */
@Component
public class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ApiJson json;

    Problems(ApiJson json) {
        this.json = json;
    }

    /** True if the request is for the HTTP API or its description, so that errors are problem details and not pages. */
    public static boolean isForTools(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return isForTools(path);
    }

    static boolean isForTools(String path) {
        return path.startsWith("/api/") || path.startsWith("/v3/api-docs");
    }

    /** A refused verdict, with every reason in it. */
    public static ProblemDetail of(Verdict.Refused<?> refused) {
        HttpStatus status = status(refused.kind());
        ProblemDetail problem = ProblemDetail.forStatus(status);
        List<Refusal> refusals = refused.refusals();
        problem.setDetail(refusals.getFirst().cause());
        problem.setProperty("refusals", refusals);
        return problem;
    }

    /** The status that says best why something was refused. */
    public static HttpStatus status(Verdict.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case UNREACHABLE -> HttpStatus.BAD_GATEWAY;
        };
    }

    /** Writes a problem where no controller is there to return it. */
    public void write(HttpServletResponse response, HttpStatusCode status, String detail) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.mapper().writeValueAsBytes(problem));
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        write(response, HttpStatus.UNAUTHORIZED, "Send a valid token as Authorization: Bearer, or sign in.");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        write(response, HttpStatus.FORBIDDEN, "Your role does not allow this, or the CSRF token is missing.");
    }
}
