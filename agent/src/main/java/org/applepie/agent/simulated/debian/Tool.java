package org.applepie.agent.simulated.debian;

import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.DeviceTool;

/** A program that talks to the kernel it runs on. */
abstract class Tool extends DeviceTool<Disk> {

    private final Running running;

    Tool(Running running) {
        this.running = running;
    }

    final Running running() {
        return running;
    }

    @Override
    public final Drivers drivers() {
        return running.drivers();
    }

    /**
     * Has the kernel read the table of a drive again.
     *
     * @return whether it did: not while any part of the drive is in use
     */
    final boolean reread(Disk disk) {
        if (drivers().busy(disk.whole())) {
            return false;
        }
        disk.reread();
        return true;
    }

    /** A device was written to and closed: udev has the table of a drive read again that nobody uses. */
    final void written(Block block) {
        drivers().diskOf(block).filter(disk -> disk.numberOf(block) == 0).ifPresent(this::reread);
    }
}
