package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;

/** Readiness, saved files, packages, and a system whose initial RAM disk can start arrays: the first reboot. */
final class SargePrepare {

    private static final List<String> SAVED = List.of(
            SargeFiles.FSTAB,
            "/etc/mtab",
            SargeFiles.MODULES,
            SargeFiles.INITRD_MODULES,
            SargeFiles.MKINITRD_CONF,
            SargeFiles.LILO_CONF,
            SargeFiles.MDADM_CONF,
            SargeFiles.MDADM_DEFAULTS);

    private static final String PRESEED = "mdadm mdadm/autostart boolean true\nmdadm mdadm/start_daemon boolean true\n";

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;
    private final SargeHands hands;

    SargePrepare(Plan plan, SargeFiles files) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
        this.hands = new SargeHands(plan);
    }

    List<Phase> phases() {
        return List.of(readiness(), backups(), packages(), raidAtBoot());
    }

    private Phase readiness() {
        return Phase.readiness(
                "Backup, and the odds",
                "RAID is not a backup. The author of the procedure gives it a chance of one in three at a first try; a mistake, a dying drive or a power cut at the wrong moment can cost data, and only a backup brings it back. There is no warranty. Read what each step does before it does it.",
                hands.stickers(),
                hands.rescueMedium(),
                checkServer());
    }

    private Step checkServer() {
        Situation s = plan.situation();
        return step(
                        "check-server",
                        "Check the server against the reading",
                        "The runbook was compiled from a reading. If drives, tables, mounts or the boot loader changed since, its commands are wrong and nothing may be done.")
                .warning(HowtoWarning.OTHER_SYSTEM.text())
                .proof(
                        new Check.SameMachine(s.reading().host().machineId().orElse("")),
                        new Check.DrivePresent(s.appleLabel(), s.apple().identity()),
                        new Check.DrivePresent(s.pieLabel(), s.pie().identity()),
                        new Check.TableIs(
                                s.appleLabel(),
                                s.apple().identity(),
                                s.appleTable().entries()),
                        new Check.LiloOn(s.appleLabel(), s.apple().identity()),
                        new Check.DriveBlank(s.pieLabel(), s.pie().identity()),
                        new Check.FileIs(SargeFiles.FSTAB, files.original(SargeFiles.FSTAB)),
                        new Check.FileIs(SargeFiles.LILO_CONF, files.original(SargeFiles.LILO_CONF)),
                        new Check.PackageManagerReady(),
                        new Check.UnitsActive(List.of("ssh")))
                .proof(plan.systemOnApple())
                .look();
    }

    private Phase backups() {
        String place = plan.backups();
        Steps step = step(
                        "save-files",
                        "Save every file that will be touched",
                        "Copies of the configuration, of the initial RAM disk, of the partition table and of the first MiB of "
                                + plan.apple().label()
                                + " are kept on the server, so that a person with a rescue medium can put them back by hand, and so that the way back can.")
                .warning(HowtoWarning.BACKUP.text())
                .wayBack("Remove " + place + " once the mirror has proved itself.")
                .run("mkdir", "-p", "-m", "0700", place);
        List<String> saved = new ArrayList<>(SAVED);
        saved.removeIf(file -> files.original(file).isEmpty());
        saved.add(files.initrd());
        saved.forEach(
                file -> step.run("mkdir", "-p", place + Plan.directory(file)).run("cp", "-p", file, place + file));
        step.act(new Action.RunInto(Command.of("sfdisk", "-d", plan.apple().path()), place + "/apple.sfdisk"))
                .run("dd", "if=" + plan.apple().path(), "of=" + place + "/apple-first-mib.bin", "bs=1024k", "count=1")
                .act(new Action.RunInto(
                        Command.of(
                                "md5sum",
                                place + "/apple.sfdisk",
                                place + "/apple-first-mib.bin",
                                place + SargeFiles.FSTAB,
                                place + SargeFiles.LILO_CONF,
                                place + files.initrd()),
                        place + "/MD5SUMS"))
                .run("sync")
                .proof(new Check.Probe(
                        "the saved files read back with the same checksums",
                        Command.of("md5sum", "--check", "--status", place + "/MD5SUMS"),
                        ""));
        return new Phase(
                "backups",
                "Save what will be touched",
                "Before anything changes, what could be needed to go back is put aside.",
                List.of(),
                Optional.empty(),
                List.of(step.change()));
    }

    private Phase packages() {
        List<Step> steps = new ArrayList<>();
        if (!plan.situation().reading().tools().orElse(Map.of()).containsKey("mdadm")) {
            steps.add(fetch());
            steps.add(install());
        }
        steps.add(autostart());
        return new Phase(
                "packages",
                "Packages",
                "Brings mdadm, which starts all arrays but the one that holds the root.",
                List.of(),
                Optional.empty(),
                steps);
    }

    private Step fetch() {
        return step(
                        "fetch-packages",
                        "Fetch mdadm",
                        "What comes over the network is fetched before anything is destroyed. The mirrors of today do not hold this release; a source of its archive must be set, or the package lie in /var/cache/apt/archives.")
                .limit(Plan.LONG)
                .before(new Check.PackageManagerReady())
                .run("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes", "--download-only", "install", "mdadm")
                .proof(new Check.PackageManagerReady())
                .change();
    }

    private Step install() {
        return step(
                        "install-packages",
                        "Install mdadm",
                        "Both of its questions are answered with yes beforehand: arrays start by themselves, and the monitor runs. No package may be removed by this, least of all the kernel, which a newer libc6 would take away.")
                .limit(Plan.LONG)
                .wayBack("apt-get remove mdadm; leaving it does no harm.")
                .before(new Check.PackageManagerReady())
                .act(Action.run(Command.of("debconf-set-selections").withStdin(PRESEED)))
                .run(
                        "env",
                        "DEBIAN_FRONTEND=noninteractive",
                        "apt-get",
                        "--yes",
                        "--no-download",
                        "--no-remove",
                        "install",
                        "mdadm")
                .proof(new Check.ToolsPresent(List.of("mdadm")), new Check.PackageManagerReady())
                .change();
    }

    private Step autostart() {
        return step(
                        "mdadm-autostart",
                        "See that arrays are started at boot",
                        "With AUTOSTART false the root array alone would be started, by the initial RAM disk; /boot and swap would be missing.")
                .proof(new Check.MdadmStartsArrays())
                .look();
    }

    private Phase raidAtBoot() {
        return new Phase(
                "raid-at-boot",
                "A system that can start arrays",
                "The modules of the arrays must be in the initial RAM disk, or the root array cannot be read. The old image is kept under another name, with an entry of its own in LILO's menu, which is what starts if nobody chooses.",
                List.of(plan.apple().label()),
                Optional.empty(),
                List.of(menu(), modules(), initrd(), reboot()));
    }

    private Step menu() {
        return SargeSteps.write(
                        step(
                                        "lilo-menu",
                                        "Give the old system an entry of its own",
                                        "The HOWTO adds the entry later. Here it comes first, with a copy of the present image: whatever goes wrong from now on, the machine starts as it does today, also by itself.")
                                .wayBack("The way back writes the old lilo.conf and runs lilo.")
                                .run("cp", "-p", files.initrd(), files.fallbackInitrd()),
                        SargeFiles.LILO_CONF,
                        files.original(SargeFiles.LILO_CONF),
                        files.liloWithMenu())
                .act(shared.lilo("lilo-menu"))
                .proof(shared.liloDid("lilo-menu", files.liloWithMenu()))
                .proof(new Check.LiloOn(plan.apple().label(), plan.apple().identity()))
                .change();
    }

    private Step modules() {
        Steps step = step(
                        "raid-modules",
                        "Name the modules",
                        "md and raid1 come last, after every driver that a drive may need; what is surely for mice and CD-ROM is left out of the image, and what is not known is taken along.")
                .warning(HowtoWarning.TYPING.text())
                .wayBack("The way back writes the old files.");
        SargeSteps.write(step, SargeFiles.MODULES, files.original(SargeFiles.MODULES), files.modules());
        return SargeSteps.write(
                        step,
                        SargeFiles.INITRD_MODULES,
                        files.original(SargeFiles.INITRD_MODULES),
                        files.initrdModules())
                .change();
    }

    private Step initrd() {
        return step(
                        "initrd-modules",
                        "Build the initial RAM disk (first of four)",
                        "mkinitrd writes to a file aside, which then takes the place of the image; lilo runs at once, since it knows files by their blocks only. The image before stays on the drive, so that the old map is right until the new one is written.")
                .limit(Plan.LONG)
                .wayBack("The way back puts the saved image in its place.")
                .act(shared.initrd("initrd-modules"))
                .proof(shared.liloDid("initrd-modules", files.liloWithMenu()))
                .proof(new Check.LiloOn(plan.apple().label(), plan.apple().identity()))
                .change();
    }

    private Step reboot() {
        return step(
                        "boot-modules",
                        "Reboot (first of six): can this system start arrays?",
                        "The new image is started for this one boot. If raid1 is not among the personalities afterwards, the modules are missing, and there is no use in going on. "
                                + SargeSteps.CONSOLE_DANGER)
                .limit(Plan.LONG.dividedBy(2))
                .warning(HowtoWarning.PRACTICE.text())
                .wayBack("Any further boot starts the old image.")
                .before(plan.systemOnApple())
                .act(shared.bootOnce())
                .proof(plan.systemOnApple())
                .proof(shared.booted(), new Check.PersonalityLoaded("raid1"))
                .reboot();
    }
}
