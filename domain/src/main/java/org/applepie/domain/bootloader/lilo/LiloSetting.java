package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A setting of lilo.conf.
 *
 * @param key in lower case; LILO takes any
 * @param value empty for a flag
 * @param firstLine line on which it starts, counted from 0
 * @param lastLine line on which it ends
 */
record LiloSetting(String key, Optional<String> value, int firstLine, int lastLine) {

    private static final Set<String> FLAGS = Set.of(
            "prompt",
            "read-only",
            "read-write",
            "restricted",
            "optional",
            "lock",
            "compact",
            "linear",
            "lba32",
            "geometric");
    private static final Set<String> VALUED = Set.of(
            "boot",
            "root",
            "map",
            "delay",
            "timeout",
            "default",
            "install",
            "raid-extra-boot",
            "image",
            "other",
            "label",
            "alias",
            "initrd",
            "append",
            "vga",
            "disk",
            "include");

    static List<LiloSetting> of(String text) {
        List<LiloToken> tokens = LiloTokens.of(text);
        List<LiloSetting> settings = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            boolean valued = at + 1 < tokens.size() && tokens.get(at + 1).isEquals();
            settings.add(valued ? valued(tokens, at) : flag(tokens.get(at)));
            at += valued ? 3 : 1;
        }
        return settings;
    }

    private static LiloSetting valued(List<LiloToken> tokens, int at) {
        LiloToken key = tokens.get(at);
        if (key.isEquals() || at + 2 >= tokens.size() || tokens.get(at + 2).isEquals()) {
            throw at(key, "no value for " + key.text());
        }
        LiloToken value = tokens.get(at + 2);
        String name = key.text().toLowerCase(Locale.ROOT);
        if (FLAGS.contains(name)) {
            throw at(key, "a value for " + name + ", which has none");
        }
        if (name.equals("include")) {
            throw at(key, "another file included, which is not read here");
        }
        return new LiloSetting(name, Optional.of(value.text()), key.firstLine(), value.lastLine());
    }

    private static LiloSetting flag(LiloToken key) {
        String name = key.text().toLowerCase(Locale.ROOT);
        if (key.isEquals() || VALUED.contains(name)) {
            throw at(key, "no value for " + name);
        }
        return new LiloSetting(name, Optional.empty(), key.firstLine(), key.lastLine());
    }

    private static IllegalArgumentException at(LiloToken token, String what) {
        return new IllegalArgumentException("lilo.conf has " + what + " at line " + (token.firstLine() + 1));
    }

    boolean opensStanza() {
        return key.equals("image") || key.equals("other");
    }
}
