package org.applepie.agent.simulated.sarge;

import org.applepie.agent.simulated.hardware.Content;

/** The superblock of an ext2 or ext3 file system as {@code tune2fs -l} of e2fsprogs 1.37 begins to list it. */
record Superblock(Content.Files files, boolean mounted) {

    String listing() {
        Ext3Layout layout = Ext3Layout.of(files.sizeKib());
        StringBuilder text = new StringBuilder();
        line(text, "Filesystem volume name:", files.label().isEmpty() ? "<none>" : files.label());
        line(text, "Last mounted on:", "<not available>");
        line(text, "Filesystem UUID:", files.uuid().toString());
        line(text, "Filesystem magic number:", "0xEF53");
        line(text, "Filesystem revision #:", "1 (dynamic)");
        line(text, "Filesystem features:", features());
        line(text, "Default mount options:", "(none)");
        line(text, "Filesystem state:", mounted && !isExt3() ? "not clean" : "clean");
        line(text, "Errors behavior:", "Continue");
        line(text, "Filesystem OS type:", "Linux");
        line(text, "Inode count:", Long.toString(layout.inodes()));
        line(text, "Block count:", Long.toString(layout.blocks()));
        line(text, "Reserved block count:", Long.toString(layout.reserved()));
        line(text, "First block:", Integer.toString(layout.firstDataBlock()));
        line(text, "Block size:", Integer.toString(layout.blockSize()));
        line(text, "Fragment size:", Integer.toString(layout.blockSize()));
        line(text, "Blocks per group:", Long.toString(layout.blocksPerGroup()));
        line(text, "Fragments per group:", Long.toString(layout.blocksPerGroup()));
        line(text, "Inodes per group:", Long.toString(layout.inodesPerGroup()));
        return text.toString();
    }

    /** In the order of their bits. No file here has an extended attribute, so nothing ever sets ext_attr. */
    private String features() {
        return (isExt3() ? "has_journal " : "") + "filetype " + (isExt3() && mounted ? "needs_recovery " : "")
                + "sparse_super";
    }

    private boolean isExt3() {
        return files.type().equals("ext3");
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("%-26s%s\n".formatted(name, value));
    }
}
