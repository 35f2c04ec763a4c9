package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The options of a mount, sorted by who is to obey them. */
final class MountOptions {

    private static final Set<String> KERNEL =
            Set.of("nosuid", "nodev", "noexec", "noatime", "nodiratime", "relatime", "strictatime");
    private static final Set<String> NEGATED = Set.of("suid", "dev", "exec", "atime", "diratime", "norelatime");
    private static final Set<String> NOBODY = Set.of(
            "defaults",
            "auto",
            "noauto",
            "user",
            "nouser",
            "users",
            "nofail",
            "_netdev",
            "remount",
            "bind",
            "rbind",
            "ro",
            "rw",
            "async",
            "loop",
            "sw");

    private final List<String> given = new ArrayList<>();

    MountOptions(List<String> words) {
        words.stream()
                .flatMap(word -> List.of(word.split(",")).stream())
                .filter(word -> !word.isEmpty())
                .forEach(given::add);
    }

    boolean has(String word) {
        return given.contains(word);
    }

    boolean bind() {
        return has("bind") || has("rbind");
    }

    /** The later of ro and rw counts. */
    boolean readOnly() {
        return given.lastIndexOf("ro") > given.lastIndexOf("rw");
    }

    /** What is seen in the options of the mount itself. */
    List<String> ofMount() {
        List<String> options = new ArrayList<>(List.of(readOnly() ? "ro" : "rw"));
        given.stream()
                .filter(word -> KERNEL.contains(word) && !word.equals("relatime") && !word.equals("strictatime"))
                .distinct()
                .forEach(options::add);
        if (!has("noatime") && !has("strictatime")) {
            options.add("relatime");
        }
        return options;
    }

    /** What only the file system can understand. */
    List<String> ofFileSystem() {
        return given.stream()
                .filter(word -> !KERNEL.contains(word) && !NEGATED.contains(word) && !NOBODY.contains(word))
                .filter(word -> !word.startsWith("x-") && !word.startsWith("X-") && !word.startsWith("comment="))
                .distinct()
                .toList();
    }
}
