package org.applepie.agent.simulated.debian;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.shell.Program;

/** Programs for block devices, partition tables, signatures and mounts. */
final class BlockPrograms {

    /** Those of them that lie in /usr/sbin; the others are in /usr/bin. */
    static final Set<String> SBIN = Set.of("sfdisk", "wipefs", "blkid", "blockdev", "swapon", "swapoff");

    private BlockPrograms() {}

    static Map<String, Program> of(Running running) {
        Map<String, Program> all = new TreeMap<>();
        all.put("sfdisk", new Sfdisk(running));
        all.put("wipefs", new Wipefs(running));
        all.put("blkid", new Blkid(running));
        all.put("blockdev", new Blockdev(running));
        all.put("lsblk", new Lsblk(running));
        all.put("findmnt", new Findmnt(running));
        all.put("mount", new Mount(running));
        all.put("umount", new Umount(running));
        all.put("mountpoint", new Mountpoint(running));
        all.put("swapon", new Swaps(running));
        all.put("swapoff", new Swaps(running));
        all.put("df", new Df(running));
        all.put("udevadm", new Udevadm(running));
        return all;
    }
}
