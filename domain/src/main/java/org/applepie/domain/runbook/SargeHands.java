package org.applepie.domain.runbook;

import static org.applepie.domain.runbook.Steps.step;

import org.applepie.domain.runbook.Card.Instruction;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** What only people at the machine can do or see before anything begins. */
final class SargeHands {

    private final Plan plan;

    SargeHands(Plan plan) {
        this.plan = plan;
    }

    /** What outlives the run: the paper beside the server, and the backup that a mirror is not. */
    Step repairSheet() {
        return step(
                        "repair-sheet",
                        "Put the repair sheet beside the server, and see that the backup goes on",
                        "The mirror is not done before whoever stands here with a dead drive has the paper in hand, and before the daily backup has run on the mirror: what is deleted on one drive is deleted on both.")
                .wayBack("None needed: both drives hold the data.")
                .proof(plan.arraysWhole())
                .byHand(Card.of(
                                Instruction.of(
                                        "Print the repair sheet of this run and put it where the server stands, not on the server."),
                                Instruction.of(
                                        "Look into the log of the daily backup: it must have run since the server stands on the arrays."))
                        .asking(
                                new Question("sheet", "Where is the printed repair sheet kept?", Kind.TEXT, ""),
                                new Question("backup-date", "When did the daily backup run last?", Kind.DATE, ""),
                                new Question("backup-place", "Where is that backup?", Kind.TEXT, "")));
    }

    /** A drive that is known by where it sits can be exchanged without anybody noticing; people look at its sticker. */
    Step stickers() {
        return step(
                        "stickers",
                        "Look at the stickers, jumpers and connectors",
                        "A command speaks of /dev/sda; a person pulls a drive. Only the sticker joins the two, today and on the day a drive dies.")
                .warning(sizes())
                .warning(sata())
                .proof(
                        new Check.DrivePresent(
                                plan.apple().label(), plan.apple().identity()),
                        new Check.DrivePresent(plan.pie().label(), plan.pie().identity()))
                .byHand(Card.of(
                                Instruction.of("Find the drive " + where(plan.apple()) + ". It holds the system."),
                                Instruction.of(
                                        "See that it carries the name "
                                                + plan.apple().label()
                                                + ", on the drive itself and not on the slot. If the two drives differ in size, this is the smaller one."),
                                Instruction.of("Find the drive " + where(plan.pie())
                                        + ". It is clean: zeros were written over all of it."),
                                Instruction.of("See that it carries the name "
                                        + plan.pie().label() + "."),
                                Instruction.of(wiring()))
                        .asking(
                                sticker("sticker-apple", "the system's drive", plan.apple()),
                                sticker("sticker-pie", "the second drive", plan.pie())));
    }

    /** A smaller second drive is refused. */
    private String sizes() {
        long more = plan.pie().identity().sizeBytes() - plan.apple().identity().sizeBytes();
        boolean same =
                plan.apple().identity().model().equals(plan.pie().identity().model());
        return more == 0 && same
                ? ""
                : "The drives are not identical: " + plan.apple().label() + " is a "
                        + plan.apple().identity().model() + ", " + plan.pie().label() + " a "
                        + plan.pie().identity().model()
                        + (more == 0 ? "." : ", larger by " + more + " bytes, which stay unused.")
                        + " The smaller one rules the table, now and at each replacement.";
    }

    /** Kernel 2.4.27 shows SATA drives as SCSI drives of the maker ATA. */
    private String sata() {
        return plan.apple().identity().model().startsWith("ATA ")
                        || plan.pie().identity().model().startsWith("ATA ")
                ? "The drives are SATA drives. The HOWTO was never tried with these: do not trust it before each drive has started this server alone."
                : "";
    }

    private static Question sticker(String id, String which, PlannedDrive drive) {
        return new Question(id, "What does the sticker of " + which + " say?", Kind.TYPED, drive.label());
    }

    private String wiring() {
        return plan.situation().apple().transport().equals("ide")
                ? "Each drive must be the master of a channel of its own; a CD-ROM drive goes to the secondary channel as slave."
                : "On one SCSI adapter the system's drive has id 0 and the second one id 1; on two adapters, mark the one that is recognised first.";
    }

    private static String where(PlannedDrive drive) {
        String told = drive.identity().isWeak()
                ? "at " + drive.identity().position() + ", which tells no serial number and is known by its place only"
                : "with serial number " + drive.identity().serial();
        return drive.path() + ": " + drive.identity().model() + ", " + told;
    }

    Step rescueMedium() {
        return step(
                        "rescue-medium",
                        "Have a rescue medium at hand",
                        "If neither drive starts the machine, only a floppy or CD does, and it must be known to work on this very machine.")
                .warning(HowtoWarning.REPAIR.text())
                .proof(plan.systemOnApple())
                .byHand(Card.of(
                                Instruction.of(
                                        "Lay a rescue floppy or CD beside the machine: tomsrtbt, or the installer's rescue mode."),
                                Instruction.of(
                                        "It must have started this machine, or one of the same kind, before today."))
                        .asking(new Question(
                                "rescue", "Which medium is it, and which machine has it started?", Kind.TEXT, "")));
    }
}
