package org.applepie.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Errors that never reached a controller, such as those of filters and of the servlet container. */
@Controller
class ErrorPages implements ErrorController {

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status = status(request);
        if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                && Problems.isForTools(path.substring(request.getContextPath().length()))) {
            return ResponseEntity.status(status).body(ProblemDetail.forStatusAndDetail(status, detail(status)));
        }
        return page(status, detail(status));
    }

    static ModelAndView page(HttpStatusCode status, String detail) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String title = known == null ? "Error" : known.getReasonPhrase();
        ModelAndView page =
                new ModelAndView("error", Map.of("status", status.value(), "title", title, "detail", detail));
        page.setStatus(status);
        return page;
    }

    private static HttpStatus status(HttpServletRequest request) {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        return status == null ? HttpStatus.NOT_FOUND : status;
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case FORBIDDEN ->
                "Your role does not allow this, or there is no such page, or the form was open so long that it is no longer valid.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not take such requests.";
            default ->
                status.is4xxClientError() ? "The request cannot be understood." : "The console's log tells more.";
        };
    }
}
