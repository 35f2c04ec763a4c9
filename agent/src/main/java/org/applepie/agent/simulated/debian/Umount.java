package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.Options.Known.flag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.shell.Call;

/** umount of util-linux 2.38.1. */
final class Umount extends OptionedTool {

    private static final List<Options.Known> KNOWN = List.of(
            flag('f', "force"),
            flag('l', "lazy"),
            flag('n', "no-mtab"),
            flag('q', "quiet"),
            flag('R', "recursive"),
            flag('v', "verbose"),
            flag('V', "version"));

    Umount(Running running) {
        super(running, KNOWN, "umount" + Mount.VERSION);
    }

    @Override
    int run(Call call, Options options) throws IOException {
        if (options.words().isEmpty()) {
            return Mount.usage(call);
        }
        int code = 0;
        for (String word : options.words()) {
            int ended = options.has("recursive") ? recursive(call, word, options) : one(call, word, options);
            code = ended == 0 ? code : ended;
        }
        return code;
    }

    private List<MountEntry> mounts(Call call) {
        return running().namespace().mounts(call.files());
    }

    // What lies on it goes first, the last mounted first.
    private int recursive(Call call, String word, Options options) throws IOException {
        if (!call.files().exists(word)) {
            return say(call, options, 1, word + ": not found");
        }
        Optional<String> point = point(call, word);
        if (point.isEmpty()) {
            return say(call, options, 1, word + ": not mounted");
        }
        for (MountEntry entry : below(call, point.get())) {
            int code = unmount(call, entry.point(), options);
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }

    private List<MountEntry> below(Call call, String point) {
        List<MountEntry> all = mounts(call);
        MountEntry top = all.stream()
                .filter(entry -> entry.point().equals(point))
                .max(Comparator.comparingInt(MountEntry::id))
                .orElseThrow();
        List<MountEntry> found = new ArrayList<>();
        add(all, top, found);
        return found;
    }

    private static void add(List<MountEntry> all, MountEntry entry, List<MountEntry> found) {
        all.stream()
                .filter(child -> child.parent() == entry.id() && child.id() != entry.id())
                .sorted(Comparator.comparingInt(MountEntry::id).reversed())
                .forEach(child -> add(all, child, found));
        found.add(entry);
    }

    private int one(Call call, String word, Options options) throws IOException {
        if (!call.files().exists(word)) {
            return say(call, options, Mount.FAILED, word + ": no mount point specified.");
        }
        Optional<String> point = point(call, word);
        if (point.isEmpty()) {
            return say(call, options, Mount.FAILED, word + ": not mounted.");
        }
        return unmount(call, point.get(), options);
    }

    // A mount point, or where a device was mounted last.
    private Optional<String> point(Call call, String word) {
        String path;
        try {
            path = call.files().canonical(word);
        } catch (ErrnoException absent) {
            return Optional.empty();
        }
        Optional<String> point = mounts(call).stream()
                .map(MountEntry::point)
                .filter(path::equals)
                .findFirst();
        return point.or(() -> blockIfAny(call, path)
                .flatMap(block -> mounts(call).stream()
                        .filter(entry -> entry.device().equals(block.number()))
                        .map(MountEntry::point)
                        .reduce((first, last) -> last)));
    }

    private int unmount(Call call, String point, Options options) throws IOException {
        try {
            String source = mounts(call).stream()
                    .filter(entry -> entry.point().equals(point))
                    .map(MountEntry::source)
                    .reduce((first, last) -> last)
                    .orElse("none");
            running().namespace().unmount(call.files(), point, options.has("lazy"));
            if (options.has("verbose")) {
                call.print("umount: " + point + " (" + source + ") unmounted\n");
            }
            return 0;
        } catch (ErrnoException refused) {
            return say(
                    call,
                    options,
                    Mount.FAILED,
                    point + (refused.errno() == Errno.EBUSY ? ": target is busy." : ": not mounted."));
        }
    }

    private static int say(Call call, Options options, int code, String words) throws IOException {
        boolean harmless = options.has("quiet") && words.contains("not mounted");
        return harmless ? code : call.fail(code, words);
    }
}
