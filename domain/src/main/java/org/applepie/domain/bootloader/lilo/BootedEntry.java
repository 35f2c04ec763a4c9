package org.applepie.domain.bootloader.lilo;

import java.util.List;
import org.applepie.domain.disk.DeviceNumber;

/**
 * Which choice of LILO's menu the running kernel was started by, from /proc/cmdline: {@code auto BOOT_IMAGE=Linux ro
 * root=902}.
 *
 * @param automatic true if nobody chose
 * @param label name in the menu
 * @param root the root device LILO passed
 */
public record BootedEntry(boolean automatic, String label, DeviceNumber root) {

    /** @throws IllegalArgumentException if it is cut short, LILO did not start it, or a word is there twice */
    public static BootedEntry parse(String cmdline) {
        if (!cmdline.endsWith("\n")) {
            throw new IllegalArgumentException("/proc/cmdline is cut short");
        }
        List<String> words = List.of(cmdline.strip().split(" +"));
        String root = value(words, "root=");
        return new BootedEntry(words.getFirst().equals("auto"), value(words, "BOOT_IMAGE="), number(root));
    }

    private static String value(List<String> words, String name) {
        List<String> values = words.stream()
                .filter(w -> w.startsWith(name))
                .map(w -> w.substring(name.length()))
                .toList();
        if (values.size() != 1 || values.getFirst().isEmpty()) {
            throw new IllegalArgumentException("/proc/cmdline does not tell once: " + name);
        }
        return values.getFirst();
    }

    private static DeviceNumber number(String root) {
        if (root.startsWith("/dev/")) {
            return DeviceNumber.ofKernelName(root.substring("/dev/".length()))
                    .orElseThrow(() -> new IllegalArgumentException("/proc/cmdline names an unknown root"));
        }
        return DeviceNumber.ofHexadecimal(root);
    }
}
