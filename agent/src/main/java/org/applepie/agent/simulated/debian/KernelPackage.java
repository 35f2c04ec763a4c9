package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.InnerCall;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Dialect;
import org.applepie.agent.simulated.shell.Shell;

/**
 * What a package linux-image-RELEASE brings, and what it does when it is set up: the links in the root directory, then each
 * script in /etc/kernel/postinst.d. With those of initramfs-tools and GRUB the new kernel is what starts next, before anybody
 * has seen it start.
 */
final class KernelPackage {

    private static final String PREFIX = "linux-image-";
    private static final String HOOKS = "/etc/kernel/postinst.d";

    /** Version of the package and the day it was built, by release. */
    private static final Map<String, List<String>> BUILDS = Map.of(
            Drivers.RELEASE,
            List.of("6.1.164-1", "2026-02-25"),
            "6.1.0-57-cloud-amd64",
            List.of("6.1.170-1", "2026-04-02"),
            "6.1.0-58-cloud-amd64",
            List.of("6.1.176-1", "2026-05-21"));

    private final Call call;
    private final View files;

    KernelPackage(Call call) {
        this.call = call;
        this.files = call.files();
    }

    /** Versions of all such packages that there are, by name. */
    static Map<String, String> versions() {
        Map<String, String> all = new TreeMap<>();
        BUILDS.forEach((release, build) -> all.put(PREFIX + release, build.getFirst()));
        return all;
    }

    static boolean is(String name) {
        return name.startsWith(PREFIX);
    }

    /** What {@code uname -v} tells under this kernel. */
    static String build(String release) {
        List<String> build = BUILDS.getOrDefault(release, List.of("6.1.0-1", "2026-01-01"));
        return "#1 SMP PREEMPT_DYNAMIC Debian " + build.getFirst() + " (" + build.getLast() + ")";
    }

    /** Puts the kernel and its modules where they belong. */
    static void unpack(View files, String name) throws ErrnoException {
        String release = name.substring(PREFIX.length());
        files.write("/boot/vmlinuz-" + release, Grub.KERNEL + release + "\n" + "\0".repeat(90_000));
        files.write("/boot/System.map-" + release, "ffffffffffffffff B The real System.map is in the dbg package\n");
        files.write("/boot/config-" + release, "CONFIG_MD=y\nCONFIG_MD_RAID1=m\n");
        KernelModules.write(files, release);
    }

    /** @return what its postinst ends with */
    int configure(String name) throws IOException, InterruptedException {
        String release = name.substring(PREFIX.length());
        link("/vmlinuz", "boot/vmlinuz-" + release);
        link("/initrd.img", "boot/initrd.img-" + release);
        return hooks(release);
    }

    /** What the link led to is what the one with .old leads to now. */
    private void link(String path, String target) throws IOException {
        if (files.exists(path)) {
            String before = files.readLink(path);
            files.rename(path, path + ".old");
            call.print("I: " + path + ".old is now a symlink to " + before + "\n");
        }
        files.symlink(target, path);
        call.print("I: " + path + " is now a symlink to " + target + "\n");
    }

    private int hooks(String release) throws IOException, InterruptedException {
        if (!files.exists(HOOKS)) {
            return 0;
        }
        for (String hook : files.list(HOOKS).stream().sorted().toList()) {
            String path = HOOKS + "/" + hook;
            if (!hook.matches("[A-Za-z0-9_-]+") || (files.stat(path).mode() & 0111) == 0) {
                continue;
            }
            call.print(path + ":\n");
            List<String> words = List.of(path, release, "/boot/vmlinuz-" + release);
            int code = new Shell(Dialect.DASH).run(InnerCall.of(call, "sh", words));
            if (code != 0) {
                call.warn("run-parts: " + path + " exited with return code " + code + "\n");
                return 1;
            }
        }
        return 0;
    }
}
