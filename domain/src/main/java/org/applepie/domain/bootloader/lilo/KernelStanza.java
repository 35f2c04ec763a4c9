package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The lines of a stanza for another kernel: what was proved to start the machine, with another label, kernel and initial RAM
 * disk. Comments stay where they were; an alias stays with its stanza, and a kernel that is not there is no choice but an
 * error.
 */
final class KernelStanza {

    private static final Set<String> LEFT_OUT = Set.of("image", "label", "alias", "initrd", "optional");

    private KernelStanza() {}

    /** @throws IllegalArgumentException if a setting shares its line with another */
    static List<String> lines(List<String> file, LiloSection stanza, String label, String image, String initrd) {
        List<String> lines = new ArrayList<>(List.of("image=" + image, "\tlabel=" + label));
        for (LiloSetting setting : stanza.settings()) {
            if (!LEFT_OUT.contains(setting.key())) {
                if (shares(stanza, setting)) {
                    throw new IllegalArgumentException(
                            "lilo.conf has several settings on line " + (setting.firstLine() + 1));
                }
                lines.addAll(file.subList(setting.firstLine(), setting.lastLine() + 1));
            }
        }
        lines.add("\tinitrd=" + initrd);
        return lines;
    }

    private static boolean shares(LiloSection stanza, LiloSetting setting) {
        return stanza.settings().stream()
                .anyMatch(o -> !o.equals(setting)
                        && o.firstLine() <= setting.lastLine()
                        && o.lastLine() >= setting.firstLine());
    }
}
