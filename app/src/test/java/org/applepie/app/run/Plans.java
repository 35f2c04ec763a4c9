package org.applepie.app.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.app.Samples;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Action;
import org.applepie.domain.runbook.Check;
import org.applepie.domain.runbook.Gate;
import org.applepie.domain.runbook.Gate.Kind;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Phase;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.RunbookId;
import org.applepie.domain.runbook.Step;
import org.applepie.domain.runbook.Step.About;

/** A small runbook with every kind of step, whose jobs write files that prove them. */
final class Plans {

    static final String ARRAY = "11111111:22222222:33333333:44444444";
    static final PlannedDrive APPLE =
            new PlannedDrive("apple", Samples.APPLE, "/dev/disk/by-id/ata-WD-111", List.of(), "0x1");
    static final PlannedDrive PIE =
            new PlannedDrive("pie", Samples.PIE, "/dev/disk/by-id/ata-ST-222", List.of(), "0x2");

    private Plans() {}

    static Runbook runbook(Server server) {
        return runbook(server, List.of(Action.run("true")));
    }

    /** @param more actions of the step "install" besides writing its file */
    static Runbook runbook(Server server, List<Action> more) {
        return new Runbook(
                new RunbookId(UUID.randomUUID()),
                server.id(),
                server.name(),
                UUID.randomUUID(),
                new Goal.MirrorRoot(Optional.empty(), ""),
                new Runbook.Binding(Samples.KEY.fingerprint(), "machine-1"),
                Samples.T0,
                new Layout(APPLE, PIE, List.of(), 512),
                List.of(prepare(more), destroy(), trial(), adopt()),
                List.of(releasePie(), bootOriginal()));
    }

    private static Phase prepare(List<Action> more) {
        Gate gate = new Gate("ready", "Ready?", "", List.of(new Question("backup", "When?", Kind.DATE, "")), false);
        Step look =
                new Step.Look(about("look", ""), List.of(), List.of(new Check.DrivePresent("apple", Samples.APPLE)));
        return phase("prepare", List.of(), gate, look, change("install", "", more));
    }

    private static Phase destroy() {
        Gate gate =
                new Gate("destroy", "Destroy?", "", List.of(new Question("label", "Label?", Kind.TYPED, "pie")), false);
        return phase(
                "destroy",
                List.of("pie"),
                gate,
                change("wipe", "everything on pie", List.of(Action.run("wipefs", "--all", PIE.path()))));
    }

    private static Phase trial() {
        return phase("trial", List.of(), null, reboot("trial", new Check.FileIs("/booted", "2\n")));
    }

    private static Phase adopt() {
        Gate gate = new Gate("no-return", "Sure?", "", List.of(), true);
        Step sync = new Step.Await(
                about("sync", ""), List.of(), List.of(ARRAY), List.of(new Check.FileIs("/sync", "done\n")));
        Step start = new Step.Change(
                about("adopt", "everything on apple"),
                List.of(),
                List.of(
                        new Action.WriteFile("/sync", "running\n", "0644"),
                        Action.run("mdadm", "--add", APPLE.partition(1))),
                List.of(),
                List.of(new Check.Probe(
                        "sync runs", org.applepie.domain.remote.Command.of("cat", "/sync"), "running")));
        return phase("adopt", List.of("apple", "pie"), gate, start, sync);
    }

    private static Step releasePie() {
        return change("release", "the table of pie", List.of(Action.run("wipefs", "--all", PIE.path())));
    }

    private static Step bootOriginal() {
        return reboot("original", new Check.FileIs("/booted", "3\n"));
    }

    private static Phase phase(String id, List<String> mayWrite, Gate gate, Step... steps) {
        return new Phase(id, id, "", mayWrite, Optional.ofNullable(gate), List.of(steps));
    }

    static String file(String step) {
        return "/step/" + step;
    }

    private static Step change(String id, String destroys, List<Action> more) {
        List<Action> actions = new ArrayList<>(List.of(new Action.WriteFile(file(id), id + "\n", "0644")));
        actions.addAll(more);
        return new Step.Change(
                about(id, destroys), List.of(), actions, List.of(), List.of(new Check.FileIs(file(id), id + "\n")));
    }

    private static Step reboot(String id, Check proof) {
        return new Step.Reboot(
                about(id, ""),
                List.of(),
                List.of(new Action.WriteFile(file(id), id + "\n", "0644"), Action.run("systemctl", "reboot")),
                List.of(proof));
    }

    private static About about(String id, String destroys) {
        return new About(id, "Step " + id, "", destroys, "", List.of(), Duration.ofMinutes(10));
    }
}
