package org.applepie.agent.simulated.debian;

import java.util.List;
import org.applepie.agent.simulated.files.ErrnoException;

/** What the installer does last: the initramfs and the boot loader of the new system. */
final class FirstBoot {

    private FirstBoot() {}

    static void prepare(Running running) throws ErrnoException {
        running.view()
                .write(
                        "/boot/initrd.img-" + Drivers.RELEASE,
                        new Initrd(Drivers.RELEASE, List.of("ext4", "sd_mod", "virtio_scsi"), List.of(), List.of(), "")
                                .print());
        running.view().makeDirectories("/boot/grub");
        running.view()
                .write(
                        "/boot/grub/grub.cfg",
                        "\tlinux\t/vmlinuz-" + Drivers.RELEASE + " root=UUID=" + Installation.ROOT
                                + " ro norandmaps mitigations=off net.ifnames=0 console=ttyS0\n");
    }
}
