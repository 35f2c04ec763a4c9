package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.applepie.agent.simulated.machine.SshKeygen;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;
import org.applepie.agent.simulated.ssh.Dialect;

/** The programs of such a machine that know its devices, by the names in their files. */
final class Programs {

    private Programs() {}

    static Map<String, Program> of(Running running) {
        Drivers drivers = running.drivers();
        Random random = running.random();
        Map<String, Program> all = new HashMap<>();
        all.put("sfdisk", new Sfdisk(drivers));
        all.put("fdisk", new Fdisk(drivers));
        all.put("mdadm", new Mdadm(drivers, random));
        all.put("lilo", new Lilo(drivers, random));
        all.put("mkinitrd", new Mkinitrd(drivers));
        all.put("mke2fs", new Mke2fs(drivers, random));
        all.put("mkfs.ext3", new Mke2fs(drivers, random));
        all.put("mkfs.ext2", new Mke2fs(drivers, random));
        all.put("mkswap", new Mkswap(drivers, random));
        all.put("swapon", new Swaps(drivers));
        all.put("swapoff", new Swaps(drivers));
        all.put("mount", new Mount(drivers, running.proc()));
        all.put("umount", new Mount.Umount(drivers));
        all.put("df", new Df(drivers));
        all.put("blkid", new Blkid(drivers));
        all.put("free", call -> {
            call.print(running.proc().free());
            return 0;
        });
        all.put("uname", new Uname(running.host(), drivers.release()));
        all.put("modprobe", new Modules(drivers));
        all.put("insmod", new Modules(drivers));
        all.put("lsmod", new Modules(drivers));
        all.put("dmesg", call -> {
            call.print(String.join("\n", drivers.log()) + "\n");
            return 0;
        });
        all.put("dpkg", new Dpkg(running));
        all.put("dpkg-query", new DpkgQuery());
        all.put("tune2fs", new Tune2fs(drivers));
        all.put("debconf-set-selections", Programs::selections);
        all.put("apt-get", new AptGet(running));
        all.put("ssh-keygen", new SshKeygen(Dialect.SARGE));
        all.put("init-script", new InitScript(running));
        return all;
    }

    // Nobody asks for the answers: the packages here take the defaults.
    private static int selections(Call call) throws IOException {
        for (String line : Tool.input(call).split("\n")) {
            String words = line.strip();
            if (!words.isEmpty() && !words.startsWith("#") && words.split("\\s+").length < 3) {
                return call.fail(1, "parse error on line: '" + words + "'");
            }
        }
        return 0;
    }
}
