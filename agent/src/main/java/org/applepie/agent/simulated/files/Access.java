package org.applepie.agent.simulated.files;

/** How a file is to be opened: the O_ flags of open(2). */
public enum Access {
    READ,
    WRITE,
    APPEND,
    CREATE,
    EXCLUSIVE,
    TRUNCATE,
    NO_FOLLOW
}
