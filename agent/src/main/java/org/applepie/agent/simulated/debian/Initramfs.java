package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.shell.Call;

/** update-initramfs and mkinitramfs of initramfs-tools 0.142. */
final class Initramfs extends Tool {

    private static final String IMAGE = "/boot/initrd.img-";
    private static final String RESUME = "/etc/initramfs-tools/conf.d/resume";

    Initramfs(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        return call.name().endsWith("mkinitramfs") ? make(call) : update(call);
    }

    private int update(Call call) throws IOException {
        List<String> words = call.arguments();
        String version = "";
        String mode = "";
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            switch (word) {
                case "-u", "-c", "-d" -> mode = word;
                case "-v", "-t" -> {}
                case "-k" -> version = at + 1 < words.size() ? words.get(++at) : "";
                case "-b" -> at++;
                default -> {
                    return word.startsWith("-")
                            ? usage(call, call.name() + ": invalid option -- '" + word.substring(1) + "'\n")
                            : usage(call, "Extra argument '" + word + "'\n\n");
                }
            }
        }
        if (mode.isEmpty()) {
            return usage(call, "You must specify at least one of -c, -u, or -d.\n\n");
        }
        if (mode.equals("-c") && version.isEmpty()) {
            return usage(call, "Create mode requires a version argument\n\n");
        }
        int code = 0;
        for (String one : versions(call, version, mode.equals("-c"))) {
            code |= mode.equals("-d") ? remove(call, one) : generate(call, one);
        }
        return code;
    }

    private static int usage(Call call, String why) throws IOException {
        call.warn(why + """

                Usage: update-initramfs {-c|-d|-u} [-k version] [-v] [-b directory]

                Options:
                 -k version\tSpecify kernel version or 'all'
                 -c\t\tCreate a new initramfs
                 -u\t\tUpdate an existing initramfs
                 -d\t\tRemove an existing initramfs
                 -b directory\tSet alternate boot directory
                 -v\t\tBe verbose

                See update-initramfs(8) for further details.

                """);
        return 2;
    }

    private static int remove(Call call, String version) throws IOException {
        call.print("update-initramfs: Deleting " + IMAGE + version + "\n");
        if (call.files().exists(IMAGE + version)) {
            call.files().unlink(IMAGE + version);
        }
        return 0;
    }

    // Without a version, the newest that has an image; "all" are those that have one, or all kernels where one is made
    // anew.
    private static List<String> versions(Call call, String wanted, boolean create) throws IOException {
        View files = call.files();
        if (!wanted.isEmpty() && !wanted.equals("all")) {
            return List.of(wanted);
        }
        List<String> found = new ArrayList<>();
        for (String name : files.list("/boot")) {
            String version = name.replaceFirst("^vmlinuz-", "");
            if (!version.equals(name) && (create || files.exists(IMAGE + version))) {
                found.add(version);
            }
        }
        found.sort(Versions.ORDER.reversed());
        return wanted.equals("all") || found.isEmpty() ? found : List.of(found.getFirst());
    }

    private int generate(Call call, String version) throws IOException {
        String path = IMAGE + version;
        call.print("update-initramfs: Generating " + path + "\n");
        Optional<Initrd> image = image(call, version);
        if (image.isEmpty()) {
            call.warn("update-initramfs: failed for " + path + " with 1.\n");
            return 1;
        }
        call.files().write(path + ".new", image.get().print());
        call.files().rename(path + ".new", path);
        return 0;
    }

    private int make(Call call) throws IOException {
        List<String> words = call.arguments();
        int at = words.indexOf("-o");
        if (at < 0 || words.size() < at + 2) {
            call.warn("Usage: mkinitramfs [option]... -o outfile [version]\n");
            return 1;
        }
        String version = words.size() > at + 2 ? words.get(at + 2) : drivers().release();
        Optional<Initrd> image = image(call, version);
        if (image.isEmpty()) {
            return 1;
        }
        call.files().write(words.get(at + 1), image.get().print());
        return 0;
    }

    private Optional<Initrd> image(Call call, String version) throws IOException {
        View files = call.files();
        if (!files.exists("/lib/modules/" + version)) {
            call.warn("W: missing /lib/modules/" + version
                    + "\nW: Ensure all necessary drivers are built into the linux image!\n"
                    + "depmod: ERROR: could not open directory /lib/modules/" + version
                    + ": No such file or directory\n");
            return Optional.empty();
        }
        boolean mdadm = files.exists("/usr/sbin/mdadm");
        List<String> modules = new ArrayList<>(KernelModules.present(files, version, KernelModules.ALWAYS));
        if (mdadm) {
            modules.addAll(KernelModules.present(files, version, KernelModules.OF_ARRAYS));
        }
        List<String> arrays = mdadm ? arrays(call) : List.of();
        return Optional.of(
                new Initrd(version, modules, InitramfsImage.listed(version, modules, mdadm), arrays, resume(call)));
    }

    // Where the configuration names no array the hook writes down those that run, as mdadm --detail --scan tells them.
    private List<String> arrays(Call call) throws IOException {
        List<MdadmConf.Array> named = MdadmConf.of(call.files()).arrays();
        if (!named.isEmpty()) {
            return named.stream().map(Initramfs::line).toList();
        }
        List<String> running = new ArrayList<>();
        for (MdArray array : drivers().md().arrays()) {
            running.add(
                    "ARRAY /dev/md" + array.minor() + " metadata=1.2 name=" + array.name() + " UUID=" + array.uuid());
        }
        return running;
    }

    private static String line(MdadmConf.Array array) {
        return "ARRAY " + array.path()
                + array.uuid().map(uuid -> " UUID=" + uuid).orElse("")
                + array.name().map(name -> " name=" + name).orElse("");
    }

    private String resume(Call call) throws IOException {
        String text;
        try {
            text = call.files().text(RESUME);
        } catch (ErrnoException absent) {
            return "";
        }
        String value = text.lines()
                .filter(line -> line.startsWith("RESUME="))
                .map(line -> line.substring("RESUME=".length()))
                .reduce((first, last) -> last)
                .orElse("");
        if (value.startsWith("UUID=") && !swap(value.substring("UUID=".length()))) {
            call.warn("W: initramfs-tools configuration sets RESUME=" + value
                    + "\nW: but no matching swap device is available.\n");
        }
        return value;
    }

    private boolean swap(String uuid) {
        for (Block block : drivers().blocks()) {
            try {
                if (block.medium().content() instanceof Content.Swap swap
                        && swap.uuid().toString().equals(uuid)) {
                    return true;
                }
            } catch (DriveFailure dead) {
                // It is not on this one.
            }
        }
        return false;
    }
}
