package org.applepie.domain.runbook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.remote.Action;
import org.applepie.domain.runbook.Step.About;
import org.applepie.domain.runbook.Step.FileDiff;

/** Builds one step, part by part. */
final class Steps {

    private final String id;
    private final String title;
    private final String purpose;
    private String destroys = "";
    private String wayBack = "Nothing to undo.";
    private String warning = "";
    private Duration limit = Plan.SHORT;
    private final List<FileDiff> diffs = new ArrayList<>();
    private final List<Check> before = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();
    private final List<Action> cleanup = new ArrayList<>();
    private final List<Check> proof = new ArrayList<>();

    private Steps(String id, String title, String purpose) {
        this.id = id;
        this.title = title;
        this.purpose = purpose;
    }

    static Steps step(String id, String title, String purpose) {
        return new Steps(id, title, purpose);
    }

    Steps destroys(String what) {
        destroys = what;
        return this;
    }

    Steps wayBack(String how) {
        wayBack = how;
        return this;
    }

    /** What goes wrong here for whoever does not know it. */
    Steps warning(String what) {
        warning = (warning + " " + what).strip();
        return this;
    }

    Steps warning(HowtoWarning which) {
        return warning(which.text());
    }

    Steps limit(Duration duration) {
        limit = duration;
        return this;
    }

    Steps diff(String path, String from, String to) {
        diffs.add(new FileDiff(path, from, to));
        return this;
    }

    Steps before(Check... checks) {
        before.addAll(List.of(checks));
        return this;
    }

    Steps before(List<Check> checks) {
        before.addAll(checks);
        return this;
    }

    Steps run(String... argv) {
        actions.add(Action.run(argv));
        return this;
    }

    Steps act(Action... more) {
        actions.addAll(List.of(more));
        return this;
    }

    Steps act(List<Action> more) {
        actions.addAll(more);
        return this;
    }

    Steps cleanup(List<Action> more) {
        cleanup.addAll(more);
        return this;
    }

    Steps proof(Check... checks) {
        proof.addAll(List.of(checks));
        return this;
    }

    Steps proof(List<Check> checks) {
        proof.addAll(checks);
        return this;
    }

    private About about() {
        return new About(id, title, purpose, destroys, wayBack, diffs, limit, warning);
    }

    Step change() {
        return new Step.Change(about(), before, actions, cleanup, proof);
    }

    Step look() {
        return new Step.Look(about(), before, proof);
    }

    Step reboot() {
        return new Step.Reboot(about(), before, actions, proof);
    }

    Step byHand(Card card) {
        return new Step.ByHand(about(), before, card, proof);
    }

    /** The script must lie in place unchanged. */
    Step atConsole(Card card, ConsoleScript script) {
        List<Check> first = new ArrayList<>(before);
        first.add(script.inPlace());
        return new Step.AtConsole(about(), first, card, script, proof);
    }

    Step await(List<String> arrays) {
        return new Step.Await(about(), before, arrays, proof);
    }
}
