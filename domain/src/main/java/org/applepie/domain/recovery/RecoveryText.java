package org.applepie.domain.recovery;

import java.util.List;
import org.applepie.domain.recovery.RecoveryCard.Line;
import org.applepie.domain.recovery.RecoveryCard.Pair;
import org.applepie.domain.recovery.RecoveryCard.Plate;
import org.applepie.domain.recovery.RecoveryCard.Step;
import org.applepie.domain.remote.Command;

/** A recovery card as plain text, to be printed or kept where no console is needed to read it. */
public final class RecoveryText {

    /** Where a person writes what nobody knows. */
    public static final String BLANK = "________________";

    private final StringBuilder text = new StringBuilder();

    private RecoveryText() {}

    /** The whole card. */
    public static String print(RecoveryCard card) {
        return new RecoveryText().card(card);
    }

    private String card(RecoveryCard card) {
        line("RECOVERY CARD: " + card.serverName());
        line(card.asOf()
                .map(at -> "As of " + at + ". What changed since is not here.")
                .orElse("The server was never read: fill in what you know."));
        head("The machine");
        card.about().forEach(this::about);
        head("Drives");
        card.drives().forEach(this::drive);
        head("Arrays");
        if (card.arrays().isEmpty()) {
            line("None known: " + BLANK);
        }
        card.arrays().forEach(this::array);
        head("Never");
        card.never().forEach(n -> line("* " + n));
        head("Steps");
        int number = 1;
        for (Step step : card.steps()) {
            step(number++, step);
        }
        return text.toString();
    }

    private void about(Line line) {
        line(line.name() + ": " + orBlank(line.value()));
    }

    private void drive(Plate drive) {
        line("Label " + orBlank(drive.label()) + "  " + orBlank(drive.mark()));
        line("  model " + orBlank(drive.model()) + ", size " + orBlank(drive.size()) + ", position "
                + orBlank(drive.position()));
        line("  name " + orBlank(drive.path()) + ", its first sector starts " + orBlank(drive.starts())
                + ", name today " + BLANK);
    }

    private void array(Pair array) {
        line(array.name() + "  UUID " + orBlank(array.uuid()));
        line("  for " + orBlank(array.use()) + ", holds " + orBlank(array.content()) + " "
                + orBlank(array.contentUuid()) + ", " + array.state());
        List<String> members = array.members();
        line("  halves " + (members.isEmpty() ? BLANK : String.join(" and ", members)));
    }

    private void step(int number, Step step) {
        line("");
        line(number + ". " + step.title() + "  [ ] done at " + BLANK);
        line("   " + step.words());
        step.commands().stream().map(Command::display).forEach(c -> line("     # " + c));
    }

    private void head(String title) {
        line("");
        line(title.toUpperCase(java.util.Locale.ROOT));
    }

    private static String orBlank(String value) {
        return value.isEmpty() ? BLANK : value;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
