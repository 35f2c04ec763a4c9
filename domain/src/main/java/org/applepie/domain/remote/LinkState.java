package org.applepie.domain.remote;

/** Whether the console hears the server at this moment; a job goes on either way. */
public enum LinkState {
    CONNECTED,
    LOST,
    RECONNECTING
}
