package org.applepie.app.safety;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.WeakHashMap;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Stat;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.hardware.TreeDigest;

/**
 * Every file that was there at the beginning or came since, and where whole copies of them lie. Looks at the drives from outside:
 * a drive that is pulled or does not answer still has what it has.
 */
final class Ledger {

    /** A file system of the original: its files by their path in it, with their sums. */
    private record Original(String name, SimulatedDrive drive, long start, Map<String, String> files) {}

    /** A place that may hold a copy. */
    record Place(String drive, long start) {}

    /** A whole copy of one original. */
    record Copy(Place place, boolean original, boolean answers) {}

    /** A file that was taken in while the server worked. */
    private record Delivery(String path, String sum, boolean onArrays) {}

    private record Seen(long inode, long size, long modified, String sum) {}

    private final List<SimulatedDrive> drives;
    private final List<Original> originals = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final WeakHashMap<FileSystem, Map<String, Seen>> seen = new WeakHashMap<>();
    private int delivered;

    Ledger(List<SimulatedDrive> drives, List<String> mayChange) {
        this.drives = drives;
        for (SimulatedDrive drive : drives) {
            for (Map.Entry<Long, Content> area : drive.contents().entrySet()) {
                if (area.getValue() instanceof Content.Files files) {
                    Map<String, String> found = new TreeMap<>();
                    collect(TreeDigest.view(files.tree()), "", mayChange, found);
                    String name =
                            found.keySet().stream().anyMatch(path -> path.startsWith("/vmlinuz-")) ? "/boot" : "/";
                    originals.add(new Original(name, drive, area.getKey(), found));
                }
            }
        }
    }

    private static void collect(View view, String directory, List<String> mayChange, Map<String, String> into) {
        try {
            for (String name : view.list(directory.isEmpty() ? "/" : directory)) {
                String path = directory + "/" + name;
                Stat stat = view.lstat(path);
                if (mayChange.stream().anyMatch(path::startsWith)) {
                    continue;
                }
                if (stat.isDirectory()) {
                    collect(view, path, mayChange, into);
                } else if (stat.isRegular()) {
                    into.put(path, sum(view.read(path)));
                }
            }
        } catch (ErrnoException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        originals.forEach(one -> names.add(one.name));
        return names;
    }

    /** New mail, acknowledged to its sender; gives its path, or nothing if the server could not take it. */
    synchronized Optional<String> deliver(View files, boolean onArrays) {
        String path = "/var/mail/user01/new/%d".formatted(++delivered);
        byte[] text = ("mail " + delivered + " of this voyage\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try {
            files.write(path + ".tmp", text);
            files.rename(path + ".tmp", path);
            deliveries.add(new Delivery(path, sum(text), onArrays));
            return Optional.of(path);
        } catch (ErrnoException refused) {
            return Optional.empty();
        }
    }

    /** People gave up what was written on the arrays. */
    synchronized void giveUpArrays() {
        deliveries.removeIf(Delivery::onArrays);
    }

    /** All whole copies by what they are copies of. */
    synchronized Map<String, List<Copy>> copies() {
        Map<String, List<Copy>> copies = new LinkedHashMap<>();
        for (Original original : originals) {
            List<Copy> whole = new ArrayList<>();
            for (SimulatedDrive drive : drives) {
                drive.contents().forEach((start, content) -> {
                    if (content instanceof Content.Files files && holds(files.tree(), original.files)) {
                        whole.add(new Copy(
                                new Place(drive.serial(), start),
                                drive == original.drive && start == original.start,
                                !drive.dead()));
                    }
                });
            }
            copies.put(original.name, whole);
        }
        return copies;
    }

    /** Deliveries that no drive holds any more. */
    synchronized List<String> lost() {
        return deliveries.stream()
                .filter(delivery -> drives.stream()
                        .flatMap(drive -> drive.contents().values().stream())
                        .noneMatch(content -> content instanceof Content.Files files
                                && holds(files.tree(), Map.of(delivery.path, delivery.sum))))
                .map(Delivery::path)
                .toList();
    }

    /** What would be different if anything were; much cheaper than looking at every file. */
    synchronized String fingerprint() {
        StringBuilder print = new StringBuilder();
        for (SimulatedDrive drive : drives) {
            drive.contents().forEach((start, content) -> {
                print.append(start).append(content.getClass().getSimpleName().charAt(0));
                if (content instanceof Content.Files files) {
                    print.append(System.identityHashCode(files.tree()))
                            .append('.')
                            .append(files.tree().usedInodes());
                }
            });
            print.append('|').append(drive.dead());
        }
        return print.append(deliveries.size()).toString();
    }

    private boolean holds(FileSystem tree, Map<String, String> files) {
        View view = TreeDigest.view(tree);
        Map<String, Seen> known = seen.computeIfAbsent(tree, fresh -> new HashMap<>());
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!holds(view, known, file.getKey(), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(View view, Map<String, Seen> known, String path, String sum) {
        try {
            Stat stat = view.lstat(path);
            Seen before = known.get(path);
            if (before == null
                    || before.inode != stat.inode()
                    || before.size != stat.size()
                    || before.modified != stat.modifiedNanos()) {
                before = new Seen(stat.inode(), stat.size(), stat.modifiedNanos(), sum(view.read(path)));
                known.put(path, before);
            }
            return before.sum.equals(sum);
        } catch (ErrnoException refused) {
            // what cannot be read is there all the same: nobody has written over it
            return refused.errno() == Errno.EIO;
        }
    }
}
