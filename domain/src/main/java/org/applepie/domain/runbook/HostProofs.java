package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.inventory.PackageManager;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what concerns the machine as a whole. */
final class HostProofs {

    private HostProofs() {}

    static Judgement sameMachine(Check.SameMachine check, Reading reading) {
        return Evidence.of(
                reading.host().machineId(),
                found -> Evidence.of(
                        found.equals(check.machineId()),
                        "the machine id should be " + check.machineId() + " and is " + found));
    }

    static Judgement kernelWord(Check.KernelWord check, Reading reading) {
        return Evidence.of(
                reading.host().kernelCommandLine(),
                words -> Evidence.of(
                        words.contains(check.word()),
                        "the kernel's command line should have " + check.word() + " and is "
                                + String.join(" ", words)));
    }

    static Judgement toolsPresent(Check.ToolsPresent check, Reading reading) {
        return Evidence.of(reading.tools(), tools -> {
            List<String> missing =
                    check.tools().stream().filter(t -> !tools.containsKey(t)).toList();
            return Evidence.of(
                    missing.isEmpty(),
                    "the tools " + Evidence.list(check.tools()) + " should be there; missing: "
                            + Evidence.list(missing));
        });
    }

    static Judgement unitsStopped(Check.UnitsStopped check, Reading reading) {
        return Evidence.of(reading.activeUnits(), active -> {
            List<String> running =
                    check.units().stream().filter(active::contains).toList();
            return Evidence.of(
                    running.isEmpty(),
                    check.units().size() + " units should be stopped; active: " + Evidence.list(running));
        });
    }

    static Judgement unitsActive(Check.UnitsActive check, Reading reading) {
        return Evidence.of(reading.activeUnits(), active -> {
            List<String> stopped =
                    check.units().stream().filter(u -> !active.contains(u)).toList();
            return Evidence.of(
                    stopped.isEmpty(),
                    "the units " + Evidence.list(check.units()) + " should be active; not active: "
                            + Evidence.list(stopped));
        });
    }

    static Judgement packageManagerReady(Reading reading) {
        return Evidence.of(reading.packageManager(), HostProofs::packageManagerReady);
    }

    private static Judgement packageManagerReady(PackageManager packages) {
        List<String> troubles = new ArrayList<>();
        if (!packages.lockHolder().isEmpty()) {
            troubles.add("locked by " + packages.lockHolder());
        }
        troubles.addAll(packages.broken());
        return Evidence.of(
                troubles.isEmpty(), "the package manager should be free and whole; found: " + Evidence.list(troubles));
    }

    static Judgement nextEntryIs(Check.NextEntryIs check, Reading reading) {
        return Evidence.of(reading.bootloader(), loader -> switch (loader) {
            case Bootloader.Grub2 grub ->
                Evidence.of(
                        grub.nextEntry().equals(check.entry()),
                        "GRUB's next_entry should be " + shown(check.entry()) + " and is " + shown(grub.nextEntry()));
            case Bootloader.Lilo lilo -> Evidence.notHeld("the boot loader should be GRUB 2 and is LILO");
            case Bootloader.Other other -> Evidence.notHeld("the boot loader should be GRUB 2 and is " + other.found());
        });
    }

    private static String shown(String entry) {
        return entry.isEmpty() ? "unset" : entry;
    }
}
