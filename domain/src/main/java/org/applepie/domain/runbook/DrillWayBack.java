package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Card.Instruction;
import org.applepie.domain.runbook.Layout.PlannedArray;

/** Makes the mirror whole from its newest half, wherever the drill stopped. */
final class DrillWayBack {

    private static final String THIS = "This is the way back.";

    private final Drill drill;
    private final Plan plan;

    DrillWayBack(Drill drill) {
        this.drill = drill;
        this.plan = drill.plan();
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(reunite());
        for (PlannedArray array : drill.arrays()) {
            steps.add(fill(array));
            steps.add(sync(array));
        }
        steps.add(tidy());
        return steps;
    }

    /** If the machine cannot be reached now, people have its card of the step that failed. */
    private Step reunite() {
        return step(
                        "reunite",
                        "Put both drives into the machine and start it",
                        "Nothing is done if it runs with both already. Nothing is written before it is known which drive has the newest data.")
                .limit(Drill.HANDS)
                .wayBack(THIS)
                .proof(drill.bothThere())
                .proof(plan.systemOnArrays())
                .byHand(
                        Card.of(
                                        Instruction.of(
                                                "Shut the machine down: shutdown -h now, at its console. Unplug its power cord."),
                                        Instruction.of("Plug in " + DrillCards.drive(plan.apple()) + "."),
                                        Instruction.of("Plug in " + DrillCards.drive(plan.pie()) + "."),
                                        Instruction.of("Plug the power cord in and switch on."))
                                .away(
                                        Absence.ALLOWED,
                                        "Switch off, unplug the drive that was away last, and start the other one: it has the newest data. Then compile no further drill, but read the repair sheet."));
    }

    private Step fill(PlannedArray array) {
        return step(
                        "fill-back-" + array.name(),
                        "Add the half of " + array.name() + " that is behind",
                        "The array runs on the half with the newest data; the other one is added to it. Two halves that each ran alone are refused.")
                .destroys("the older " + array.mountPoint() + ", on the drive that is behind")
                .wayBack(THIS)
                .before(new Check.NewestRuns(
                        array.reference(), Drill.half(plan.apple(), array), Drill.half(plan.pie(), array)))
                .act(drill.offerBoth(array))
                .proof(
                        new Check.ArrayHas(array.reference(), Drill.half(plan.apple(), array)),
                        new Check.ArrayHas(array.reference(), Drill.half(plan.pie(), array)))
                .change();
    }

    private Step sync(PlannedArray array) {
        return step(
                        "sync-back-" + array.name(),
                        "Wait for the sync of " + array.name(),
                        "The kernel copies; nothing else starts before it has ended.")
                .warning(HowtoWarning.PATIENCE)
                .wayBack(THIS)
                .limit(drill.syncLimit(array))
                .proof(new Check.ArrayIs(
                        array.reference(),
                        List.of(Drill.half(plan.apple(), array), Drill.half(plan.pie(), array)),
                        true))
                .await(List.of(array.reference()));
    }

    private Step tidy() {
        Steps step = step("tidy-back", "Remove what the drill left", "The mirror is as it was before.")
                .wayBack(THIS)
                .act(drill.bitmaps("internal", Set.of(0, 1)))
                .act(drill.unmark(DrillFrame.TOGETHER, DrillHalf.word(plan.apple()), DrillHalf.word(plan.pie())))
                .run("rm", "-f", Plan.STATE + "/drill.examine")
                .proof(drill.whole())
                .proof(drill.bootRecords());
        if (!drill.withBitmap().isEmpty()) {
            step.proof(drill.bitmapsAre(drill.withBitmap().size()));
        }
        return step.change();
    }
}
