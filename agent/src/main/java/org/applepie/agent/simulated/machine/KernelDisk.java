package org.applepie.agent.simulated.machine;

import org.applepie.agent.simulated.hardware.SimulatedDrive;

/** A drive as the kernel found it at this boot. */
public interface KernelDisk {

    SimulatedDrive drive();

    /** All of it as a device. */
    Block whole();
}
