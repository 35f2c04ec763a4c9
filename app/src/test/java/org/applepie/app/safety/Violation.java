package org.applepie.app.safety;

/**
 * What must never be.
 *
 * @param invariant I1 to I7, as docs/safety.md lists them
 */
record Violation(String invariant, String what) {
    @Override
    public String toString() {
        return invariant + ": " + what;
    }
}
