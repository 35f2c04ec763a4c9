package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.machine.InnerCall;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/**
 * What a package kernel-image-RELEASE does when it is installed: its files, and then, as /etc/kernel-img.conf says, the image,
 * the links of the first and the second entry of LILO, and LILO itself. So the new kernel is what starts next, before anybody
 * has seen it start.
 */
final class KernelPackage {

    static final String PREFIX = "kernel-image-";

    private final Running running;
    private final Call call;
    private final View files;

    KernelPackage(Running running, Call call) {
        this.running = running;
        this.call = call;
        this.files = call.files();
    }

    void install(String release) throws IOException, InterruptedException {
        files.makeDirectories("/lib/modules/" + release);
        files.write("/boot/vmlinuz-" + release, BootLoader.KERNEL + release + "\n" + "\0".repeat(90_000));
        files.write("/boot/System.map-" + release, "00000000 A _end\n");
        files.write("/boot/config-" + release, "CONFIG_DEVFS_FS=y\nCONFIG_BLK_DEV_MD=m\n");
        String image = "initrd.img-" + release;
        if (wanted("do_initrd") && run("mkinitrd", "-o", "/boot/" + image, "/lib/modules/" + release) != 0) {
            call.warn("Failed to create initrd image.\n");
            return;
        }
        if (wanted("do_symlinks")) {
            link("/vmlinuz", "boot/vmlinuz-" + release);
            link("/initrd.img", "boot/" + image);
        }
        if (wanted("do_bootloader")) {
            run("lilo");
        }
    }

    private boolean wanted(String what) throws IOException {
        return files.text("/etc/kernel-img.conf").lines().anyMatch(line -> line.matches(what + "\\s*=\\s*[Yy]es"));
    }

    /** What the link led to is what the one with .old leads to now. */
    private void link(String path, String target) throws IOException {
        if (files.exists(path)) {
            files.rename(path, path + ".old");
        }
        files.symlink(target, path);
    }

    private int run(String... argv) throws IOException, InterruptedException {
        List<String> arguments = List.of(argv).subList(1, argv.length);
        Program program = Programs.of(running).get(argv[0]);
        return program == null ? 127 : program.run(InnerCall.of(call, argv[0], arguments));
    }
}
