package org.applepie.agent.simulated.debian;

import java.util.Random;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.TreeDigest;

/** An ext4 file system as mkfs leaves it. */
final class Ext4 {

    private Ext4() {}

    /**
     * @param blocks capacity in blocks of 4096 bytes
     * @param random decides its layout
     */
    static Content.Files empty(UUID uuid, String label, long kib, long blocks, long inodes, Random random) {
        FileSystem tree = new FileSystem(new Format("ext4", uuid.toString(), label, blocks, inodes));
        try {
            View view = TreeDigest.view(tree);
            view.makeDirectory("/lost+found", 0700);
            view.mode("/lost+found", 0700);
        } catch (ErrnoException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new Content.Files(random.nextLong(), "ext4", uuid, label, kib, tree);
    }
}
