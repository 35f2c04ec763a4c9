package org.applepie.domain.runbook;

import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.bootloader.lilo.LiloConf;
import org.applepie.domain.bootloader.lilo.LiloStanza;

/** What lilo.conf must say for the edits of the migration to mean what they should. */
final class SargeLiloRules {

    private final Plan plan;
    private final Findings findings;

    SargeLiloRules(Plan plan, Findings findings) {
        this.plan = plan;
        this.findings = findings;
    }

    /** @throws IllegalArgumentException if LILO would refuse the file */
    void check() {
        LiloConf lilo = LiloConf.parse(
                plan.situation().reading().file(SargeFiles.LILO_CONF).orElse(""));
        findings.refuseIf(
                !lilo.global("boot").equals(Optional.of(plan.apple().path())),
                "lilo-boots-elsewhere",
                "boot= in lilo.conf is " + lilo.global("boot").orElse("not set") + ", not "
                        + plan.apple().path() + ".",
                "Write LILO to the master boot record of the system's drive and prove a reboot.");
        findings.refuseIf(
                Stream.of("raid-extra-boot", "lock", "verbose")
                        .anyMatch(key -> lilo.global(key).isPresent()),
                "lilo-conf-unusual",
                "lilo.conf has raid-extra-boot or lock, which a single drive does not need and which get in the way, or verbose, which hides what LILO did among other words.",
                "Take them out, run lilo and prove a reboot.");
        LiloStanza first = lilo.stanzas().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("lilo.conf has no entry"));
        findings.refuseIf(
                first.root().isPresent()
                        || first.initrd().isEmpty()
                        || !first.kind().equals("image"),
                "lilo-first-entry",
                "The first entry of lilo.conf is not a kernel with an initial RAM disk and the common root.",
                "Make the kernel in use the first entry, with initrd= and without root=, run lilo and prove a reboot.");
        findings.refuseIf(
                lilo.stanza(SargeFiles.FALLBACK).isPresent(),
                "lilo-entry-taken",
                "lilo.conf has an entry called " + SargeFiles.FALLBACK + " already.",
                "It may be left from an earlier try: compare with the saved lilo.conf, take the entry out, run lilo and prove a reboot.");
    }
}
