package org.applepie.domain.runbook;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.bootloader.lilo.LiloConf;
import org.applepie.domain.bootloader.lilo.LiloStanza;

/**
 * lilo.conf at each stage of a rebuild. Entries name their files by release: the links /vmlinuz and /initrd.img were turned
 * to the new kernel by its package, before anybody has seen it start.
 */
final class SargeRebuildLilo {

    /** The entry of the kernel and image that are known to start the machine. */
    static final String KEPT = "LinuxKEPT";

    private static final int LONGEST_LABEL = 15;
    private static final String BOOTED = "BOOT_IMAGE=";

    private final Plan plan;
    private final RebuildTarget target;
    private final String original;
    private final LiloConf lilo;
    private final String running;

    /** @throws IllegalArgumentException if LILO would refuse the file */
    SargeRebuildLilo(Plan plan, RebuildTarget target) {
        this.plan = plan;
        this.target = target;
        this.original = plan.situation().reading().file(SargeFiles.LILO_CONF).orElse("");
        this.lilo = LiloConf.parse(original);
        List<String> booted = plan.situation().reading().host().kernelCommandLine().orElse(List.of()).stream()
                .filter(w -> w.startsWith(BOOTED))
                .map(w -> w.substring(BOOTED.length()))
                .toList();
        this.running = booted.size() == 1 ? booted.getFirst() : "";
    }

    String original() {
        return original;
    }

    /** Label of the entry that gets the new image. */
    String label() {
        String kernel = target.kernel();
        return kernel.substring(0, Math.min(LONGEST_LABEL, kernel.length()));
    }

    /** True if the machine runs by the entry an earlier rebuild kept; its image must not be replaced by one that failed. */
    boolean runsKept() {
        return running.equals(KEPT);
    }

    /** What runs gets an entry of its own, which is started if nobody chooses. */
    String kept() {
        return withKept().text();
    }

    private LiloConf withKept() {
        if (runsKept()) {
            return lilo.withGlobal("default", KEPT);
        }
        LiloConf free = lilo.defaultStanza().filter(s -> s.label().equals(KEPT)).isPresent()
                ? lilo.withGlobal("default", running)
                : lilo;
        return free.withKernel(running, KEPT, RebuildTarget.vmlinuz(target.runningKernel()), target.keptImage())
                .withGlobal("default", KEPT);
    }

    private LiloConf withNew() {
        return withKept().withKernel(KEPT, label(), RebuildTarget.vmlinuz(target.kernel()), target.image());
    }

    /** The new kernel is a choice beside it. */
    String both() {
        return withNew().text();
    }

    /** The new kernel is started if nobody chooses; the old one stays a choice. */
    String switched() {
        return withNew().withGlobal("default", label()).text();
    }

    void check(Findings findings) {
        findings.refuseIf(
                !lilo.global("boot").equals(Optional.of(plan.bootArray().path()))
                        || lilo.global("raid-extra-boot")
                                .filter(this::writesBoth)
                                .isEmpty(),
                "lilo-boots-elsewhere",
                "lilo.conf has boot=" + lilo.global("boot").orElse("") + " and raid-extra-boot="
                        + lilo.global("raid-extra-boot").orElse("")
                        + ", so lilo would not write a boot record on each drive.",
                "Set boot=" + plan.bootArray().path()
                        + " and raid-extra-boot=mbr, run lilo while every array is [UU], prove a reboot.");
        findings.refuseIf(
                !lilo.global("root").equals(Optional.of(plan.rootArray().path())),
                "lilo-root-elsewhere",
                "root= in lilo.conf is " + lilo.global("root").orElse("not set") + ", not "
                        + plan.rootArray().path() + ".",
                "Set root=" + plan.rootArray().path() + ", run lilo and prove a reboot.");
        findings.refuseIf(
                Stream.of("lock", "verbose").anyMatch(key -> lilo.global(key).isPresent())
                        || lilo.global("prompt").isPresent()
                                && lilo.global("timeout").isEmpty(),
                "lilo-conf-unusual",
                "lilo.conf has lock, or verbose, or prompt without timeout: a boot would wait for somebody or repeat another one, or the words of LILO could not be judged.",
                "Take lock and verbose out, set a timeout, run lilo and prove a reboot.");
        entry(findings);
    }

    private boolean writesBoth(String extra) {
        return extra.equals("mbr")
                || Stream.of(extra.split(","))
                        .sorted()
                        .toList()
                        .equals(Stream.of(plan.apple().path(), plan.pie().path())
                                .sorted()
                                .toList());
    }

    private void entry(Findings findings) {
        Optional<LiloStanza> stanza = lilo.stanza(running);
        findings.refuseIf(
                stanza.isEmpty(),
                "running-entry-unknown",
                "The machine was started by the entry " + (running.isEmpty() ? "of no name" : running)
                        + ", which is not in lilo.conf.",
                "Reboot by an entry of lilo.conf, then read the server again.");
        findings.refuseIf(
                stanza.flatMap(LiloStanza::root)
                        .filter(root -> !root.equals(plan.rootArray().path()))
                        .isPresent(),
                "lilo-root-elsewhere",
                "The entry " + running + " that was started has another root than "
                        + plan.rootArray().path() + ".",
                "Start the machine by an entry whose root is the array.");
        boolean keptIsOther = runsKept()
                && stanza.filter(s -> s.target().equals(RebuildTarget.vmlinuz(target.runningKernel()))
                                && s.initrd().equals(Optional.of(target.keptImage())))
                        .isEmpty();
        findings.refuseIf(
                keptIsOther,
                "kept-entry-unusual",
                "The machine runs by the entry " + KEPT + ", whose files are not those an earlier rebuild kept.",
                "Give that entry another name, run lilo, prove a reboot, then read the server again.");
    }
}
