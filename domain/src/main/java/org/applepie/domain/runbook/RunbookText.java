package org.applepie.domain.runbook;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.applepie.domain.conffile.UnifiedDiff;
import org.applepie.domain.remote.Action;

/** A whole runbook as plain text, for reading in a terminal and for printing. */
public final class RunbookText {

    private final StringBuilder out = new StringBuilder();

    private RunbookText() {}

    /** Everything a page would show, line by line, ended by a newline. */
    public static String print(Runbook runbook) {
        RunbookText text = new RunbookText();
        text.head(runbook);
        int number = 1;
        for (Phase phase : runbook.phases()) {
            text.phase(number++, phase);
        }
        text.line("", "THE WAY BACK (until the point of no return)");
        runbook.wayBack().forEach(text::step);
        return text.out.toString();
    }

    /** The actions of a step in order, without its cleanup. */
    public static List<Action> actions(Step step) {
        return switch (step) {
            case Step.Look s -> List.of();
            case Step.Change s -> s.actions();
            case Step.Reboot s -> s.actions();
            case Step.Await s -> List.of();
            case Step.ByHand s -> List.of();
            case Step.AtConsole s -> List.of();
        };
    }

    /** The actions done at the end of a step whatever happened. */
    public static List<Action> cleanup(Step step) {
        return step instanceof Step.Change change ? change.cleanup() : List.of();
    }

    private void head(Runbook runbook) {
        line("RUNBOOK for " + runbook.serverName(), "id " + runbook.id() + ", compiled " + time(runbook.compiledAt()));
        line("digest sha256:" + runbook.digest());
        line(
                "machine id " + runbook.binding().machineId(),
                "host key " + runbook.binding().hostKeyFingerprint());
        drive("apple", runbook.layout().apple());
        drive("pie", runbook.layout().pie());
    }

    private void drive(String role, Layout.PlannedDrive drive) {
        line("%s: \"%s\", %s, model %s, %s, %d bytes"
                .formatted(
                        role,
                        drive.label(),
                        drive.path(),
                        drive.identity().model(),
                        drive.identity().isWeak()
                                ? drive.identity().mark()
                                : "serial " + drive.identity().serial() + ", WWN "
                                        + drive.identity().wwn(),
                        drive.identity().sizeBytes()));
    }

    private void phase(int number, Phase phase) {
        line("", "PHASE %d: %s".formatted(number, phase.title()), "  " + phase.purpose());
        line("  May write to: " + (phase.mayWrite().isEmpty() ? "no drive" : String.join(", ", phase.mayWrite())));
        phase.gate().ifPresent(this::gate);
        phase.steps().forEach(this::step);
    }

    private void gate(Gate gate) {
        line("", "  GATE: " + gate.title() + (gate.pointOfNoReturn() ? " (point of no return)" : ""));
        line("    " + gate.warning());
        gate.questions().forEach(q -> line("    Asked: " + q.text()));
    }

    private void step(Step step) {
        Step.About about = step.about();
        line("", "  STEP %s: %s".formatted(about.id(), about.title()), "    Purpose: " + about.purpose());
        if (!about.warning().isEmpty()) {
            line("    WARNING: " + about.warning());
        }
        line("    Destroys: " + (about.isDestructive() ? about.destroys() : "nothing"));
        step.before().forEach(c -> line("    Before: " + CheckText.describe(c)));
        actions(step).forEach(a -> block("    $ ", a));
        cleanup(step).forEach(a -> block("    always at the end $ ", a));
        CardText.of(step).lines().forEach(l -> line("    " + l));
        about.diffs().forEach(this::diff);
        step.proof().forEach(c -> line("    Proof: " + CheckText.describe(c)));
        line("    Way back: " + about.wayBack(), "    Asks people after: " + about.limit());
    }

    private void block(String lead, Action action) {
        line(lead + ActionText.display(action).replace("\n", "\n      "));
    }

    private void diff(Step.FileDiff diff) {
        line("    Change of " + diff.path() + ":");
        UnifiedDiff.of(diff.path(), diff.before(), diff.after()).text().lines().forEach(l -> line("      " + l));
    }

    private void line(String... lines) {
        for (String line : lines) {
            line.codePoints().forEach(this::visible);
            out.append('\n');
        }
    }

    /** Facts of a server end up in terminals: what would steer one is shown, not sent. */
    private void visible(int c) {
        boolean steers =
                Character.isISOControl(c) && c != '\n' && c != '\t' || Character.getType(c) == Character.FORMAT;
        out.append(steers ? "\\u%04x".formatted(c) : Character.toString(c));
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
