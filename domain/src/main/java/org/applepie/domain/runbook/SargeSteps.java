package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.applepie.domain.bootloader.lilo.LiloConf;
import org.applepie.domain.bootloader.lilo.LiloStanza;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;

/** The pieces that several steps on a Debian 3.1 server share. */
record SargeSteps(Plan plan, SargeFiles files) {

    /** Where a file system of apple is bound for copying, so that nothing mounted below it is seen. */
    static final String SOURCE = "/mnt/applepie-source";

    /** On tmpfs, so that it is gone with the next boot and no copy contains it. */
    private static final String MARKS = "/dev/shm/applepie";

    static final String CONSOLE_DANGER =
            "If the machine does not come back: reset it. LILO starts the old system by itself, because the new entry was armed for one boot only.";

    /**
     * Builds the initial RAM disk aside, puts it in place by renaming and runs LILO. LILO knows files by their blocks: the
     * image before stays linked, so that the map on the drive is right at every moment, whenever the power fails.
     *
     * @param step id of the step it belongs to
     */
    List<Action> initrd(String step) {
        String temp = files.initrd() + "-temp";
        List<Action> actions = new ArrayList<>();
        actions.add(Action.run("rm", "-f", temp));
        actions.add(Action.run("mkinitrd", "-o", temp, "/lib/modules/" + files.kernel()));
        actions.add(Action.run("ln", "-f", files.initrd(), files.initrd() + "-previous"));
        actions.add(Action.run("mv", "-f", temp, files.initrd()));
        actions.add(Action.run("sync"));
        actions.addAll(lilo(step));
        return actions;
    }

    /** Runs LILO; {@link #liloDid} judges what it said. */
    List<Action> lilo(String step, String... options) {
        List<String> words = new ArrayList<>(List.of("lilo"));
        words.addAll(List.of(options));
        String said = liloSaid(step);
        // what an earlier attempt heard must not prove this one
        return List.of(
                Action.run("rm", "-f", said), new Action.Capture(new Command(words, ""), said), Action.run("sync"));
    }

    /** Where the words of LILO are kept, for each step a file of its own. */
    String liloSaid(String step) {
        return plan.backups() + "/" + step + ".lilo";
    }

    /** LILO did in this step what its configuration asks for. */
    Check liloDid(String step, String configuration) {
        LiloConf conf = LiloConf.parse(configuration);
        boolean allOptional = conf.global("optional").isPresent();
        return new Check.LiloDid(
                liloSaid(step),
                conf.stanzas().stream()
                        .map(s -> new Check.LiloEntry(
                                s.label(),
                                s.target(),
                                allOptional || s.settings().containsKey("optional")))
                        .toList(),
                conf.defaultStanza().map(LiloStanza::label).orElse(""),
                // mbr stands for the drives of the array's members
                conf.global("raid-extra-boot").isPresent()
                        ? List.of(
                                plan.bootArray().path(),
                                plan.apple().path(),
                                plan.pie().path())
                        : List.of());
    }

    /** Lets the arrays be found at boot: what runs now, without lists of devices, which mdadm would take for filters. */
    List<Action> mdadmConf() {
        String head = Plan.STATE + "/mdadm.head";
        String scan = Plan.STATE + "/mdadm.scan";
        String fresh = SargeFiles.MDADM_CONF + ".applepie-new";
        return List.of(
                new Action.WriteFile(head, files.mdadmConfHead(), "0644"),
                new Action.RunInto(Command.of("mdadm", "--detail", "--scan"), scan),
                new Action.RunInto(
                        Command.of("sed", "-e", "/^ *devices=/d", "-e", "s/ spares=[0-9]*//", head, scan), fresh),
                Action.run("mv", "-f", fresh, SargeFiles.MDADM_CONF));
    }

    Check mdadmConfLists() {
        return new Check.MdadmConfLists(
                plan.layout().arrays().stream().map(PlannedArray::name).toList());
    }

    /** Starts the first entry once, with a kernel that gives up after half a minute; any later boot is the old system's. */
    List<Action> bootOnce() {
        return List.of(
                Action.run("lilo", "-R", files.label(), "panic=30"),
                Action.run("sync"),
                Action.run("shutdown", "-r", "now"));
    }

    static List<Action> boot() {
        return List.of(Action.run("sync"), Action.run("shutdown", "-r", "now"));
    }

    Check booted() {
        return new Check.KernelWord("BOOT_IMAGE=" + files.label());
    }

    Action mark(String step) {
        return new Action.WriteFile(MARKS + "/" + step + ".done", plan.tag() + " " + step + "\n", "0600");
    }

    static List<Action> unmark(String step) {
        return List.of(
                Action.run("mkdir", "-p", "-m", "0700", MARKS), Action.run("rm", "-f", MARKS + "/" + step + ".done"));
    }

    Check marked(String step, String says) {
        return new Check.Probe(says, Command.of("cat", MARKS + "/" + step + ".done"), plan.tag() + " " + step);
    }

    /** A file of the server with its change shown and proved. */
    static Steps write(Steps step, String path, String before, String after) {
        // lilo.conf may hold a password
        return step.act(new Action.WriteFile(path, after, path.equals(SargeFiles.LILO_CONF) ? "0600" : "0644"))
                .diff(path, before, after)
                .proof(new Check.FileIs(path, after));
    }

    /** Clears the mark of an earlier array; 5 is how mdadm says that there was none. */
    static Action zeroSuperblock(String partition) {
        return Plan.runAccepting(Set.of(0, 5), "mdadm", "--zero-superblock", partition);
    }

    Check onTrialMount(PlannedArray array) {
        return new Check.MountedFromArray(SargeFiles.trialMount(array), array.reference());
    }

    List<Check> onTrialMounts() {
        return plan.fileSystems().stream().map(this::onTrialMount).toList();
    }

    List<Check> liloOnBoth() {
        return Stream.of(plan.apple(), plan.pie())
                .<Check>map(drive -> new Check.LiloOn(drive.label(), drive.identity()))
                .toList();
    }
}
