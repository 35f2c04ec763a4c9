package org.applepie.agent.simulated.sarge;

import org.applepie.agent.simulated.machine.DeviceTool;

/** A program that talks to the drivers of the kernel it runs on. */
abstract class Tool extends DeviceTool<Disk> {

    private final Drivers drivers;

    Tool(Drivers drivers) {
        this.drivers = drivers;
    }

    @Override
    public final Drivers drivers() {
        return drivers;
    }
}
