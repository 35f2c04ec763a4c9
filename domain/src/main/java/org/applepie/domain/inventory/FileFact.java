package org.applepie.domain.inventory;

/** A small text file of a server, as read. */
public sealed interface FileFact {
    record Present(String text) implements FileFact {}

    record Absent() implements FileFact {}

    record Unreadable(String reason) implements FileFact {}
}
