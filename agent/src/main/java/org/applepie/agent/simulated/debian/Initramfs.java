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

/** update-initramfs, mkinitramfs and lsinitramfs of initramfs-tools 0.142. */
final class Initramfs extends Tool {

    private static final String IMAGE = "/boot/initrd.img-";
    private static final String RESUME = "/etc/initramfs-tools/conf.d/resume";
    private static final List<String> DRIVERS = List.of("ext4", "sd_mod", "virtio_scsi");
    private static final List<String> PERSONALITIES =
            List.of("linear", "multipath", "raid0", "raid1", "raid456", "raid5", "raid6", "raid10");

    Initramfs(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        return switch (call.name().replaceFirst(".*/", "")) {
            case "lsinitramfs" -> list(call);
            case "mkinitramfs" -> make(call);
            default -> update(call);
        };
    }

    private int update(Call call) throws IOException {
        List<String> words = call.arguments();
        String version = "";
        boolean create = false;
        boolean update = false;
        boolean delete = false;
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "-u" -> update = true;
                case "-c" -> create = true;
                case "-d" -> delete = true;
                case "-v" -> {}
                case "-k" -> version = at + 1 < words.size() ? words.get(++at) : "";
                default -> {
                    call.warn("/usr/sbin/update-initramfs: 1: Illegal option " + words.get(at) + "\n"
                            + "Usage: update-initramfs {-c|-d|-u} [-k version] [-v] [-b directory]\n");
                    return 1;
                }
            }
        }
        if (!create && !update && !delete) {
            call.warn("You must specify at least one of -c, -u, or -d.\n");
            return 1;
        }
        int code = 0;
        for (String one : versions(call, version, create)) {
            code |= delete ? remove(call, one) : generate(call, one);
        }
        return code;
    }

    private static int remove(Call call, String version) throws IOException {
        call.print("update-initramfs: Deleting " + IMAGE + version + "\n");
        call.files().unlink(IMAGE + version);
        return 0;
    }

    // Without a version, the newest; "all" are those that have an image.
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
        String version = words.size() > at + 2 ? words.get(at + 2) : Drivers.RELEASE;
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
        List<String> modules = new ArrayList<>(DRIVERS);
        if (mdadm) {
            modules.addAll(PERSONALITIES);
        }
        List<String> arrays = mdadm ? arrays(call) : List.of();
        return Optional.of(new Initrd(version, modules, listed(version, modules, mdadm), arrays, resume(call)));
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

    private static List<String> listed(String version, List<String> modules, boolean mdadm) {
        List<String> files = new ArrayList<>(List.of(
                ".", "bin", "conf", "conf/arch.conf", "conf/conf.d", "conf/initramfs.conf", "etc", "etc/fstab"));
        if (mdadm) {
            files.addAll(List.of("etc/mdadm", "etc/mdadm/mdadm.conf", "etc/modprobe.d", "etc/modprobe.d/mdadm.conf"));
        }
        files.addAll(
                List.of("init", "lib", "run", "sbin", "scripts", "scripts/local", "usr", "usr/bin", "usr/bin/busybox"));
        String kernel = "usr/lib/modules/" + version + "/kernel/";
        for (String module : modules) {
            files.add(kernel
                    + switch (module) {
                        case "ext4" -> "fs/ext4/";
                        case "sd_mod", "virtio_scsi" -> "drivers/scsi/";
                        default -> "drivers/md/";
                    }
                    + module + ".ko");
        }
        files.add("usr/sbin/blkid");
        if (mdadm) {
            files.addAll(List.of("usr/sbin/mdadm", "usr/sbin/mdmon"));
        }
        return files;
    }

    private static int list(Call call) throws IOException {
        List<String> words = call.arguments();
        if (words.isEmpty() || words.stream().anyMatch(word -> word.startsWith("-"))) {
            call.warn("Usage: lsinitramfs [-l] initramfs-file...\n");
            return 1;
        }
        for (String path : words) {
            String text;
            try {
                text = call.files().text(path);
            } catch (ErrnoException absent) {
                call.warn("lsinitramfs: 1: Specified file could not be read.\n");
                return 1;
            }
            Optional<Initrd> image = Initrd.parse(text);
            if (image.isEmpty()) {
                call.warn("cpio: premature end of archive\n");
                return 1;
            }
            call.print(String.join("\n", image.get().files()) + "\n");
        }
        return 0;
    }
}
