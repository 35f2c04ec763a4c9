package org.applepie.domain.recovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.applepie.domain.recovery.RecoveryCard.Pair;
import org.applepie.domain.recovery.RecoveryCard.Plate;
import org.applepie.domain.recovery.RecoveryCard.Step;
import org.applepie.domain.remote.Command;

/**
 * What the steps of both ages of systems are made of.
 *
 * @param kernel that ran last, empty if not known
 */
record RescueSteps(List<Plate> drives, List<Pair> arrays, String kernel) {

    static final String ROOT = "/mnt";

    /** Stands for a name that only a person before the machine can tell. */
    static final String FILL_IN = "NAME";

    Step step(String title, String words, String[]... commands) {
        List<Command> all = new ArrayList<>();
        for (String[] command : commands) {
            all.add(Command.of(command));
        }
        return new Step(title, words, all);
    }

    static String[] run(String... argv) {
        return argv;
    }

    static String[][] all(List<String[]> commands) {
        return commands.toArray(String[][]::new);
    }

    /** Halves of all arrays; two names to be filled in where none is known. */
    List<String> members() {
        List<String> members =
                arrays.stream().flatMap(a -> a.members().stream()).toList();
        return members.isEmpty() ? List.of("/dev/" + FILL_IN + "1", "/dev/" + FILL_IN + "2") : members;
    }

    /**
     * Starts each array from its halves, and shows what runs then.
     *
     * @param mdadm the command before the names
     * @param unknown halves that stand for those of an array where none is known
     */
    String[][] starts(List<String> mdadm, String... unknown) {
        List<Pair> pairs =
                arrays.isEmpty() ? List.of(new Pair("md" + FILL_IN, "", "", "", "", "", List.of(unknown))) : arrays;
        List<String[]> commands = new ArrayList<>();
        for (Pair array : pairs) {
            List<String> words = new ArrayList<>(mdadm);
            words.add(device(array));
            words.addAll(array.members());
            commands.add(words.toArray(String[]::new));
        }
        commands.add(run("cat", "/proc/mdstat"));
        return all(commands);
    }

    /** Drives that carry an array, or all. */
    List<String> paths() {
        List<String> members = members();
        List<String> paths = drives.stream()
                .map(Plate::path)
                .filter(p -> members.stream().anyMatch(m -> m.startsWith(p)))
                .toList();
        return paths.isEmpty() ? List.of("/dev/" + FILL_IN) : paths;
    }

    String device(Pair array) {
        return "/dev/" + array.name();
    }

    /** Arrays with file systems, outer mount points first; root alone where none is known. */
    List<Pair> fileSystems() {
        List<Pair> found = arrays.stream()
                .filter(a -> a.use().startsWith("/"))
                .sorted(Comparator.comparing(Pair::use))
                .toList();
        return found.isEmpty() ? List.of(new Pair("md" + FILL_IN, "", "/", "", "", "", members())) : found;
    }

    static String inside(String mountPoint) {
        return mountPoint.equals("/") ? ROOT : ROOT + mountPoint;
    }

    String kernelOrBlank() {
        return kernel.isEmpty() ? FILL_IN : kernel;
    }
}
