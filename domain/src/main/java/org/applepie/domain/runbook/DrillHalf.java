package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** Half of the drill: one drive starts the server while the other is away, which then comes back and is filled. */
final class DrillHalf {

    private final Drill drill;
    private final Plan plan;
    private final PlannedDrive alone;
    private final PlannedDrive away;
    private final boolean first;
    private final String role;
    private final String other;

    DrillHalf(Drill drill, PlannedDrive alone, PlannedDrive away, boolean first) {
        this.drill = drill;
        this.plan = drill.plan();
        this.alone = alone;
        this.away = away;
        this.first = first;
        this.role = first ? "apple" : "pie";
        this.other = first ? "pie" : "apple";
    }

    /** What a drive writes while it is alone. */
    static String word(PlannedDrive drive) {
        return "alone-" + drive.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    List<Phase> phases() {
        return List.of(
                new Phase(
                        "alone-" + role,
                        "Start from " + alone.label() + " alone",
                        away.label() + " is unplugged, " + alone.label() + " starts the server, and "
                                + away.label() + " comes back. From the start on " + alone.label()
                                + " has the newest data and " + away.label() + " is behind.",
                        drill.legacy() ? List.of() : List.of(alone.label()),
                        first ? Optional.empty() : Optional.of(secondHalf()),
                        List.of(readyToUnplug(), startAlone(), mark(), readyToPlugBack(), comeBack())),
                new Phase(
                        "fill-" + other,
                        "Fill " + away.label() + " from " + alone.label(),
                        "One partition of " + away.label()
                                + " after the other is cleared and joins its array, and the next only when the sync of the one before has ended. Do not reboot before all are in sync.",
                        List.of(away.label(), alone.label()),
                        Optional.empty(),
                        filling()));
    }

    private Gate secondHalf() {
        return new Gate(
                "second-half",
                "The other drive is next",
                away.label() + " has started the server alone, and " + alone.label()
                        + " was filled from it since: every array is whole, which is read again before the machine goes down. Now "
                        + away.label() + " is unplugged and " + alone.label()
                        + " starts. Two drives that each ran alone without a sync between could never be joined again.",
                List.of(),
                false);
    }

    private Step readyToUnplug() {
        return step(
                        "ready-" + role + "-alone",
                        "Get ready to unplug " + away.label(),
                        "The run shuts the machine down as soon as somebody stands beside it.")
                .before(drill.whole())
                .proof(drill.whole())
                .byHand(DrillCards.unplug(alone, away));
    }

    private Step startAlone() {
        return step(
                        "start-" + role + "-alone",
                        "Shut down, and start from " + alone.label() + " alone",
                        "What was not seen to start is not known to start. " + away.label()
                                + " is unplugged while the machine is off; then people switch it on, and it must come back with the whole system.")
                .warning(HowtoWarning.ATTENTION)
                .destroys("the agreement of the two drives: " + away.label() + " is behind as soon as " + alone.label()
                        + " has started")
                .wayBack("Switch off, plug " + away.label() + " back, switch on; the way back fills it from "
                        + alone.label() + ". Never start " + away.label() + " alone.")
                .limit(Drill.HANDS)
                .before(drill.whole())
                .before(drill.marked(first ? DrillFrame.TOGETHER : word(away), "the word written last is there"))
                .act(drill.powerOff())
                .proof(only())
                .proof(drill.runningOn(alone))
                .proof(words())
                .reboot();
    }

    private Check only() {
        return new Check.Alone(alone.label(), alone.identity(), away.label(), away.identity());
    }

    /** The second drive must also show what the first one wrote alone: then it was really filled from it. */
    private List<Check> words() {
        Check together = drill.marked(DrillFrame.TOGETHER, "the word written on both drives is on " + alone.label());
        return first
                ? List.of(together)
                : List.of(
                        together, drill.marked(word(away), "the word that " + away.label() + " wrote alone is there"));
    }

    private Step mark() {
        return step(
                        "mark-" + role,
                        "Leave a word on " + alone.label(),
                        "It is on this drive only. " + away.label()
                                + " shows it later if it was filled from here. Each superblock must tell now that the other half is missing; that is what keeps "
                                + away.label() + " from being taken for equal when it comes back.")
                .wayBack("The way back removes it.")
                .before(only())
                .before(drill.runningOn(alone))
                .act(drill.writable())
                .act(drill.mark(word(alone)))
                .proof(only())
                .proof(drill.marked(word(alone), "the word written on " + alone.label() + " alone is there"))
                .proof(ranAlone())
                .change();
    }

    private List<Check> ranAlone() {
        return plan.layout().arrays().stream()
                .<Check>map(array -> new Check.RanAlone(array.reference(), Drill.half(alone, array)))
                .toList();
    }

    private Step readyToPlugBack() {
        return step(
                        "ready-" + other + "-back",
                        "Get ready to plug " + away.label() + " back",
                        alone.label()
                                + " has the newest data. The run shuts the machine down as soon as somebody stands beside it.")
                .before(only())
                .proof(only())
                .byHand(DrillCards.plugBack(alone, away));
    }

    private Step comeBack() {
        Steps step = step(
                        "start-" + other + "-back",
                        "Shut down, and start with " + away.label() + " back",
                        "The kernel believes the half with more events and leaves the other one out. Whether it did, and whether "
                                + away.label()
                                + " never ran alone meanwhile, is read from both superblocks before anything is written on it.")
                .wayBack("Switch off, unplug " + away.label() + " again and start " + alone.label()
                        + ", which has the newest data.")
                .limit(Drill.HANDS)
                .before(only())
                .before(drill.runningOn(alone))
                .before(ranAlone())
                .act(drill.powerOff())
                .proof(drill.bothThere());
        plan.layout().arrays().forEach(array -> step.proof(stale(array)));
        return step.proof(drill.runningOn(alone))
                .proof(new Check.DriveUnused(away.label(), away.identity()))
                .proof(drill.marked(word(alone), "the word written on " + alone.label() + " alone is there"))
                .reboot();
    }

    private Check stale(PlannedArray array) {
        return new Check.StaleHalf(array.reference(), Drill.half(alone, array), Drill.half(away, array));
    }

    private List<Step> filling() {
        List<Step> steps = new ArrayList<>();
        for (PlannedArray array : drill.arrays()) {
            steps.add(fill(array));
            steps.add(sync(array));
        }
        steps.add(whole());
        return steps;
    }

    private Step fill(PlannedArray array) {
        return step(
                        "fill-" + other + "-" + array.name(),
                        "Add partition " + array.partition() + " of " + away.label() + " to " + array.name(),
                        "Its old superblock is cleared first. From this moment the kernel copies " + array.mountPoint()
                                + " from " + alone.label() + " to " + away.label() + ".")
                .destroys("the older " + array.mountPoint() + " on " + away.label())
                .wayBack("None. Go forward: " + alone.label() + " holds everything.")
                .before(
                        Plan.systemOn(array),
                        new Check.ArrayIs(array.reference(), List.of(Drill.half(alone, array)), false),
                        stale(array))
                .act(drill.rejoin(array, alone, away))
                .proof(new Check.ArrayHas(array.reference(), Drill.half(away, array)))
                .change();
    }

    private Step sync(PlannedArray array) {
        return step(
                        "sync-" + other + "-" + array.name(),
                        "Wait for the sync of " + array.name(),
                        "The kernel copies; nothing is hurried, and nothing else starts before it has ended.")
                .warning(HowtoWarning.PATIENCE)
                .wayBack("None. Go forward: " + alone.label() + " holds everything.")
                .limit(drill.syncLimit(array))
                .proof(new Check.ArrayIs(
                        array.reference(), List.of(Drill.half(alone, array), Drill.half(away, array)), true))
                .await(List.of(array.reference()));
    }

    private Step whole() {
        return step(
                        "whole-after-" + role,
                        "Prove that the mirror is whole again",
                        "Only now may the other drive be unplugged.")
                .proof(drill.whole())
                .proof(drill.bootRecords())
                .proof(drill.marked(word(alone), "the word written on " + alone.label() + " alone is there"))
                .look();
    }
}
