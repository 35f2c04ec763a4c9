package org.applepie.domain.bootloader;

import java.util.List;
import java.util.Map;

/** Tells the boot loader from the packages installed. */
public final class InstalledBootloader {

    private static final List<String> KNOWN = List.of(
            "grub-pc",
            "grub-efi-amd64",
            "grub-efi-arm64",
            "grub-efi-ia32",
            "grub-legacy",
            "grub-xen",
            "lilo",
            "extlinux",
            "systemd-boot");

    private InstalledBootloader() {}

    /**
     * The one boot loader installed, or {@link Bootloader.Other} with what was found instead.
     *
     * @param installed version by name of package
     * @param nextEntry next_entry of GRUB's environment, empty if unset
     */
    public static Bootloader of(Map<String, String> installed, String nextEntry) {
        List<String> found = KNOWN.stream().filter(installed::containsKey).toList();
        if (found.size() != 1) {
            return new Bootloader.Other(found.isEmpty() ? "none known" : String.join(" and ", found));
        }
        String name = found.getFirst();
        String version = installed.getOrDefault(name, "");
        return switch (name) {
            case "grub-pc" -> new Bootloader.Grub2("i386-pc", version, nextEntry);
            case "grub-efi-amd64" -> new Bootloader.Grub2("x86_64-efi", version, nextEntry);
            case "grub-efi-ia32" -> new Bootloader.Grub2("i386-efi", version, nextEntry);
            case "lilo" -> new Bootloader.Lilo(version);
            default -> new Bootloader.Other(name + " " + version);
        };
    }
}
