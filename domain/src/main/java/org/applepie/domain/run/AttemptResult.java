package org.applepie.domain.run;

/** How an attempt ended. Detail is for people. */
public sealed interface AttemptResult {
    String detail();

    /** The proof held. */
    record Proved(String detail) implements AttemptResult {}

    /** It is known that it did not do what it is for. */
    record Failed(String detail) implements AttemptResult {}

    /** Nobody knows; people decide. */
    record Unknown(String detail) implements AttemptResult {}
}
