package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** lsinitramfs and unmkinitramfs of initramfs-tools 0.142, for images without microcode in front. */
final class InitramfsImage implements Program {

    private static final String CONF = "etc/mdadm/mdadm.conf";

    /** What is a directory though nothing lies in it. */
    private static final Set<String> DIRECTORIES = Set.of(".", "conf/conf.d", "run", "scripts/local");

    /** What is a link into /usr. */
    private static final Set<String> MERGED = Set.of("bin", "lib", "sbin");

    private static final String LIST = """

            Usage: lsinitramfs [-l] initramfs-file...

            Options:
              -l   Display long and more verbose listing of initramfs content

            See lsinitramfs(8) for further details.

            """;

    private static final String EXTRACT = """

            Usage: unmkinitramfs [-v] initramfs-file directory

            Options:
              -v   Display verbose messages about extraction

            See unmkinitramfs(8) for further details.

            """;

    @Override
    public int run(Call call) throws IOException {
        boolean list = call.name().endsWith("lsinitramfs");
        List<String> words = new ArrayList<>();
        boolean verbose = false;
        for (String word : call.arguments()) {
            if (word.equals("-v") && !list || word.equals("-l") && list) {
                verbose = true;
            } else if (word.startsWith("-") && word.length() > 1) {
                call.warn(
                        call.name() + ": invalid option -- '" + word.substring(1, 2) + "'\n" + (list ? LIST : EXTRACT));
                return 2;
            } else {
                words.add(word);
            }
        }
        if (list ? words.isEmpty() : words.size() != 2) {
            call.warn(list ? LIST : EXTRACT);
            return 2;
        }
        return list ? list(call, words) : extract(call, words.getFirst(), words.getLast(), verbose);
    }

    // The first image that cannot be read is the last one that is looked at.
    private static int list(Call call, List<String> paths) throws IOException {
        for (String path : paths) {
            Optional<Initrd> image = image(call, path);
            if (image.isEmpty()) {
                return 2;
            }
            call.print(String.join("\n", image.get().files()) + "\n");
        }
        return 0;
    }

    private static Optional<Initrd> image(Call call, String path) throws IOException {
        Optional<Initrd> image = Optional.empty();
        try {
            image = Initrd.parse(call.files().text(path));
        } catch (ErrnoException unread) {
            for (int line : new int[] {64, 57, 38}) {
                call.warn("/usr/bin/unmkinitramfs: " + line + ": cannot open " + path + ": "
                        + (call.files().exists(path) ? unread.errno().text() : "No such file") + "\n");
            }
        }
        if (image.isEmpty()) {
            call.warn("cpio: premature end of archive\n");
        }
        return image;
    }

    private static int extract(Call call, String path, String directory, boolean verbose) throws IOException {
        Optional<Initrd> image = image(call, path);
        call.files().makeDirectories(directory);
        if (image.isEmpty()) {
            return 2;
        }
        View files = call.files();
        for (String name : image.get().files()) {
            String to = directory + "/" + name;
            if (MERGED.contains(name)) {
                if (!files.exists(to)) {
                    files.symlink("usr/" + name, to);
                }
            } else if (isDirectory(name, image.get().files())) {
                files.makeDirectories(to);
            } else {
                files.write(to, content(name, image.get()));
            }
            if (verbose) {
                call.warn(name + "\n");
            }
        }
        return 0;
    }

    private static boolean isDirectory(String name, List<String> all) {
        return DIRECTORIES.contains(name) || all.stream().anyMatch(other -> other.startsWith(name + "/"));
    }

    private static String content(String name, Initrd image) {
        return name.equals(CONF) ? String.join("\n", image.arrays()) + "\n" : "\177ELF " + name + "\n";
    }

    /**
     * What lies in an image.
     *
     * @param modules of the kernel that it takes along
     * @param mdadm whether that is installed
     */
    static List<String> listed(String version, List<String> modules, boolean mdadm) {
        Set<String> files = new TreeSet<>(List.of("conf/arch.conf", "conf/initramfs.conf", "etc/fstab", "init"));
        files.addAll(DIRECTORIES);
        files.addAll(List.of("scripts/functions", "scripts/local-top/local", "usr/bin/busybox", "usr/sbin/blkid"));
        if (mdadm) {
            files.addAll(List.of(CONF, "etc/modprobe.d/mdadm.conf", "scripts/local-block/mdadm"));
            files.addAll(List.of("usr/sbin/mdadm", "usr/sbin/mdmon"));
        }
        modules.forEach(module -> files.add(KernelModules.path(version, module)));
        for (String file : List.copyOf(files)) {
            for (int at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) {
                files.add(file.substring(0, at));
            }
        }
        files.addAll(MERGED);
        return List.copyOf(files);
    }
}
