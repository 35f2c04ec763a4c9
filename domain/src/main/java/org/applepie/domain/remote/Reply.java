package org.applepie.domain.remote;

/** An answer that needs a connection. */
public sealed interface Reply<T> {
    record Got<T>(T value) implements Reply<T> {}

    record NotConnected<T>(ConnectionFault fault) implements Reply<T> {}
}
