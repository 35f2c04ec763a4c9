package org.applepie.domain;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a part that runbooks compiled by earlier consoles do not have. There it means {@link #absent()}, and as long as it
 * does, it does not count in the digest: what was approved stays approved.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.PARAMETER})
public @interface Later {

    /** The value of the part where it is missing, as text. */
    String absent();
}
