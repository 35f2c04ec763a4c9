package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.applepie.agent.simulated.shell.Program;

/** Programs for arrays, for what is inside of file systems, and for copies. */
final class FileSystemPrograms {

    /** Those of them that lie in /usr/sbin; the others are in /usr/bin. */
    static final Set<String> SBIN = Set.of(
            "mdadm",
            "mke2fs",
            "mkfs.ext2",
            "mkfs.ext3",
            "mkfs.ext4",
            "tune2fs",
            "e2label",
            "dumpe2fs",
            "debugfs",
            "e2fsck",
            "fsck.ext4",
            "mkswap");

    private FileSystemPrograms() {}

    static Map<String, Program> of(Running running) {
        Map<String, Program> all = new TreeMap<>();
        all.put("mdadm", new Mdadm(running));
        for (String name : List.of("mke2fs", "mkfs.ext2", "mkfs.ext3", "mkfs.ext4")) {
            all.put(name, new Mke2fs(running));
        }
        all.put("tune2fs", new Tune2fs(running));
        all.put("e2label", new Tune2fs(running));
        all.put("dumpe2fs", new Dumpe2fs(running));
        all.put("debugfs", new Debugfs(running));
        all.put("e2fsck", new E2fsck(running));
        all.put("fsck.ext4", new E2fsck(running));
        all.put("mkswap", new Mkswap(running));
        all.put("rsync", new Rsync());
        all.put("getfacl", new Acls());
        all.put("setfacl", new Acls());
        all.put("getfattr", new Attributes());
        all.put("setfattr", new Attributes());
        return all;
    }
}
