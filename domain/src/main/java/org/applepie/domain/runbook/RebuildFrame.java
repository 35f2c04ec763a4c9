package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** What a rebuild is made of on servers of every family. */
final class RebuildFrame {

    /**
     * What a family of servers has for it.
     *
     * @param loader name of the boot loader
     * @param bootRecord the first sector of a drive starts that loader
     * @param keptRuns the machine was started by the kept entry
     * @param reboot leaves the system in order
     * @param preserve option with which cp keeps everything about a file
     * @param sum the program that makes and checks checksums
     */
    record Means(
            String loader,
            Function<PlannedDrive, Check> bootRecord,
            Check keptRuns,
            List<Action> reboot,
            String preserve,
            String sum) {}

    private static final String THIS_IS = "This is the way back.";

    private final Plan plan;
    private final RebuildTarget target;
    private final Means means;

    RebuildFrame(Plan plan, RebuildTarget target, Means means) {
        this.plan = plan;
        this.target = target;
        this.means = means;
    }

    private List<PlannedDrive> drives() {
        return List.of(plan.apple(), plan.pie());
    }

    private List<String> both() {
        return drives().stream().map(PlannedDrive::label).toList();
    }

    /** The server is the one of the reading, and its mirror is whole. */
    Steps checkServer(String purpose) {
        Steps step = step("check-server", "Check the server against the reading", purpose)
                .warning(HowtoWarning.OTHER_SYSTEM)
                .proof(new Check.SameMachine(
                        plan.situation().reading().host().machineId().orElse("")));
        for (PlannedDrive drive : drives()) {
            step.proof(
                    new Check.DrivePresent(drive.label(), drive.identity()),
                    new Check.TableIs(drive.label(), drive.identity(), drive.table()),
                    means.bootRecord().apply(drive));
        }
        return step.proof(plan.arraysWhole()).proof(plan.systemOnArrays());
    }

    Phase keep(String purpose, Step... steps) {
        return new Phase("keep-old", "Keep what starts the machine", purpose, both(), Optional.empty(), List.of(steps));
    }

    /** @param files what is touched beside an image that is there already */
    Step save(List<String> files) {
        String place = plan.backups();
        String sums = place + "/" + means.sum().toUpperCase(Locale.ROOT) + "S";
        Steps step = step(
                        "save-files",
                        "Save every file that will be touched",
                        "Copies of " + means.loader()
                                + "'s configuration and of the images are kept on the server, so that a person with a rescue medium can put them back by hand.")
                .warning(HowtoWarning.BACKUP)
                .wayBack("Remove " + place + " once the new kernel has proved itself.")
                .run("mkdir", "-p", "-m", "0700", place);
        List<String> saved = new ArrayList<>(files);
        if (!target.isSame() && target.wanted().image()) {
            saved.add(target.image());
        }
        List<String> words = new ArrayList<>(List.of(means.sum()));
        for (String file : saved) {
            step.run("mkdir", "-p", place + Plan.directory(file)).run("cp", means.preserve(), file, place + file);
            words.add(place + file);
        }
        return step.act(new Action.RunInto(new Command(words, ""), sums))
                .run("sync")
                .proof(new Check.Probe(
                        "the saved files read back with the same checksums",
                        Command.of(means.sum(), "--check", "--status", sums),
                        ""))
                .change();
    }

    Steps keepKernel(String id, String purpose) {
        return step(id, "Give the kernel that runs an entry of its own, and start it by default", purpose)
                .limit(Plan.LONG)
                .wayBack("None needed: the entry starts what runs now.")
                .before(plan.arraysWhole());
    }

    Phase build(String title, String purpose, Step... steps) {
        return new Phase("build", title, purpose, both(), Optional.empty(), List.of(steps));
    }

    Phase trial(String title, Gate gate, Step boot) {
        return new Phase(
                "trial",
                title,
                "What was not seen to boot is not known to boot.",
                List.of(),
                Optional.of(gate),
                List.of(boot));
    }

    Steps trialBoot(String advice, String wayBack) {
        return reboot(
                        "boot-new-kernel",
                        "Boot " + target.kernel() + " once",
                        "Kernel, arrays and every mount must be as planned afterwards. " + advice,
                        wayBack)
                .before(plan.arraysWhole());
    }

    Phase settle(String warning, String purpose, Step... steps) {
        Gate gate = new Gate(
                "final-reboot",
                "The new kernel becomes the default, and the server reboots once more",
                "The new kernel carried the system. From here on it is what starts if nobody chooses; " + warning,
                List.of(),
                false);
        return new Phase(
                "settle", "Make it the default and prove it", purpose, both(), Optional.of(gate), List.of(steps));
    }

    Steps makeDefault(String id, String purpose, String wayBack) {
        return step(id, "Start " + target.kernel() + " by default", purpose)
                .limit(Plan.LONG)
                .wayBack(wayBack)
                .before(plan.arraysWhole())
                .before(target.runs());
    }

    /** @param kept what people call the kept entry */
    Step finalBoot(String purpose, String kept, Check entry) {
        Steps step = reboot(
                        "final-boot",
                        "Reboot, to be sure",
                        purpose,
                        "At the console choose " + kept + "; the way back makes it the default.")
                .before(plan.arraysWhole())
                .act(means.reboot());
        return newKernelRuns(step, entry);
    }

    /** @param entry how the machine must have been started */
    Step newKernelRuns(Steps boot, Check entry) {
        return boot.proof(target.runs(), entry)
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .reboot();
    }

    private static Steps reboot(String id, String title, String purpose, String wayBack) {
        return step(id, title, purpose).limit(Plan.LONG.dividedBy(2)).wayBack(wayBack);
    }

    Step prove(Check... configuration) {
        Steps step = step(
                        "prove-layout",
                        "Prove the whole layout",
                        "Tables, arrays, mounts, swap, configuration and boot records on both drives, against the plan.")
                .wayBack("None needed: both entries start the machine.")
                .proof(target.runs())
                .proof(plan.systemOnArrays())
                .proof(plan.arraysWhole())
                .proof(configuration);
        for (PlannedDrive drive : drives()) {
            step.proof(
                    new Check.TableIs(drive.label(), drive.identity(), drive.table()),
                    means.bootRecord().apply(drive));
        }
        return step.look();
    }

    Steps keepAgain(String id, String purpose) {
        return step(id, "Start the kept kernel by default", purpose)
                .limit(Plan.LONG)
                .wayBack(THIS_IS);
    }

    /** Gives the image its second name unless the run got as far: what was kept is never replaced on the way back. */
    Action keepImageAgain() {
        return Plan.runAccepting(Set.of(0, 1), "ln", target.runningImage(), target.keptImage());
    }

    Step bootKept() {
        return reboot(
                        "boot-kept",
                        "Boot the kept kernel",
                        "Nothing is done if it was not left. " + means.loader() + " starts it by itself.",
                        THIS_IS)
                .act(means.reboot())
                .proof(target.isSame() ? means.keptRuns() : target.runsAsBefore())
                .proof(plan.systemOnArrays())
                .reboot();
    }
}
