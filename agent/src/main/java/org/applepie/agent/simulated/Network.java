package org.applepie.agent.simulated;

/** What a machine says to the world as it starts and ends. May be called by any thread, commands of the machine among them. */
public interface Network {

    /** Its SSH server listens, after a boot or because somebody started it again. */
    void up();

    /** Somebody stopped its SSH server: new connections are refused, and those that stand go on. */
    void refuse();

    /** Its SSH server ends as at a shutdown; returns when nobody is connected any more. */
    void shutDown();

    /** It is off, or was reset, from one moment to the next. */
    void cutPower();
}
