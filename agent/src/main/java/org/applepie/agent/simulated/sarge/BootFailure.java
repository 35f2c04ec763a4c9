package org.applepie.agent.simulated.sarge;

/** Why a machine does not come up by itself. */
public enum BootFailure {
    /** No drive has code in its first sector that anything could be done with. */
    NOTHING_TO_BOOT,
    /** LILO waits at its prompt for a person, as it was told to. */
    WAITS_AT_PROMPT,
    /** LILO's first stage did not find its second: the map's file system is gone or has another layout. */
    MAP_UNREADABLE,
    /** LILO found its file system, and the map or the kernel in it gone. */
    KERNEL_UNREADABLE,
    /** The initrd is gone or no initrd. */
    INITRD_UNREADABLE,
    /** The initrd has no driver for the drives, or loads it too late. */
    NO_DISK_DRIVER,
    /** Root is on an array, and the initrd has no raid1. */
    NO_RAID_MODULE,
    /** Root is on an array that could not be assembled from the members which the initrd knows. */
    ROOT_ARRAY_MISSING,
    /** Root is on a device that is not there or has no file system. */
    ROOT_MISSING,
    /** A file system that fstab wants checked is not there or is damaged: the console asks for root's password. */
    CHECK_FAILED,
    /** The machine was told never to come back. */
    DEAD
}
