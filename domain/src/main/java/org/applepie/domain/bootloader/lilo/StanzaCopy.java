package org.applepie.domain.bootloader.lilo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a stanza under another label with a root and an initrd of its own. */
final class StanzaCopy {

    private final List<String> lines;
    private final LiloSection stanza;
    private final int end;

    /** @param end last line of the stanza, comments below it included */
    StanzaCopy(List<String> lines, LiloSection stanza, int end) {
        this.lines = lines;
        this.stanza = stanza;
        this.end = end;
    }

    List<String> lines(String label, String root, String initrd) {
        List<String> copy = new ArrayList<>();
        for (int at = stanza.firstLine(); at <= end; at++) {
            int line = at;
            List<LiloSetting> here = stanza.settings().stream()
                    .filter(s -> s.firstLine() <= line && s.lastLine() >= line)
                    .toList();
            if (here.size() > 1 || here.stream().anyMatch(s -> s.firstLine() != s.lastLine())) {
                throw new IllegalArgumentException(
                        "lilo.conf has a setting that does not stand on a line of its own at line " + (at + 1));
            }
            String text = lines.get(at);
            copy.addAll(here.isEmpty() ? List.of(text) : changed(here.getFirst(), text, label, root, initrd));
        }
        completed(copy, label, root, initrd);
        return copy;
    }

    private List<String> changed(LiloSetting setting, String text, String label, String root, String initrd) {
        String indent = LiloConf.indent(text);
        return switch (setting.key()) {
            case "label" -> List.of(indent + "label=" + label);
            case "alias" -> List.of("#" + text);
            case "root" -> List.of(indent + "root=" + root);
            case "initrd" ->
                has("root")
                        ? List.of(indent + "initrd=" + initrd)
                        : List.of("\troot=" + root, indent + "initrd=" + initrd);
            default -> List.of(text);
        };
    }

    /** What the stanza itself did not set. */
    private void completed(List<String> copy, String label, String root, String initrd) {
        if (!has("label")) {
            copy.add(1, "\tlabel=" + label);
        }
        if (!has("initrd")) {
            copy.addAll(has("root") ? List.of() : List.of("\troot=" + root));
            copy.add("\tinitrd=" + initrd);
        }
    }

    private boolean has(String key) {
        Optional<LiloSetting> setting = stanza.setting(key);
        return setting.isPresent();
    }
}
