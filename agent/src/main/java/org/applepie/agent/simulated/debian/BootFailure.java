package org.applepie.agent.simulated.debian;

/** Why a machine does not come up by itself. */
public enum BootFailure {
    /** No drive has code in its first sector that anything could be done with. */
    NOTHING_TO_BOOT,
    /** GRUB's core did not find the file system with its modules: {@code grub rescue>}. */
    GRUB_RESCUE,
    /** GRUB found its modules and no menu that it could boot: {@code grub>}. */
    GRUB_SHELL,
    /** The initramfs did not find the root file system: {@code (initramfs)}. */
    NO_ROOT,
    /** Something of fstab is missing: systemd's emergency shell. */
    EMERGENCY,
    /** The machine was told never to come back. */
    DEAD
}
