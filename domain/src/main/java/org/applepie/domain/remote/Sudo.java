package org.applepie.domain.remote;

/** How root rights are had after log-in. */
public sealed interface Sudo {

    /** The log-in is root's own. */
    record NotNeeded() implements Sudo {}

    record WithoutPassword() implements Sudo {}

    record WithPassword(Secret password) implements Sudo {}
}
