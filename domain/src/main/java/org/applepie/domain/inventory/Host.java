package org.applepie.domain.inventory;

import java.util.List;

/**
 * What a server says of itself.
 *
 * @param machineId /etc/machine-id
 * @param bootId /proc/sys/kernel/random/boot_id, a UUID
 * @param kernelCommandLine words of /proc/cmdline
 * @param uid the user id the reading ran as; 0 is root
 */
public record Host(
        Fact<OsRelease> os,
        Fact<String> hostname,
        Fact<String> kernel,
        Fact<Firmware> firmware,
        Fact<String> machineId,
        Fact<String> bootId,
        Fact<List<String>> kernelCommandLine,
        Fact<Integer> uid) {

    /** Fields of os-release(5); empty where absent. */
    public record OsRelease(String id, String versionId, String codename, String prettyName) {}

    /** How the machine was started. */
    public enum Firmware {
        BIOS,
        UEFI
    }
}
