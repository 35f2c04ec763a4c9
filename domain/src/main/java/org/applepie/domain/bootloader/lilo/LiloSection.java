package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The global part of lilo.conf, or one stanza with the setting that opens it.
 */
record LiloSection(List<LiloSetting> settings) {

    /** Settings of parts that may stand several times within one section. */
    private static final Set<String> REPEATED = Set.of(
            "disk",
            "bios",
            "sectors",
            "heads",
            "cylinders",
            "inaccessible",
            "max-partitions",
            "partition",
            "start",
            "map-drive",
            "to",
            "change-rules",
            "reset",
            "type",
            "normal",
            "hidden",
            "change",
            "automatic",
            "activate",
            "deactivate",
            "set");

    LiloSection {
        settings = List.copyOf(settings);
    }

    /** The sections in order, the global one first. */
    static List<LiloSection> of(String text) {
        List<LiloSection> sections = new ArrayList<>();
        List<LiloSetting> current = new ArrayList<>();
        for (LiloSetting setting : LiloSetting.of(text)) {
            if (setting.opensStanza()) {
                sections.add(new LiloSection(current).checked());
                current = new ArrayList<>();
            }
            current.add(setting);
        }
        sections.add(new LiloSection(current).checked());
        return sections;
    }

    private LiloSection checked() {
        Set<String> seen = new HashSet<>();
        for (LiloSetting setting : settings) {
            if (!REPEATED.contains(setting.key()) && !seen.add(setting.key())) {
                throw new IllegalArgumentException("lilo.conf sets " + setting.key()
                        + " twice in one section, again at line " + (setting.firstLine() + 1));
            }
        }
        return this;
    }

    Optional<LiloSetting> setting(String key) {
        return settings.stream().filter(s -> s.key().equals(key)).findFirst();
    }

    int firstLine() {
        return settings.getFirst().firstLine();
    }

    int lastLine() {
        return settings.getLast().lastLine();
    }

    LiloStanza stanza() {
        Map<String, String> values = new LinkedHashMap<>();
        settings.forEach(s -> values.putIfAbsent(s.key(), s.value().orElse("")));
        LiloSetting first = settings.getFirst();
        return new LiloStanza(first.key(), first.value().orElseThrow(), values);
    }
}
