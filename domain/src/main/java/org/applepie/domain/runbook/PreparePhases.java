package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;

/** Readiness, saved files and packages: nothing here touches a drive. */
final class PreparePhases {

    private static final List<String> SAVED = List.of(
            "/etc/fstab",
            "/etc/default/grub",
            "/boot/grub/grub.cfg",
            "/boot/grub/grubenv",
            "/etc/initramfs-tools/initramfs.conf",
            "/etc/initramfs-tools/conf.d/resume",
            "/etc/mdadm/mdadm.conf");

    /** Tools of a package that a plain Debian lacks. */
    private static final Map<String, String> PACKAGES =
            Map.of("mdadm", "mdadm", "rsync", "rsync", "getfacl", "acl", "getfattr", "attr");

    private final Plan plan;

    PreparePhases(Plan plan) {
        this.plan = plan;
    }

    List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        phases.add(readiness());
        phases.add(backups());
        if (!missingTools().isEmpty()) {
            phases.add(packages());
        }
        return phases;
    }

    private Phase readiness() {
        return Phase.readiness(
                "Backup and rescue medium",
                "RAID is not a backup. A mistake, a dying drive or a power cut at the wrong moment can cost data; only a backup brings it back. Have a rescue medium at hand that starts this machine.",
                checkServer());
    }

    private Step checkServer() {
        Situation s = plan.situation();
        Steps step = step(
                        "check-server",
                        "Check the server against the reading",
                        "The runbook was compiled from a reading. If drives, tables, mounts or the boot loader changed since, its commands are wrong and nothing may be done.")
                .warning(HowtoWarning.OTHER_SYSTEM)
                .warning(HowtoWarning.PRACTICE)
                .proof(
                        new Check.SameMachine(s.reading().host().machineId().orElse("")),
                        new Check.DrivePresent(s.appleLabel(), s.apple().identity()),
                        new Check.DrivePresent(s.pieLabel(), s.pie().identity()),
                        new Check.TableIs(
                                s.appleLabel(),
                                s.apple().identity(),
                                s.appleTable().entries()),
                        new Check.DiskIdIs(
                                s.appleLabel(),
                                s.apple().identity(),
                                s.appleTable().diskId()),
                        new Check.GrubOn(s.appleLabel(), s.apple().identity()),
                        new Check.NextEntryIs(""),
                        new Check.FileAbsent("/boot/grub/custom.cfg"),
                        new Check.FileIs(
                                "/etc/fstab", s.reading().file("/etc/fstab").orElse("")),
                        new Check.PackageManagerReady(),
                        new Check.UnitsActive(sshUnits()))
                .proof(plan.systemOnApple());
        if (s.oldArrays().isEmpty()) {
            step.proof(new Check.DriveUnused(s.pieLabel(), s.pie().identity()));
        }
        return step.look();
    }

    private List<String> sshUnits() {
        return Quiesce.sshUnits(plan.situation().reading().activeUnits().orElse(List.of()));
    }

    private Phase backups() {
        String place = plan.backups();
        Steps step = step(
                        "save-files",
                        "Save every file that matters for starting",
                        "Copies of the configuration, the partition table and the first MiB of "
                                + plan.apple().label()
                                + " are kept on the server, so that a person with a rescue medium can put them back by hand.")
                .warning(HowtoWarning.BACKUP)
                .wayBack("Remove " + place + " once the mirror has proved itself.")
                .run("mkdir", "-p", "-m", "0700", place);
        plan.situation().reading().files().entrySet().stream()
                .filter(e -> SAVED.contains(e.getKey()))
                .filter(e -> plan.situation().reading().file(e.getKey()).isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .forEach(file ->
                        step.run("mkdir", "-p", place + Plan.directory(file)).run("cp", "-a", file, place + file));
        step.act(new Action.RunInto(Command.of("sfdisk", "--dump", plan.apple().path()), place + "/apple.sfdisk"))
                .run("dd", "if=" + plan.apple().path(), "of=" + place + "/apple-first-mib.bin", "bs=1M", "count=1")
                .act(new Action.RunInto(
                        Command.of(
                                "sha256sum",
                                place + "/apple.sfdisk",
                                place + "/apple-first-mib.bin",
                                place + "/etc/fstab"),
                        place + "/SHA256SUMS"))
                .run("sync")
                .proof(new Check.Probe(
                        "the saved files read back with the same checksums",
                        Command.of("sha256sum", "--check", "--quiet", place + "/SHA256SUMS"),
                        ""));
        return new Phase(
                "backups",
                "Save what will be touched",
                "Before anything changes, what could be needed to go back is put aside.",
                List.of(),
                Optional.empty(),
                List.of(step.change()));
    }

    private List<String> missingTools() {
        Map<String, String> tools = plan.situation().reading().tools().orElse(Map.of());
        return PACKAGES.keySet().stream()
                .filter(t -> !tools.containsKey(t))
                .sorted()
                .toList();
    }

    private Phase packages() {
        List<String> packages = missingTools().stream()
                .map(t -> PACKAGES.getOrDefault(t, t))
                .sorted()
                .toList();
        Step fetch = step(
                        "fetch-packages",
                        "Fetch packages",
                        "Everything that comes over the network is fetched before anything is destroyed, so that a dead mirror cannot stop the run half-way.")
                .limit(Plan.LONG)
                .before(new Check.PackageManagerReady())
                .act(apt(List.of("update"), List.of()))
                .act(apt(List.of("install", "--download-only"), packages))
                .proof(new Check.PackageManagerReady())
                .change();
        Step install = step(
                        "install-packages",
                        "Install " + String.join(", ", packages),
                        "The tools for arrays and for a faithful copy. No package may be removed by this; the answer to any question is the packaged default.")
                .limit(Plan.LONG)
                .wayBack("apt-get remove " + String.join(" ", packages) + "; leaving them does no harm.")
                .before(new Check.PackageManagerReady())
                .act(apt(List.of("install", "--no-download"), packages))
                .act(Plan.settle())
                .proof(new Check.ToolsPresent(missingTools()), new Check.PackageManagerReady())
                .change();
        return new Phase(
                "packages",
                "Packages",
                "Brings the tools that are missing: " + String.join(", ", packages) + ".",
                List.of(),
                Optional.empty(),
                List.of(fetch, install));
    }

    private static Action apt(List<String> verb, List<String> packages) {
        List<String> words = new ArrayList<>(List.of(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "NEEDRESTART_MODE=l",
                "apt-get",
                "-o",
                "DPkg::Lock::Timeout=600",
                "-o",
                "Dpkg::Options::=--force-confold"));
        words.addAll(verb);
        if (!packages.isEmpty()) {
            words.addAll(List.of("--yes", "--no-remove", "--no-install-recommends"));
            words.addAll(packages);
        }
        return new Action.Run(new Command(words, ""), Set.of(0));
    }
}
