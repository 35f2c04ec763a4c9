package org.applepie.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.applepie.domain.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/** Records who signed in, who failed to, and who signed out, and leads them on. */
@Component
class SignIns implements AuthenticationSuccessHandler, AuthenticationFailureHandler, LogoutSuccessHandler {

    private static final String NOBODY = "nobody";

    private final AuditTrail trail;
    private final LoginThrottle throttle;
    private final AuthenticationSuccessHandler onward = new SavedRequestAwareAuthenticationSuccessHandler();

    SignIns(AuditTrail trail, LoginThrottle throttle) {
        this.trail = trail;
        this.throttle = throttle;
    }

    /** The user name of a sign-in as far as it could be one; what people type by mistake may be a password. */
    static String username(HttpServletRequest request) {
        String given = request.getParameter("username");
        return given != null && Usernames.isWellFormed(given) ? given : "(malformed)";
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException, ServletException {
        throttle.succeeded(who.getName(), request.getRemoteAddr());
        record(who.getName(), "signed-in", who.getName(), who.getName() + " signed in.", request);
        onward.onAuthenticationSuccess(request, response, who);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        String username = username(request);
        record(NOBODY, "sign-in-failed", username, "A sign-in as " + username + " failed.", request);
        response.sendRedirect(request.getContextPath() + "/login?failed");
    }

    @Override
    public void onLogoutSuccess(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication who)
            throws IOException {
        if (who != null) {
            record(who.getName(), "signed-out", who.getName(), who.getName() + " signed out.", request);
        }
        response.sendRedirect(request.getContextPath() + "/login?out");
    }

    private void record(String actor, String action, String subject, String summary, HttpServletRequest request) {
        String details = "{\"address\":\"%s\"}".formatted(request.getRemoteAddr());
        trail.record(actor, action, "account:" + subject, summary, details);
    }
}
