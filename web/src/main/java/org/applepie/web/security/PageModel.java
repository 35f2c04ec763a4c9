package org.applepie.web.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page who looks at it. */
@ControllerAdvice
class PageModel {

    /** What a page shows of its visitor and leaves out for lack of rights; the routes decide, not the page. */
    record Me(String name, String role, boolean mayOperate, boolean mayAdministrate) {}

    @ModelAttribute("me")
    @Nullable
    Me me(@Nullable Authentication who) {
        return who != null && who.getPrincipal() instanceof Visitor visitor
                ? new Me(
                        visitor.name(),
                        visitor.role().word(),
                        visitor.role().includes(Role.OPERATOR),
                        visitor.role().includes(Role.ADMINISTRATOR))
                : null;
    }
}
