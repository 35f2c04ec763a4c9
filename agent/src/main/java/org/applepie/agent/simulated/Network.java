package org.applepie.agent.simulated;

/** What a machine says to the world as it starts and ends. May be called by any thread, commands of the machine among them. */
public interface Network {

    /** It has booted so far that its SSH server listens. */
    void up();

    /** Its SSH server ends as at a shutdown; returns when nobody is connected any more. */
    void shutDown();

    /** It is off, or was reset, from one moment to the next. */
    void cutPower();
}
