package org.applepie.agent.simulated.files;

/** A device's major and minor number. */
public record DeviceNumber(int major, int minor) {

    /** What stat(2) gives for it: 32 bits as glibc packs them. */
    public long packed() {
        return (minor & 0xff) | ((long) (major & 0xfff) << 8) | ((long) (minor & ~0xff) << 12);
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
