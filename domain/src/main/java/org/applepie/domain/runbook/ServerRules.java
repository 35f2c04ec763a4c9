package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.raid.MdArray;

/** What a registered server must be, whatever runs on it. */
final class ServerRules {

    private ServerRules() {}

    static void check(PlanCompiler.Request request, Findings findings) {
        request.twin()
                .ifPresent(twin -> findings.refuse(
                        "same-machine-twice",
                        "The registered server " + twin + " is the same machine (same machine id).",
                        "Archive one of the two; a run must know that it is alone."));
        findings.refuseIf(
                request.server().hostKey().isEmpty(),
                "host-key-not-pinned",
                "Nobody has confirmed the server's host key.",
                "Confirm it on the server's page.");
        findings.refuseIf(
                request.server().archived(), "archived", "The server is archived.", "Register it again to work on it.");
    }

    static void labels(TargetDrive targets, Disk apple, Disk pie, Findings findings) {
        findings.refuseIf(
                targets.label(apple, "apple").equals(targets.label(pie, "pie")),
                "labels-alike",
                "Both drives carry the label " + targets.label(pie, "pie") + ".",
                "Give each drive a label of its own on its page, as on its sticker.");
    }

    /** What every goal has to know of a server. @param units what its services are called */
    static void facts(Reading reading, String units, Findings findings) {
        findings.requireKnown(reading.host().machineId(), "machine id");
        findings.requireKnown(reading.host().bootId(), "boot id");
        findings.requireKnown(reading.host().kernelCommandLine(), "kernel command line");
        findings.requireKnown(reading.disks(), "disks");
        findings.requireKnown(reading.mapped(), "mapped devices");
        findings.requireKnown(reading.arrays(), "arrays");
        findings.requireKnown(reading.mounts(), "mounts");
        findings.requireKnown(reading.swaps(), "swap areas");
        findings.requireKnown(reading.tools(), "tools");
        findings.requireKnown(reading.activeUnits(), units);
        findings.requireKnown(reading.runLock(), "run lock");
    }

    /** @param remedy how root's rights are to be had on such a server */
    static void rights(Reading reading, String remedy, Findings findings) {
        findings.requireKnown(reading.host().uid(), "user id");
        findings.refuseIf(
                reading.host().uid().known().filter(uid -> uid != 0).isPresent(),
                "not-root",
                "The reading was not taken as root, so no step could change anything.",
                remedy);
    }

    static void packages(Reading reading, Findings findings) {
        findings.requireKnown(reading.packageManager(), "package manager");
        reading.packageManager().known().ifPresent(p -> {
            findings.refuseIf(
                    !p.lockHolder().isEmpty(),
                    "package-manager-locked",
                    "The package manager is in use by " + p.lockHolder() + ".",
                    "Wait until it has finished, then read the server again.");
            findings.refuseIf(
                    !p.broken().isEmpty(),
                    "package-manager-broken",
                    "dpkg reports packages in a broken state: " + String.join("; ", p.broken()),
                    "Mend them first: dpkg --configure -a, then apt-get -f install.");
        });
    }

    static void tools(Reading reading, List<String> needed, Findings findings) {
        reading.tools()
                .known()
                .ifPresent(
                        tools -> needed.stream()
                                .filter(tool -> !tools.containsKey(tool))
                                .forEach(
                                        tool -> findings.refuse(
                                                "tool-missing",
                                                "The tool " + tool + " is missing on the server.",
                                                "Install the Debian package that brings it; it belongs to every standard installation.")));
    }

    static void runLock(Reading reading, Findings findings) {
        reading.runLock()
                .known()
                .filter(lock -> !lock.isEmpty())
                .ifPresent(
                        lock -> findings.refuse(
                                "another-run",
                                "Another run holds this machine: " + lock + ".",
                                "Finish or roll back that run. If its console is gone for ever, remove /var/lib/applepie/run.lock by hand."));
    }

    /** @param stoppable left over from an earlier life of the second drive, and stopped first */
    static void arrays(Reading reading, List<MdArray> stoppable, Findings findings) {
        List<String> known = stoppable.stream().map(MdArray::kernelName).toList();
        List<String> foreign = reading.arrays().orElse(List.of()).stream()
                .map(MdArray::kernelName)
                .filter(name -> !known.contains(name))
                .toList();
        findings.refuseIf(
                !foreign.isEmpty(),
                "arrays-present",
                "The server has md arrays already: " + String.join(", ", foreign) + ".",
                "A server with arrays in use is not a single-disk server; other goals fit it.");
    }
}
