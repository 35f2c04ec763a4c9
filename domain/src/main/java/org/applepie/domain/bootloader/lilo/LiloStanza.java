package org.applepie.domain.bootloader.lilo;

import java.util.Map;
import java.util.Optional;

/**
 * One choice of LILO's menu.
 *
 * @param kind {@code image} for a kernel, {@code other} for another system
 * @param target the kernel's file, or the other system's device
 * @param settings its settings by key in lower case; flags have an empty value. What is not here is as in the global part.
 */
public record LiloStanza(String kind, String target, Map<String, String> settings) {

    public LiloStanza {
        settings = Map.copyOf(settings);
    }

    /** Its name in the menu: LILO takes the last part of the target where no label is given. */
    public String label() {
        return settings.getOrDefault("label", target.substring(target.lastIndexOf('/') + 1));
    }

    /** Its own root, if it overrides the global one. */
    public Optional<String> root() {
        return Optional.ofNullable(settings.get("root"));
    }

    /** Its own initrd, if it overrides the global one. */
    public Optional<String> initrd() {
        return Optional.ofNullable(settings.get("initrd"));
    }
}
