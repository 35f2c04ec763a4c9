package org.applepie.app.safety;

import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.debian.DebianServer;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.inventory.LegacyChange;

/** The machine with Debian 12. */
final class DebianWorld extends ServerWorld<DebianServer> {

    DebianWorld(DebianMachine machine, SimulatedTime time) {
        super(machine, time);
    }

    @Override
    DebianServer of(Machine hardware, SimulatedTime still) {
        return new DebianServer(hardware, still, new Random(1), 1);
    }

    @Override
    String machineId(View files) {
        try {
            return files.text("/etc/machine-id").strip();
        } catch (ErrnoException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** A plain installation has no unit of a mail server: mail comes in while another one runs that is stopped for quiet. */
    @Override
    public boolean serving() {
        return server().active("cron.service");
    }

    @Override
    public List<String> mayChange() {
        return List.of(
                "/etc/fstab",
                "/etc/mdadm/",
                "/etc/default/",
                "/etc/initramfs-tools/",
                "/var/lib/",
                "/var/log/",
                "/var/cache/",
                "/initrd.img-",
                "/grub/");
    }

    @Override
    public LegacyChange legacy() {
        return new LegacyChange.Keep();
    }
}
