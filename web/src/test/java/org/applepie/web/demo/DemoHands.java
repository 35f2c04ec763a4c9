package org.applepie.web.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.runbook.Card;
import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Card.Instruction;
import org.applepie.domain.runbook.ConsoleScript;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;

/** Puts steps for people in front of a runbook. */
public final class DemoHands {

    private static final ConsoleScript SCRIPT = ConsoleScript.of(
            "/var/lib/applepie/console/copy.sh",
            "cd /\ncp -dpRx . /mnt/md2\ncd /boot\ncp -dpRx . /mnt/md0",
            "cp -dpR \"$dir\" /mnt/md2/var/lib/applepie/console/\nsync\nreboot");

    private DemoHands() {}

    /** The same runbook with two more steps at its beginning. */
    public static Runbook before(Runbook book) {
        return before(book, List.of(stickers(), console()));
    }

    /** The same runbook with a step at the console at its beginning. */
    static Runbook atConsole(Runbook book) {
        return before(book, List.of(console()));
    }

    private static Runbook before(Runbook book, List<Step> steps) {
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(
                "hands", "What hands do", "Nobody can do this from here.", List.of(), Optional.empty(), steps));
        phases.addAll(book.phases());
        return new Runbook(
                new RunbookId(UUID.randomUUID()),
                book.server(),
                book.serverName(),
                book.reading(),
                book.goal(),
                book.binding(),
                book.compiledAt(),
                book.layout(),
                phases,
                book.wayBack());
    }

    private static Step stickers() {
        Card card = Card.of(
                        Instruction.of("Shut the server down and pull the plug."),
                        Instruction.of("Put the sticker apple on the drive in the primary position."),
                        Instruction.of("Put the sticker pie on the other one."),
                        Instruction.of("Switch the server on."))
                .asking(
                        new Question("position", "Where does pie sit?", Kind.TEXT, ""),
                        new Question("label", "Type the label of the new drive.", Kind.TYPED, "pie"))
                .away(Absence.RESTART, "Take pie out again and switch on: the server starts as before.");
        return new Step.ByHand(
                about("stickers", "Put the stickers on", "Whoever takes a dead drive out has to know which one it is."),
                List.of(),
                card,
                List.of());
    }

    private static Step console() {
        Card card = Card.of(
                        Instruction.typing("Log in at the console as root and stop everything.", "init 1"),
                        Instruction.typing("Start the script and wait for its last line.", SCRIPT.call()))
                .away(Absence.ALLOWED, "Choose LinuxOLD at the prompt.");
        return new Step.AtConsole(
                about("copy-at-console", "Copy in single user mode", "Nothing writes while the copy is made."),
                List.of(),
                card,
                SCRIPT,
                List.of());
    }

    private static Step.About about(String id, String title, String purpose) {
        return new Step.About(
                id,
                title,
                purpose,
                "",
                "Nothing to undo.",
                List.of(),
                Duration.ofMinutes(30),
                "A drive without a sticker is taken for the other one sooner or later.");
    }
}
