package org.applepie.agent.simulated;

import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.fault.Schedule;

/** What a person who stands before a simulated server can do to it, and what a test can. */
public interface Controls {

    /** Switches it on, if it is off. */
    void powerOn();

    void powerOff();

    void reset();

    void unplug(String drive);

    void plug(String drive, String position);

    /** What stands there. */
    Cabinet cabinet();

    /** The screen and keyboard at the machine itself. */
    Terminal console();

    /** Faults that are still to come. */
    Schedule faults();

    /** Lets a fault strike now. */
    void strike(Fault fault);

    /** Takes back a wrong host key. */
    void showOwnKey();
}
