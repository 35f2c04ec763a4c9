package org.applepie.web.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.conffile.UnifiedDiff;
import org.applepie.domain.runbook.ActionText;
import org.applepie.domain.runbook.Card;
import org.applepie.domain.runbook.CardText;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.CheckText;
import org.applepie.domain.runbook.ConsoleScript;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookText;
import org.applepie.domain.runbook.Step;
import org.applepie.web.Words;
import org.applepie.web.runbook.RunbookView.CardView;
import org.applepie.web.runbook.RunbookView.DriveView;
import org.applepie.web.runbook.RunbookView.FileChange;
import org.applepie.web.runbook.RunbookView.GateView;
import org.applepie.web.runbook.RunbookView.InstructionView;
import org.applepie.web.runbook.RunbookView.PhaseView;
import org.applepie.web.runbook.RunbookView.QuestionView;
import org.applepie.web.runbook.RunbookView.ScriptView;
import org.applepie.web.runbook.RunbookView.StepView;

/** Puts a runbook into words. */
public final class RunbookViews {

    private RunbookViews() {}

    /** All of it; nothing that is sent to a server is left out. */
    public static RunbookView of(Runbook runbook) {
        return new RunbookView(
                runbook.id().toString(),
                runbook.server().toString(),
                runbook.serverName(),
                runbook.compiledAt(),
                runbook.digest(),
                goal(runbook.goal()),
                title(runbook.goal()),
                runbook.binding().hostKeyFingerprint(),
                runbook.binding().machineId(),
                drive(runbook.layout().apple()),
                drive(runbook.layout().pie()),
                phases(runbook.phases()),
                runbook.wayBack().stream().map(RunbookViews::step).toList());
    }

    /** A goal in the words of the API. */
    public static String goal(Goal goal) {
        return Words.kebab(goal.getClass());
    }

    private static String title(Goal goal) {
        return switch (goal) {
            case Goal.MirrorRoot g -> "Mirror the root disk onto a second drive";
            case Goal.ProveEachDrive g -> "Prove that each drive starts the server alone";
            case Goal.RebuildBoot g -> "Rebuild the initial RAM disk and the boot loader after a kernel upgrade";
        };
    }

    private static DriveView drive(Layout.PlannedDrive drive) {
        return new DriveView(drive.label(), drive.path(), drive.identity(), drive.diskId());
    }

    private static List<PhaseView> phases(List<Phase> phases) {
        List<PhaseView> views = new ArrayList<>();
        for (Phase phase : phases) {
            views.add(new PhaseView(
                    views.size() + 1,
                    phase.id(),
                    phase.title(),
                    phase.purpose(),
                    phase.mayWrite(),
                    phase.gate().map(RunbookViews::gate).orElse(null),
                    phase.steps().stream().map(RunbookViews::step).toList()));
        }
        return views;
    }

    /** A gate with its questions. */
    public static GateView gate(Gate gate) {
        return new GateView(
                gate.id(), gate.title(), gate.warning(), gate.pointOfNoReturn(), questions(gate.questions()));
    }

    private static List<QuestionView> questions(List<Gate.Question> questions) {
        return questions.stream()
                .map(q -> new QuestionView(q.id(), q.text(), Words.kebab(q.kind()), q.expected()))
                .toList();
    }

    /** What people are given to do, with the number of the attempt still open. */
    public static Optional<CardView> card(Step step) {
        return step.handedOut().map(card -> card(card, step));
    }

    /** The card of this attempt. */
    public static Optional<CardView> card(Step step, int attempt) {
        return step.handedOut().map(card -> card(card.numbered(attempt), step));
    }

    private static CardView card(Card card, Step step) {
        List<InstructionView> instructions = card.instructions().stream()
                .map(i -> new InstructionView(i.text(), i.type()))
                .toList();
        return new CardView(
                instructions,
                questions(card.questions()),
                CardText.absence(card.absence()),
                card.ifBootFails(),
                step instanceof Step.AtConsole console ? script(console.script()) : null);
    }

    private static ScriptView script(ConsoleScript script) {
        return new ScriptView(script.path(), script.content(), script.sha256(), script.md5());
    }

    private static StepView step(Step step) {
        Step.About about = step.about();
        return new StepView(
                about.id(),
                about.title(),
                Words.kebab(step.getClass()),
                about.purpose(),
                about.destroys(),
                about.wayBack(),
                checks(step.before()),
                RunbookText.actions(step).stream().map(ActionText::display).toList(),
                RunbookText.cleanup(step).stream().map(ActionText::display).toList(),
                checks(step.proof()),
                about.diffs().stream().map(RunbookViews::change).toList(),
                about.limit().toString(),
                about.warning(),
                card(step).orElse(null));
    }

    private static List<String> checks(List<Check> checks) {
        return checks.stream().map(CheckText::describe).toList();
    }

    private static FileChange change(Step.FileDiff diff) {
        return new FileChange(
                diff.path(),
                UnifiedDiff.of(diff.path(), diff.before(), diff.after()).text());
    }
}
