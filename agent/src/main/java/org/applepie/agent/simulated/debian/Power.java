package org.applepie.agent.simulated.debian;

/** Makes the machine go down, a moment after the program that wants it has ended. */
interface Power {

    /** What is to happen to the machine. */
    enum Wish {
        REBOOT,
        HALT
    }

    void become(Wish wish);
}
