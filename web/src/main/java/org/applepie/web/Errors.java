package org.applepie.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/** Whatever goes wrong in a controller becomes a problem detail for tools and a page for people; details stay in the log. */
@ControllerAdvice
class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    /** What is told of an error. */
    private record Told(HttpStatusCode status, String detail) {}

    @ExceptionHandler
    @org.jspecify.annotations.Nullable
    Object answer(Exception error, HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (error instanceof AccessDeniedException || error instanceof AuthenticationException) {
            throw error;
        }
        if (response.isCommitted() || error instanceof AsyncRequestNotUsableException) {
            return null;
        }
        Told told = tell(error);
        return Problems.isForTools(request) ? problem(told) : page(told);
    }

    private static Told tell(Exception error) {
        return switch (error) {
            case Missing e -> new Told(HttpStatus.NOT_FOUND, String.valueOf(e.getMessage()));
            case MethodArgumentTypeMismatchException e -> new Told(HttpStatus.NOT_FOUND, "There is no such thing.");
            case HttpMessageNotReadableException e -> unreadable(e);
            case ErrorResponse e
            when e.getStatusCode().is4xxClientError() -> new Told(e.getStatusCode(), clientError(e));
            default -> incident(HttpStatus.INTERNAL_SERVER_ERROR, error);
        };
    }

    private static String clientError(ErrorResponse error) {
        String detail = error.getBody().getDetail();
        return detail == null ? "The request cannot be understood." : detail;
    }

    private static Told unreadable(HttpMessageNotReadableException error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof BodyLimit.TooLong) {
                return new Told(HttpStatus.CONTENT_TOO_LARGE, "A request body may have 256 KB.");
            }
        }
        return new Told(HttpStatus.BAD_REQUEST, "The body is not the JSON expected here; look at /v3/api-docs.");
    }

    /** The stack trace stays in the log under a number that whoever saw the error can tell. */
    private static Told incident(HttpStatus status, Exception error) {
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Incident {}", number, error);
        return new Told(
                status, "Something went wrong in the console; its log tells more under incident " + number + ".");
    }

    private static ResponseEntity<ProblemDetail> problem(Told told) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(told.status(), told.detail());
        return ResponseEntity.status(told.status()).body(problem);
    }

    private static ModelAndView page(Told told) throws IOException {
        return ErrorPages.page(told.status(), told.detail());
    }
}
