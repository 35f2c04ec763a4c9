package org.applepie.domain.bootloader;

/** The boot loader a server uses. */
public sealed interface Bootloader {

    /**
     * GRUB 2.
     *
     * @param platform {@code i386-pc} for BIOS, {@code x86_64-efi} for UEFI
     * @param nextEntry next_entry of grubenv, empty if unset
     */
    record Grub2(String platform, String version, String nextEntry) implements Bootloader {}

    record Lilo(String version) implements Bootloader {}

    /** Something else, or more than one; {@code found} says what was seen. */
    record Other(String found) implements Bootloader {}
}
