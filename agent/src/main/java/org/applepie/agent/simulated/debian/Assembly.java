package org.applepie.agent.simulated.debian;

import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DriveFailure;

/** What udev and mdadm -I make of the members they find at boot, and mdadm --run of arrays that wait in vain for one. */
final class Assembly {

    private final Drivers drivers;
    private final MdadmConf conf;
    private final String homehost;

    /** @param homehost empty in an initramfs, where nobody knows it: all that mdadm.conf does not name is foreign there */
    Assembly(Drivers drivers, MdadmConf conf, String homehost) {
        this.drivers = drivers;
        this.conf = conf;
        this.homehost = homehost;
    }

    /**
     * Starts what can be started.
     *
     * @param degraded whether the time of waiting for more members is over
     */
    void start(boolean degraded) {
        for (FoundArray array : FoundArray.all(drivers)) {
            try {
                if (degraded || array.complete()) {
                    array.start(drivers, conf, homehost);
                }
            } catch (ErrnoException | DriveFailure refused) {
                drivers.say("md: array " + array.uuid() + " could not be started");
            }
        }
    }
}
