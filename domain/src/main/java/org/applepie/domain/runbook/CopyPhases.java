package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Plan.COPY;
import static org.applepie.domain.runbook.Plan.SOURCE;
import static org.applepie.domain.runbook.Plan.WORK;
import static org.applepie.domain.runbook.Steps.step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedArray;

/** The first copy while the server works, then quiet, the second copy and the comparison. */
final class CopyPhases {

    /** Our own jobs and their logs; a copy of a running job would be a lie. */
    private static final String OWN = Plan.STATE;

    private final Plan plan;
    private final String pie;

    CopyPhases(Plan plan) {
        this.plan = plan;
        this.pie = plan.pie().label();
    }

    List<Phase> phases() {
        return List.of(first(), second());
    }

    private Phase first() {
        return new Phase(
                "copy",
                "First copy, live",
                "The bulk of the data is copied while the server goes on working. Files that change meanwhile are caught by the second copy.",
                List.of(pie),
                Optional.empty(),
                plan.fileSystems().stream().map(this::copyLive).toList());
    }

    private Step copyLive(PlannedArray array) {
        return step(
                        "copy-" + Plan.slug(array),
                        "Copy " + array.mountPoint(),
                        "The file system is bound to a place of its own first, read-only, so that files hidden below mount points are copied too and the source cannot be written by mistake.")
                .limit(copyLimit(array))
                .wayBack("The copy is thrown away with the array.")
                .before(new Check.ArrayHolds(array.uuid(), array.contentType(), array.contentUuid()))
                .before(stillOnApple(array))
                .act(mountPair(array, "rw"))
                // 1: a file vanished or changed while it was read, which the second copy mends
                .act(Plan.runAccepting(Set.of(0, 1), "cp", "-a", "--one-file-system", SOURCE + "/.", COPY + "/"))
                .act(Action.run("sync", "--file-system", COPY))
                .cleanup(unmountPair())
                .proof(new Check.ArrayHolds(array.uuid(), array.contentType(), array.contentUuid()))
                .proof(new Check.NotMounted(COPY), new Check.NotMounted(SOURCE))
                .change();
    }

    private Check stillOnApple(PlannedArray array) {
        return new Check.MountedFromPartition(array.mountPoint(), plan.onApple(array));
    }

    /** An hour, and more for much data: 5 MB a second is slow for any drive. */
    private Duration copyLimit(PlannedArray array) {
        return Plan.LONG.plusSeconds(plan.volume(array).usedBytes() / 5_000_000);
    }

    private List<Action> mountPair(PlannedArray array, String mode) {
        return List.of(
                Action.run("mkdir", "-p", SOURCE, COPY),
                Action.run("mount", "--bind", array.mountPoint(), SOURCE),
                Action.run("mount", "-o", "remount,bind,ro", SOURCE),
                Action.run("mount", "-t", array.contentType(), "-o", mode, array.path(), COPY));
    }

    private static List<Action> unmountPair() {
        return List.of(
                Plan.runAccepting(Set.of(0, 1, 32), "umount", COPY),
                Plan.runAccepting(Set.of(0, 1, 32), "umount", SOURCE));
    }

    private Phase second() {
        List<Step> steps = new ArrayList<>();
        steps.add(quiesce());
        plan.fileSystems().forEach(a -> steps.add(copyAgain(a)));
        plan.fileSystems().forEach(a -> steps.add(compare(a)));
        return new Phase(
                "second-copy",
                "Quiet, second copy, comparison",
                "With nothing writing any more, the copy is brought up to date and proved equal.",
                List.of(pie),
                Optional.of(gate()),
                steps);
    }

    private Gate gate() {
        return new Gate(
                "quiesce",
                "Services stop now, and the server reboots onto the copy",
                "From here to the trial boot the services listed in the next step are down, and the server reboots once without asking again. Choose a time when nobody needs it. What is written to the server in between is lost for the copy, so do not restart services by hand.",
                List.of(),
                false);
    }

    private List<String> activeUnits() {
        return plan.situation().reading().activeUnits().orElse(List.of());
    }

    private Step quiesce() {
        List<String> units = Quiesce.unitsToStop(activeUnits());
        Steps step = step(
                        "quiesce",
                        "Stop what writes",
                        "Stops every running service and timer but those that carry the connection, the consoles, devices and logs. The SSH server is never stopped; the journal goes to memory.")
                .warning(HowtoWarning.REASON)
                .wayBack("systemctl start " + String.join(" ", units) + " (the way back does it).");
        if (!units.isEmpty()) {
            List<String> stop = new ArrayList<>(List.of("systemctl", "stop"));
            stop.addAll(units);
            step.act(Action.run(new Command(stop, "")));
        }
        // journald before 245 cannot; it then keeps writing a file that the comparison would show
        return step.act(Plan.runAccepting(Set.of(0, 1), "journalctl", "--relinquish-var"))
                .run("sync")
                .proof(new Check.UnitsStopped(units), new Check.UnitsActive(Quiesce.sshUnits(activeUnits())))
                .change();
    }

    private Step copyAgain(PlannedArray array) {
        return step(
                        "second-copy-" + Plan.slug(array),
                        "Bring the copy of " + array.mountPoint() + " up to date",
                        "Only what changed since the first copy is written; what is gone is deleted.")
                .limit(copyLimit(array))
                .wayBack("The copy is thrown away with the array.")
                .before(new Check.UnitsStopped(Quiesce.unitsToStop(activeUnits())), stillOnApple(array))
                .act(mountPair(array, "rw"))
                .act(Action.run(new Command(rsync(array, List.of("-aHAXS", "--delete-excluded")), "")))
                .act(Action.run("sync", "--file-system", COPY))
                .cleanup(unmountPair())
                .proof(new Check.NotMounted(COPY), new Check.NotMounted(SOURCE))
                .proof(new Check.ArrayHolds(array.uuid(), array.contentType(), array.contentUuid()))
                .change();
    }

    private static List<String> rsync(PlannedArray array, List<String> options) {
        List<String> words = new ArrayList<>(List.of("rsync"));
        words.addAll(options);
        words.addAll(List.of("--numeric-ids", "--delete"));
        if (array.mountPoint().equals("/")) {
            words.add("--exclude=" + OWN + "/");
        }
        words.addAll(List.of(SOURCE + "/", COPY + "/"));
        return words;
    }

    private Step compare(PlannedArray array) {
        String id = "compare-" + Plan.slug(array);
        return step(
                        id,
                        "Compare " + array.mountPoint() + " with its copy",
                        "Two ways, both sides read-only: rsync by content, owner, mode, times, ACLs, extended attributes and hard links must find nothing to do; and a list of every name with kind, mode, owner, size, link count and target, made without rsync, must be the same.")
                .limit(copyLimit(array))
                .before(new Check.UnitsStopped(Quiesce.unitsToStop(activeUnits())), stillOnApple(array))
                .act(Plan.unmark(id))
                .act(mountPair(array, "ro"))
                .act(new Action.ExpectSilence(new Command(rsync(array, List.of("-aHAXnc", "--itemize-changes")), "")))
                .act(list(SOURCE, array), sort(SOURCE), list(COPY, array), sort(COPY))
                .act(Action.run("cmp", sorted(SOURCE), sorted(COPY)))
                .act(plan.mark(id))
                .cleanup(unmountPair())
                .proof(plan.marked(id, "the comparison of " + array.mountPoint() + " found no difference"))
                .proof(new Check.NotMounted(COPY), new Check.NotMounted(SOURCE))
                .change();
    }

    private static Action list(String tree, PlannedArray array) {
        List<String> words = new ArrayList<>(List.of("find", tree, "-mindepth", "1"));
        if (array.mountPoint().equals("/")) {
            words.addAll(List.of("-path", tree + OWN, "-prune", "-o"));
        }
        // directories: neither size nor link count, which depend on the file system's history; %T@ has nanoseconds
        words.addAll(List.of("-type", "d", "-printf", "%P d %m %U %G %T@\\0", "-o"));
        words.addAll(List.of("-type", "f", "-printf", "%P f %m %U %G %n %s %T@\\0", "-o"));
        words.addAll(List.of("-printf", "%P %y %m %U %G %n %l %T@\\0"));
        return new Action.RunInto(new Command(words, ""), listed(tree));
    }

    private static Action sort(String tree) {
        return Action.run("sort", "--zero-terminated", "--output=" + sorted(tree), listed(tree));
    }

    /** Lists grow with the number of files, so they are kept on disk, where the copy does not look. */
    private static String listed(String tree) {
        return OWN + tree.substring(WORK.length()) + ".list";
    }

    private static String sorted(String tree) {
        return listed(tree) + ".sorted";
    }
}
