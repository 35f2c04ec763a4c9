package org.applepie.agent.simulated.debian;

/** What the installer does last: the initramfs and the boot loader of the new system. */
final class FirstBoot {

    private FirstBoot() {}

    static void prepare(Running running) {
        int code = running.run("update-initramfs", "-c", "-k", Drivers.RELEASE)
                | running.run(
                        "grub-install",
                        "--target=i386-pc",
                        running.drivers().disks().getFirst().whole().path())
                | running.run("update-grub");
        if (code != 0) {
            throw new IllegalStateException(
                    "the installation failed: " + running.console().text());
        }
    }
}
