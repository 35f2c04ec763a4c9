package org.applepie.agent.simulated.debian;

/** A program has said why, and does nothing more. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;
}
