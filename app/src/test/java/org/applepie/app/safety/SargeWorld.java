package org.applepie.app.safety;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.inventory.LegacyChange;

/** One of the two machines with Debian 3.1. */
final class SargeWorld extends ServerWorld<SargeServer> {

    SargeWorld(SargeMachine machine, SimulatedTime time) {
        super(machine, time);
    }

    @Override
    SargeServer of(Machine hardware, SimulatedTime still) {
        return new SargeServer(hardware, still, new Random(1), 1);
    }

    @Override
    String machineId(View files) {
        try {
            byte[] key = files.read("/etc/ssh/ssh_host_rsa_key.pub");
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(key));
        } catch (ErrnoException | NoSuchAlgorithmException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public boolean serving() {
        return server().services().contains("exim4");
    }

    @Override
    public List<String> mayChange() {
        return List.of(
                "/etc/fstab",
                "/etc/mtab",
                "/etc/modules",
                "/etc/mkinitrd/",
                "/etc/lilo.conf",
                "/etc/mdadm/",
                "/etc/default/",
                "/var/lib/",
                "/var/log/",
                "/var/run/",
                "/var/cache/",
                "/boot/initrd",
                "/boot/map",
                "/boot/boot.",
                "/initrd",
                "/map",
                "/boot.",
                "/dev/");
    }

    @Override
    public LegacyChange legacy() {
        return new LegacyChange.Allow("Debian 3.1");
    }
}
