package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdDevice;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.MdSuperblock;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.machine.Block;

/**
 * What udev and mdadm -I make of the members they find, and mdadm --run of arrays that wait in vain for one. Arrays that
 * mdadm.conf names get their number, others are foreign and get numbers from 127 downwards.
 */
final class Assembly {

    private static final int FOREIGN = 127;

    private final Drivers drivers;
    private final List<String> conf;

    /** @param conf ARRAY lines */
    Assembly(Drivers drivers, List<String> conf) {
        this.drivers = drivers;
        this.conf = conf;
    }

    /**
     * Starts what can be started.
     *
     * @param degraded whether the time of waiting for more members is over
     */
    void start(boolean degraded) {
        for (Map.Entry<String, List<MdDevice>> array : found().entrySet()) {
            try {
                if (degraded || MdDriver.complete(array.getValue())) {
                    drivers.load("raid1");
                    drivers.md().assemble(minor(array.getKey()), array.getValue());
                }
            } catch (ErrnoException | DriveFailure refused) {
                drivers.say("md: could not start array " + array.getKey());
            }
        }
    }

    private Map<String, List<MdDevice>> found() {
        Map<String, List<MdDevice>> arrays = new LinkedHashMap<>();
        for (Block block : drivers.blocks()) {
            if (block.medium() instanceof Region region && drivers.md().using(region).isEmpty()) {
                superblock(region)
                        .ifPresent(one -> arrays.computeIfAbsent(one.uuid(), uuid -> new ArrayList<>())
                                .add(block.member()));
            }
        }
        return arrays;
    }

    private static Optional<MdSuperblock> superblock(Region region) {
        try {
            return region.superblock();
        } catch (DriveFailure dead) {
            return Optional.empty();
        }
    }

    private int minor(String uuid) {
        return MdadmConf.minor(conf, uuid)
                .filter(minor -> drivers.md().array(minor).isEmpty())
                .orElseGet(this::foreign);
    }

    private int foreign() {
        int minor = FOREIGN;
        while (drivers.md().array(minor).isPresent()) {
            minor--;
        }
        return minor;
    }
}
