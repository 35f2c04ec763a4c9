package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** What comes before the first drive is unplugged, and after the last one is filled again. */
final class DrillFrame {

    /** Written while both halves are in sync. */
    static final String TOGETHER = "together";

    private final Drill drill;
    private final Plan plan;

    DrillFrame(Drill drill) {
        this.drill = drill;
        this.plan = drill.plan();
    }

    Phase prepare() {
        Gate gate = new Gate(
                "drill",
                "Backup, and people beside the machine",
                "The server is shut down four times and starts twice with one drive away. While a drive is away only the other one holds the data, and what it writes then is nowhere else; a mistake with the drives costs data. Nobody starts on a system that people need without a backup and a time when they do not need it.",
                Gate.askBackup(),
                false);
        List<Step> steps = new ArrayList<>(List.of(stickers(), check()));
        if (!drill.withBitmap().isEmpty()) {
            steps.add(dropBitmaps());
        }
        steps.add(markTogether());
        return new Phase(
                "prepare",
                "Before a drive is unplugged",
                "Both halves are in sync, both drives are known by their stickers, and both carry a boot record.",
                drill.withBitmap().isEmpty() ? List.of() : drill.both(),
                Optional.of(gate),
                steps);
    }

    private Step stickers() {
        return step(
                        "stickers",
                        "Look at the stickers, and have a rescue medium at hand",
                        "Two drives are unplugged one after the other. Only the sticker tells which one is in the hand.")
                .warning(HowtoWarning.REPAIR)
                .proof(drill.bothThere())
                .byHand(Card.of(
                                Card.Instruction.of("Find " + DrillCards.drive(plan.apple()) + "."),
                                Card.Instruction.of("Find " + DrillCards.drive(plan.pie()) + "."),
                                Card.Instruction.of(
                                        "See that each carries its name on the drive itself, and write down which connector it has: it goes back to the same one."),
                                Card.Instruction.of(
                                        "Lay a rescue medium beside the machine that has started it or one of its kind."))
                        .asking(
                                DrillCards.sticker(
                                        "sticker-apple",
                                        "What does the sticker of "
                                                + plan.apple().path() + " say?",
                                        plan.apple()),
                                DrillCards.sticker(
                                        "sticker-pie",
                                        "What does the sticker of " + plan.pie().path() + " say?",
                                        plan.pie())));
    }

    private Step check() {
        Steps step = step(
                        "check-server",
                        "Check the server against the reading",
                        "The drill was compiled from a reading. If drives, tables, arrays or mounts changed since, nothing may be done.")
                .warning(HowtoWarning.OTHER_SYSTEM)
                .warning(HowtoWarning.PRACTICE)
                .proof(new Check.SameMachine(
                        plan.situation().reading().host().machineId().orElse("")))
                .proof(drill.whole())
                .proof(drill.bootRecords());
        for (PlannedDrive drive : List.of(plan.apple(), plan.pie())) {
            step.proof(new Check.TableIs(drive.label(), drive.identity(), drive.table()));
        }
        return step.look();
    }

    private Step dropBitmaps() {
        return step(
                        "drop-bitmaps",
                        "Take the bitmaps off the arrays",
                        "With a bitmap the kernel takes a drive back by itself at the next boot and fills it from whichever half it believes, before anybody has looked. Without one a half that was away stays out until the run adds it.")
                .wayBack("mdadm --grow --bitmap=internal on each array.")
                .before(drill.whole())
                .act(drill.bitmaps("none", Set.of(0)))
                .proof(drill.bitmapsAre(0))
                .change();
    }

    private Step markTogether() {
        return step(
                        "mark-together",
                        "Leave a word on both drives",
                        "Each drive must show it when it has started alone.")
                .before(plan.arraysWhole())
                .act(drill.mark(TOGETHER))
                .proof(drill.marked(TOGETHER, "the word written on both drives is there"))
                .change();
    }

    Phase finish() {
        List<Step> steps = new ArrayList<>();
        if (!drill.withBitmap().isEmpty()) {
            steps.add(bitmapsBack());
        }
        steps.add(tidy());
        steps.add(prove());
        return new Phase(
                "prove",
                "Whole again",
                "Both drives have started the server alone, and both hold everything.",
                drill.withBitmap().isEmpty() ? List.of() : drill.both(),
                Optional.empty(),
                steps);
    }

    private Step bitmapsBack() {
        return step("bitmaps-back", "Give the arrays their bitmaps back", "They shorten a sync after a power cut.")
                .before(plan.arraysWhole())
                .act(drill.bitmaps("internal", Set.of(0)))
                .proof(drill.bitmapsAre(drill.withBitmap().size()))
                .change();
    }

    private Step tidy() {
        return step("tidy", "Remove the words of the drill", "They have told what they were written for.")
                .before(plan.arraysWhole())
                .act(drill.unmark(TOGETHER, DrillHalf.word(plan.apple()), DrillHalf.word(plan.pie())))
                .run("rm", "-f", Plan.STATE + "/drill.examine")
                .run("sync")
                .proof(plan.systemOnArrays())
                .change();
    }

    private Step prove() {
        return step(
                        "prove-mirror",
                        "Prove the mirror",
                        "Every array whole, every mount on its array, a boot record on each drive.")
                .warning(HowtoWarning.REPAIR)
                .proof(drill.whole())
                .proof(drill.bootRecords())
                .look();
    }
}
