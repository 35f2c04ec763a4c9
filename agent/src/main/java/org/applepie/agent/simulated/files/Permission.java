package org.applepie.agent.simulated.files;

/** The three permission bits and the kernel's check of them; root may do anything but execute what nobody may. */
enum Permission {
    READ(4),
    WRITE(2),
    EXECUTE(1);

    private final int bit;

    Permission(int bit) {
        this.bit = bit;
    }

    boolean allows(Node node, Viewer viewer) {
        if (viewer.uid() == 0) {
            return this != EXECUTE || node.type() == FileType.DIRECTORY || (node.mode & 0111) != 0;
        }
        int shift = viewer.uid() == node.uid ? 6 : viewer.gid() == node.gid ? 3 : 0;
        return (node.mode >> shift & bit) != 0;
    }

    void demand(Node node, Viewer viewer) throws ErrnoException {
        if (!allows(node, viewer)) {
            throw new ErrnoException(Errno.EACCES);
        }
    }
}
