package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.shell.Call;

/** The text of a grub.cfg for the kernels in /boot, as the scripts of /etc/grub.d write it. */
final class GrubMenu {

    private static final String CLASSES = "--class debian --class gnu-linux --class gnu --class os";

    private final Drivers drivers;
    private final View files;
    private final Location root;
    private final Location boot;
    private final Call call;
    private final Map<String, String> settings;

    /** @param call gets what is told of each image that is found */
    GrubMenu(Drivers drivers, View files, Location root, Location boot, Call call) throws ErrnoException {
        this.drivers = drivers;
        this.files = files;
        this.root = root;
        this.boot = boot;
        this.call = call;
        this.settings = settings(files.text("/etc/default/grub"));
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> all = new HashMap<>();
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (line.startsWith("GRUB_") && equals > 0) {
                all.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^([\"'])(.*)\\1$", "$2"));
            }
        }
        return all;
    }

    String text() throws IOException {
        StringBuilder text = new StringBuilder(head());
        List<String> kernels = kernels();
        for (String kernel : kernels) {
            call.warn("Found linux image: /boot/vmlinuz-" + kernel + "\n");
            if (files.exists(initrd(kernel))) {
                call.warn("Found initrd image: " + initrd(kernel) + "\n");
            }
        }
        if (!kernels.isEmpty()) {
            entries(text, kernels);
        }
        return text.append(Texts.of("grub.cfg-tail")).toString();
    }

    private String head() {
        String preset = settings.getOrDefault("GRUB_DEFAULT", "0");
        String wanted = preset.equals("saved") ? "${saved_entry}" : preset;
        return Texts.of("grub.cfg-head")
                .replace("@default@", wanted)
                .replace("@timeout@", settings.getOrDefault("GRUB_TIMEOUT", "5"));
    }

    private List<String> kernels() throws ErrnoException {
        List<String> found = new ArrayList<>();
        for (String name : files.list("/boot")) {
            if (name.startsWith("vmlinuz-")) {
                found.add(name.substring("vmlinuz-".length()));
            }
        }
        found.sort(Collections.reverseOrder(Versions.ORDER));
        return found;
    }

    private static String initrd(String kernel) {
        return "/boot/initrd.img-" + kernel;
    }

    private void entries(StringBuilder text, List<String> kernels) {
        String id = root.files().uuid().toString();
        text.append(
                "menuentry 'Debian GNU/Linux' " + CLASSES + " $menuentry_id_option 'gnulinux-simple-" + id + "' {\n");
        body(text, "\t", kernels.getFirst(), "");
        text.append("}\nsubmenu 'Advanced options for Debian GNU/Linux' $menuentry_id_option 'gnulinux-advanced-" + id
                + "' {\n");
        for (String kernel : kernels) {
            named(text, kernel, "", "advanced", "");
            if (!settings.getOrDefault("GRUB_DISABLE_RECOVERY", "").equals("true")) {
                named(text, kernel, " (recovery mode)", "recovery", "single ");
            }
        }
        text.append("}\n");
    }

    private void named(StringBuilder text, String kernel, String more, String kind, String word) {
        text.append("\tmenuentry 'Debian GNU/Linux, with Linux " + kernel + more + "' " + CLASSES
                + " $menuentry_id_option 'gnulinux-" + kernel + "-" + kind + "-"
                + root.files().uuid() + "' {\n");
        body(text, "\t\t", kernel, word);
        text.append("\t}\n");
    }

    private void body(StringBuilder text, String in, String kernel, String word) {
        String path = boot.inside();
        String id = root.files().uuid().toString();
        String always = settings.getOrDefault("GRUB_CMDLINE_LINUX", "");
        String usual = word.isEmpty() ? " " + settings.getOrDefault("GRUB_CMDLINE_LINUX_DEFAULT", "") : "";
        text.append(in + "load_video\n" + in + "insmod gzio\n" + in
                + "if [ x$grub_platform = xxen ]; then insmod xzio; insmod lzopio; fi\n" + in + "insmod part_msdos\n");
        device(text, in);
        text.append(in + "echo\t'Loading Linux " + kernel + " ...'\n")
                .append(in + "linux\t" + path + "/vmlinuz-" + kernel + " root=UUID=" + id + " ro " + word + always
                        + usual + "\n");
        if (files.exists(initrd(kernel))) {
            text.append(in + "echo\t'Loading initial ramdisk ...'\n" + in + "initrd\t" + path + "/initrd.img-" + kernel
                    + "\n");
        }
    }

    private void device(StringBuilder text, String in) {
        boolean array = boot.block().medium() instanceof MdArray;
        String name = GrubNames.of(drivers, boot.block());
        String id = boot.files().uuid().toString();
        String hints = array
                ? "--hint='" + name + "'  "
                : "--hint-bios=" + name + " --hint-efi=" + name + " --hint-baremetal=" + name.replace("hd", "ahci")
                        + "  ";
        text.append(array ? in + "insmod diskfilter\n" + in + "insmod mdraid1x\n" : "")
                .append(in + "insmod ext2\n" + in + "set root='" + name + "'\n")
                .append(in + "if [ x$feature_platform_search_hint = xy ]; then\n")
                .append(in + "  search --no-floppy --fs-uuid --set=root " + hints + id + "\n")
                .append(in + "else\n" + in + "  search --no-floppy --fs-uuid --set=root " + id + "\n" + in + "fi\n");
    }
}
