package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.ShellWord;
import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Card.Instruction;
import org.applepie.domain.runbook.Layout.PlannedArray;

/**
 * The copy as the HOWTO has it: in single-user mode, at the machine's own console, since init 1 ends every connection. The
 * same commands as otherwise, as one script that is put in place beforehand, writes its log, and starts the arrays at the end.
 */
final class SargeConsole {

    private static final String PATH = Plan.STATE + "/console-copy.sh";

    private final Plan plan;
    private final SargeFiles files;
    private final SargeSteps shared;

    SargeConsole(Plan plan, SargeFiles files) {
        this.plan = plan;
        this.files = files;
        this.shared = new SargeSteps(plan, files);
    }

    /** @param quiet the steps to be done while nothing else runs, in order */
    List<Step> steps(List<Step> quiet) {
        ConsoleScript script = ConsoleScript.of(PATH, body(quiet), ending());
        return List.of(place(script), atConsole(script));
    }

    private Step place(ConsoleScript script) {
        return step(
                        "place-script",
                        "Put the script for the console in place",
                        "All that is to be done without a connection, with the names of this server. It runs once, keeps a log, and touches nothing until a person starts it.")
                .wayBack("Remove " + script.path() + ".")
                .before(shared.onTrialMounts())
                .before(plan.systemOnApple())
                .act(script.placing())
                .run("sync")
                .proof(script.inPlace())
                .change();
    }

    private Step atConsole(ConsoleScript script) {
        return step(
                        "trial-boot",
                        "At the console: copy, compare, and reboot (fourth of six) into the degraded arrays",
                        "Single-user mode is the quietest a running system can be. The script copies, compares, turns the fstab of the copy, writes the boot record of "
                                + plan.pie().label()
                                + " and starts the arrays for one boot; it stops at the first thing that is not as it should be, and then restarts nothing.")
                .warning(HowtoWarning.EFFECT.text())
                .limit(Plan.LONG.multipliedBy(8))
                .wayBack("Any further boot brings the old system back; the way back makes it certain.")
                .before(script.inPlace())
                .before(neverHadAttributes())
                .before(plan.systemOnApple())
                .before(plan.arraysOnPie())
                .proof(shared.liloDid(SargeSwitch.PIE_RECORD, files.liloOfPie()))
                .proof(plan.systemOnArrays())
                .proof(plan.arraysOnPie())
                .proof(new Check.DriveUnused(plan.apple().label(), plan.apple().identity()), shared.booted())
                .atConsole(card(script), script);
    }

    private List<Check> neverHadAttributes() {
        return plan.fileSystems().stream()
                .<Check>map(a -> new Check.NeverHadAttributes(a.mountPoint(), plan.onApple(a)))
                .toList();
    }

    private Card card(ConsoleScript script) {
        return Card.of(
                        Instruction.of(
                                "Go to the machine's own keyboard and screen and log in as root. Everything below is typed there."),
                        Instruction.typing(
                                "Go to single-user mode. It asks for the password of root once more; all connections end.",
                                "init 1"),
                        Instruction.of("If you like, pull the network cable now, so that nothing comes in."),
                        Instruction.typing("Start the script. It says each thing it does.", script.call()),
                        Instruction.of(
                                "Wait. It takes as long as copying everything and reading it twice. If it says \u201cEnded with code 0\u201d, the machine restarts by itself: put the network cable back."),
                        Instruction.typing(
                                "If it ends with another code, nothing was switched. Restart the machine with the line below, which brings the old system back, and say here that it is done; the log tells what was wrong.",
                                "reboot"),
                        Instruction.of(
                                "If it is interrupted, by the keyboard or by the power, restart the machine and hand this card back. The script runs once for each card; with the next card it begins from an empty copy."))
                .away(
                        Absence.RESTART,
                        "Reset the machine and choose nothing in the menu: LILO starts the old system by itself, because the new entry was armed for one boot only. Then say here that it is done: the console looks, and asks how to go on. At L, LI or no letter at all, start from the rescue medium, mount "
                                + plan.apple().partition(plan.rootArray().partition())
                                + ", and run lilo -r on it.");
    }

    private String body(List<Step> quiet) {
        List<String> lines = new ArrayList<>();
        lines.add("echo 'Is this still the server the card was written for?'");
        plan.fileSystems().forEach(array -> lines.addAll(recognised(array)));
        lines.addAll(tidied());
        plan.fileSystems().forEach(array -> lines.addAll(emptied(array)));
        for (Step each : quiet) {
            if (each instanceof Step.Change change) {
                lines.add("echo " + ShellWord.quote(change.about().title()));
                change.actions().forEach(action -> lines.add(line(action)));
                change.cleanup().forEach(action -> lines.add(line(action)));
            }
        }
        return String.join("\n", lines);
    }

    private List<String> recognised(PlannedArray array) {
        String old = plan.apple().partition(array.partition());
        return List.of(
                holds(old, array.oldUuid(), "The old " + array.mountPoint() + " is not where it was."),
                holds(array.path(), array.contentUuid(), array.path() + " is not the array made for this."));
    }

    private static String holds(String device, String uuid, String otherwise) {
        return orEnd("blkid -c /dev/null " + device + " | grep -q " + ShellWord.quote(uuid), otherwise);
    }

    private static String orEnd(String condition, String otherwise) {
        return condition + " || { echo " + ShellWord.quote(otherwise) + "; exit 1; }";
    }

    /** What an earlier card may have left that was interrupted. */
    private List<String> tidied() {
        PlannedArray boot = plan.bootArray();
        String root = SargeFiles.trialMount(plan.rootArray());
        List<String> lines = new ArrayList<>();
        for (String left : List.of(SargeSteps.SOURCE, root + "/proc", root + "/boot")) {
            lines.add("umount -n " + left + " 2>/dev/null || :");
        }
        lines.add("grep -q " + ShellWord.quote("^" + boot.reference() + " : active")
                + " /proc/mdstat || mdadm --assemble " + boot.path() + " --run "
                + plan.pie().partition(boot.partition()));
        return lines;
    }

    /** Mounted at its trial place, with nothing on it: what was removed since an earlier copy must not stay in this one. */
    private static List<String> emptied(PlannedArray array) {
        String place = SargeFiles.trialMount(array);
        String mounted = "grep -q " + ShellWord.quote("^" + array.path() + " " + place + " ") + " /proc/mounts";
        return List.of(
                mounted + " || mount -t " + array.contentType() + " " + array.path() + " " + place,
                orEnd(mounted, array.path() + " cannot be mounted at " + place + "."),
                "if grep -q " + ShellWord.quote(" " + place + "/") + " /proc/mounts; then echo "
                        + ShellWord.quote("Something is mounted below " + place + ".") + "; exit 1; fi",
                "find " + place + " -mindepth 1 -maxdepth 1 ! -name lost+found -exec rm -rf '{}' ';'");
    }

    /** The log and what LILO said go along to the copy, where the next boot looks for them. */
    private String ending() {
        String copy = SargeFiles.trialMount(plan.rootArray());
        String there = copy + Plan.STATE + "/";
        String said = shared.liloSaid(SargeSwitch.PIE_RECORD);
        return String.join(
                "\n",
                "umount -n " + SargeSteps.SOURCE + " 2>/dev/null",
                "if [ \"$code\" = 0 ]; then",
                "    cp -dpR \"$dir\" " + ShellWord.quote(there) + " && cp -p "
                        + ShellWord.quote(said) + " " + ShellWord.quote(copy + said) + " && sync && lilo -R "
                        + ShellWord.quote(files.label()) + " panic=30 && sync && shutdown -r now ||",
                "        echo 'The boot of the arrays could not be armed: nothing was switched. Type reboot, then tell that it is done.'",
                "fi");
    }

    /** One line each: the frame of the script indents lines. */
    private static String line(Action action) {
        return switch (action) {
            case Action.Run(Command command, var accepted) ->
                accepted.size() == 1 && accepted.contains(0)
                        ? command.display()
                        : "code=0; " + command.display() + " || code=$?; case $code in "
                                + accepted.stream()
                                        .sorted()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining("|"))
                                + ") ;; *) exit $code ;; esac";
            case Action.ExpectSilence(Command command) -> "test -z \"`" + command.display() + "`\"";
            case Action.RunInto(Command command, String file) -> command.display() + " >" + ShellWord.quote(file);
            case Action.Capture(Command command, String file) -> {
                String into = ShellWord.quote(file);
                yield command.display() + " >" + into + " 2>&1 || { cat " + into + "; exit 1; }; cat " + into;
            }
            case Action.WriteFile(String path, String content, String mode) ->
                "printf '%s\\n' "
                        + content.lines().map(ShellWord::quote).collect(Collectors.joining(" ")) + " >"
                        + ShellWord.quote(path) + " && chmod " + mode + " " + ShellWord.quote(path);
        };
    }
}
