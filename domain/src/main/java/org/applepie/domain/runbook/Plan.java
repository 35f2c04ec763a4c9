package org.applepie.domain.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Check.MemberOf;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/**
 * What all phases share while a runbook is made: the situation, the layout, and the pieces their steps are built from.
 *
 * @param tag short name of the runbook for paths on the server
 */
record Plan(Situation situation, Layout layout, String tag) {

    /** Where file systems are mounted for work; on tmpfs, so no copy ever contains it. */
    static final String WORK = "/run/applepie";

    static final String SOURCE = WORK + "/source";
    static final String COPY = WORK + "/copy";
    static final String STATE = "/var/lib/applepie";

    static final Duration SHORT = Duration.ofMinutes(10);
    static final Duration LONG = Duration.ofHours(1);

    PlannedDrive apple() {
        return layout.apple();
    }

    PlannedDrive pie() {
        return layout.pie();
    }

    String backups() {
        return "/var/backups/applepie/" + tag;
    }

    MemberOf onApple(PlannedArray array) {
        return new MemberOf(apple().label(), apple().identity(), array.partition());
    }

    MemberOf onPie(PlannedArray array) {
        return new MemberOf(pie().label(), pie().identity(), array.partition());
    }

    Volume volume(PlannedArray array) {
        return situation.volumes().stream()
                .filter(v -> v.number() == array.partition())
                .findFirst()
                .orElseThrow();
    }

    /** Arrays with file systems, outer mount points first. */
    List<PlannedArray> fileSystems() {
        return layout.arrays().stream()
                .filter(a -> !a.isSwap())
                .sorted(Comparator.comparing(PlannedArray::mountPoint))
                .toList();
    }

    /** The array that holds /boot: its own, or root's. */
    PlannedArray bootArray() {
        return fileSystems().stream()
                .filter(a -> a.mountPoint().equals("/boot"))
                .findFirst()
                .orElseGet(this::rootArray);
    }

    PlannedArray rootArray() {
        return fileSystems().getFirst();
    }

    /** How GRUB names a directory below /boot. */
    String grubPath(String below) {
        return bootArray().mountPoint().equals("/boot") ? below : "/boot" + below;
    }

    /** Word for ids and titles: {@code root}, {@code boot}, {@code srv-mail}. */
    static String slug(PlannedArray array) {
        String path = array.mountPoint().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return path.isEmpty() ? "root" : path.toLowerCase(java.util.Locale.ROOT);
    }

    /** Mounts the whole copy below {@link #COPY}, outer mount points first. */
    List<Action> mountCopy() {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.run("mkdir", "-p", COPY));
        for (PlannedArray a : fileSystems()) {
            actions.add(Action.run("mount", "-t", a.contentType(), a.path(), inCopy(a.mountPoint())));
        }
        return actions;
    }

    /** Mounts the copy with what programs in a chroot need of the running system. */
    List<Action> enterCopy() {
        List<Action> actions = new ArrayList<>(mountCopy());
        for (String tree : List.of("/dev", "/proc", "/sys", "/run")) {
            // grub-probe finds no device without these; slave, so that unmounting here never unmounts there
            actions.add(Action.run("mount", "--rbind", tree, COPY + tree));
            actions.add(Action.run("mount", "--make-rslave", COPY + tree));
        }
        return actions;
    }

    /** Undoes {@link #mountCopy} and {@link #enterCopy}. */
    static List<Action> leaveCopy() {
        return List.of(Action.run("umount", "--recursive", COPY));
    }

    static String inCopy(String path) {
        return path.equals("/") ? COPY : COPY + path;
    }

    static Action chroot(String... argv) {
        List<String> words = new ArrayList<>(List.of("chroot", COPY));
        words.addAll(List.of(argv));
        return Action.run(new Command(words, ""));
    }

    static Action runAccepting(Set<Integer> codes, String... argv) {
        return new Action.Run(Command.of(argv), codes);
    }

    static Action silence(String... argv) {
        return new Action.ExpectSilence(Command.of(argv));
    }

    /**
     * Waits until udev has dealt with what was written. When a writer closes a drive, udev reads its table again, and for
     * a moment the names of its partitions are gone.
     */
    static Action settle() {
        return Action.run("udevadm", "settle", "--timeout=60");
    }

    /** Fails if a file still names a file system or swap of the old layout. */
    Action noOldUuidIn(String... files) {
        List<String> words = new ArrayList<>(List.of("sed", "-n"));
        for (PlannedArray a : layout.arrays()) {
            words.add("-e");
            words.add("/" + a.oldUuid() + "/p");
        }
        words.addAll(List.of(files));
        return new Action.ExpectSilence(new Command(words, ""));
    }

    /** Records in memory of the server, for its present boot, that all actions of a step before it went well. */
    Action mark(String step) {
        return new Action.WriteFile(WORK + "/" + step + ".done", tag + " " + step + "\n", "0600");
    }

    static Action unmark(String step) {
        return Action.run("rm", "-f", WORK + "/" + step + ".done");
    }

    Check marked(String step, String says) {
        return new Check.Probe(says, Command.of("cat", WORK + "/" + step + ".done"), tag + " " + step);
    }

    List<Check> arraysOnPie() {
        return layout.arrays().stream()
                .<Check>map(a -> new Check.ArrayIs(a.reference(), List.of(onPie(a)), false))
                .toList();
    }

    List<Check> arraysWhole() {
        return layout.arrays().stream()
                .<Check>map(a -> new Check.ArrayIs(a.reference(), List.of(onPie(a), onApple(a)), true))
                .toList();
    }

    /** The running system stands on the arrays: every mount and swap. */
    List<Check> systemOnArrays() {
        return layout.arrays().stream().map(Plan::systemOn).toList();
    }

    /** The running system stands on this array. */
    static Check systemOn(PlannedArray array) {
        return array.isSwap()
                ? new Check.SwapIsArray(array.reference())
                : new Check.MountedFromArray(array.mountPoint(), array.reference());
    }

    /** How long a sync may take before people are asked: an hour, and what the array takes at this speed. */
    Duration syncLimit(PlannedArray array, long bytesPerSecond) {
        return LONG.plusSeconds(array.sizeSectors() * layout.logicalSectorBytes() / bytesPerSecond);
    }

    /** The directory of a file, by its absolute path. */
    static String directory(String file) {
        return file.substring(0, file.lastIndexOf('/'));
    }

    /** The running system stands on apple's partitions as before. */
    List<Check> systemOnApple() {
        return fileSystems().stream()
                .<Check>map(a -> new Check.MountedFromPartition(a.mountPoint(), onApple(a)))
                .toList();
    }
}
