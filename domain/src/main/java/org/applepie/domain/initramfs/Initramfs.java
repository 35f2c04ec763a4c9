package org.applepie.domain.initramfs;

/** The tool that builds initial RAM file systems on a server. */
public sealed interface Initramfs {
    /** @param resume value of RESUME in conf.d, empty if unset */
    record InitramfsTools(String version, String resume) implements Initramfs {}

    /** initrd-tools of Debian Sarge, with mkinitrd. */
    record InitrdTools(String version) implements Initramfs {}

    record Dracut(String version) implements Initramfs {}

    record Other(String found) implements Initramfs {}
}
