package org.applepie.domain.runbook;

import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Card.Instruction;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Layout.PlannedDrive;

/** What the people beside the machine hold in their hands while the run shuts it down. */
final class DrillCards {

    private static final String OFF =
            "Wait until the machine is off. If it says \"Power down.\" or \"System halted.\" and stays on, switch it off. Unplug its power cord.";

    private DrillCards() {}

    static String drive(PlannedDrive drive) {
        String place = drive.identity().isWeak()
                ? ", at " + drive.identity().position()
                        + ", which tells no serial number and is known by its place only"
                : ", serial number " + drive.identity().serial();
        return "the drive with the sticker " + drive.label() + ": "
                + drive.identity().model() + place;
    }

    static Question sticker(String id, String text, PlannedDrive drive) {
        return new Question(id, text, Kind.TYPED, drive.label());
    }

    /** Before the machine starts from one drive. */
    static Card unplug(PlannedDrive alone, PlannedDrive away) {
        return Card.of(
                        Instruction.of(
                                "Stand beside the machine with this card. As soon as you say that you are ready, the run shuts it down."),
                        Instruction.of(OFF),
                        Instruction.of("Unplug " + drive(away) + ". Both its power and its data cable."),
                        Instruction.of("Leave " + drive(alone) + ". Do not move it to another connector."),
                        Instruction.of("Read the sticker of the drive in your hand once more: it must say "
                                + away.label() + "."),
                        Instruction.of(
                                "Plug the power cord in and switch on. Watch the screen until it asks for a login. With a half missing the start takes longer, up to some minutes. The run notices by itself that the machine is back."))
                .asking(sticker("away", "Type the label of the drive that you will unplug.", away))
                .away(
                        Absence.NONE,
                        alone.label()
                                + " does not start the machine alone, and that is what the drill is to find out. Switch off, plug "
                                + away.label()
                                + " back to its connector, switch on, and take the way back on the run's page. Do not start "
                                + away.label() + " alone: if " + alone.label()
                                + " got as far as writing, it has the newest data, and then each drive would hold something that the other one lacks.");
    }

    /** Before the drive that was away comes back. */
    static Card plugBack(PlannedDrive alone, PlannedDrive away) {
        return Card.of(
                        Instruction.of(
                                "Stand beside the machine. As soon as you say that you are ready, the run shuts it down. "
                                        + alone.label() + " has the newest data now; " + away.label() + " is behind."),
                        Instruction.of(OFF),
                        Instruction.of(
                                "Plug back " + drive(away)
                                        + ", to the connector it had. It must not have run in this or any other machine meanwhile."),
                        Instruction.of(
                                "Plug the power cord in and switch on. The run notices by itself that the machine is back. Until it says so, both drives together are not a mirror."))
                .asking(sticker("back", "Type the label of the drive that you will plug back.", away))
                .away(
                        Absence.NONE,
                        "Switch off, unplug " + away.label() + " again and start " + alone.label()
                                + ", which has started alone before and has the newest data. Never start "
                                + away.label() + " alone: it is behind.");
    }
}
