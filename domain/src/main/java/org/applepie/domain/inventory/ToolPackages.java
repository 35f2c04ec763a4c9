package org.applepie.domain.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Which Debian package brings a tool, whose version is then the package's. */
final class ToolPackages {

    private ToolPackages() {}

    /** The same on Debian Sarge, where other packages bring them. */
    static String ofLegacy(String tool) {
        return switch (tool) {
            case "apt-get" -> "apt";
            case "cp", "md5sum" -> "coreutils";
            case "blkid", "mkfs.ext3", "tune2fs" -> "e2fsprogs";
            case "mkswap", "sfdisk" -> "util-linux";
            case "mkinitrd" -> "initrd-tools";
            case "dpkg", "lilo", "mdadm", "mount" -> tool;
            default -> "";
        };
    }

    /** Name of the package, empty if not known. */
    static String of(String tool) {
        return switch (tool) {
            case "apt-get" -> "apt";
            case "cp", "sha256sum", "timeout" -> "coreutils";
            case "dpkg", "mdadm", "rsync" -> tool;
            case "blkid", "findmnt", "lsblk", "mkswap", "wipefs" -> "util-linux";
            case "sfdisk" -> "fdisk";
            case "mount" -> "mount";
            case "getfacl", "setfacl" -> "acl";
            case "getfattr", "setfattr" -> "attr";
            case "mkfs.ext3", "mkfs.ext4" -> "e2fsprogs";
            case "grub-editenv", "grub-install", "grub-mkconfig", "grub-probe", "grub-reboot", "update-grub" ->
                "grub2-common";
            case "systemctl", "systemd-run" -> "systemd";
            case "udevadm" -> "udev";
            case "update-initramfs" -> "initramfs-tools";
            default -> "";
        };
    }

    /**
     * Version by name of the tools in lines {@code name path}: that of its package, empty if not known.
     *
     * @param packages version by name of the packages installed
     */
    static Map<String, String> versions(String text, Map<String, String> packages, UnaryOperator<String> packageOf) {
        Map<String, String> tools = new TreeMap<>();
        text.lines()
                .map(line -> line.split(" ", 2)[0])
                .filter(name -> !name.isBlank())
                .forEach(name -> tools.put(name, packages.getOrDefault(packageOf.apply(name), "")));
        return Collections.unmodifiableMap(tools);
    }
}
