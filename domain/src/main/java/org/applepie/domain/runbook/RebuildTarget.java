package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.kernel.KernelRelease;

/**
 * The kernel to start from now on, and the one that runs and stays as the way back.
 *
 * @param running the kernel the reading was taken under, as it lies in /boot
 */
record RebuildTarget(InstalledKernel wanted, InstalledKernel running) {

    /** Where room is needed for two more images while they are built. */
    private static final long FREE = 64L * 1024 * 1024;

    private static final long FREE_LEGACY = 20L * 1024 * 1024;

    /** The chosen kernel, or the newest that is installed. */
    static Optional<RebuildTarget> find(Reading reading, Goal.RebuildBoot goal, Findings findings) {
        findings.requireKnown(reading.kernels(), "kernels installed");
        findings.requireKnown(reading.host().kernel(), "kernel");
        List<InstalledKernel> kernels = reading.kernels().orElse(List.of());
        Optional<InstalledKernel> running =
                named(kernels, reading.host().kernel().orElse(""));
        Optional<InstalledKernel> wanted = goal.kernel().isPresent()
                ? named(kernels, goal.kernel().get())
                : kernels.stream().reduce((a, b) -> b);
        if (reading.kernels().known().isEmpty()
                || reading.host().kernel().known().isEmpty()) {
            return Optional.empty();
        }
        findings.refuseIf(
                wanted.isEmpty(),
                "kernel-not-installed",
                "Kernel " + goal.kernel().orElse("of any release") + " is not in /boot; there are: "
                        + kernels.stream().map(k -> k.release().name()).toList() + ".",
                "Install its package, or choose one that is there, then read the server again.");
        findings.refuseIf(
                running.isEmpty() || !running.get().image() || !running.get().modules(),
                "running-kernel-gone",
                "The kernel that runs, " + reading.host().kernel().orElse("")
                        + ", is not in /boot with its image and its modules any more, so it could not be the way back.",
                "Install its package again before anything else; do not reboot until then.");
        wanted.filter(k -> !k.modules())
                .ifPresent(k -> findings.refuse(
                        "kernel-without-modules",
                        "/lib/modules/" + k.release().name() + " is not there, so no image can be built.",
                        "Install the package of this kernel again."));
        room(reading, findings);
        return wanted.flatMap(w -> running.map(r -> new RebuildTarget(w, r)));
    }

    private static Optional<InstalledKernel> named(List<InstalledKernel> kernels, String release) {
        return kernels.stream().filter(k -> k.release().name().equals(release)).findFirst();
    }

    private static void room(Reading reading, Findings findings) {
        long needed = Runbook.Family.of(reading) == Runbook.Family.LEGACY ? FREE_LEGACY : FREE;
        reading.mount("/boot")
                .or(() -> reading.mount("/"))
                .filter(m -> m.availableBytes() < needed)
                .ifPresent(m -> findings.refuse(
                        "too-little-free-space",
                        m.mountPoint() + " has " + m.availableBytes() / 1024 / 1024 + " MiB free; "
                                + needed / 1024 / 1024 + " MiB are needed for images of which the old ones stay.",
                        "Remove kernels that are not needed, but not the one that runs; then read the server again."));
    }

    /** True if only the image of the kernel that runs is built again. */
    boolean isSame() {
        return wanted.release().equals(running.release());
    }

    String kernel() {
        return wanted.release().name();
    }

    String runningKernel() {
        return running.release().name();
    }

    String image() {
        return "/boot/initrd.img-" + kernel();
    }

    String runningImage() {
        return "/boot/initrd.img-" + runningKernel();
    }

    /** A second name of the image that is known to start the machine; nothing writes to it again. */
    String keptImage() {
        return runningImage() + "-kept";
    }

    static String vmlinuz(String release) {
        return "/boot/vmlinuz-" + release;
    }

    KernelRelease release() {
        return wanted.release();
    }

    /** What runs is what was wanted. */
    Check runs() {
        return runs(kernel());
    }

    Check runsAsBefore() {
        return runs(runningKernel());
    }

    private static Check runs(String release) {
        return new Check.Probe(
                "the kernel that runs is " + release, org.applepie.domain.remote.Command.of("uname", "-r"), release);
    }
}
