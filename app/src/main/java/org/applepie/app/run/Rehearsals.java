package org.applepie.app.run;

import java.util.List;
import java.util.Optional;
import org.applepie.app.inventory.Registry;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.run.Position;
import org.applepie.domain.run.Run;
import org.applepie.domain.run.RunEvent;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Runbooks;
import org.applepie.domain.runbook.Shape;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Whether a run on a production server was practised: the same shape, completed on a test server. */
final class Rehearsals {

    private final Journal journal;
    private final Runbooks runbooks;
    private final Registry inventory;

    Rehearsals(Journal journal, Runbooks runbooks, Registry inventory) {
        this.journal = journal;
        this.runbooks = runbooks;
        this.inventory = inventory;
    }

    /** What to record beside the start of a run; nothing for a test server. Refused if there was no rehearsal. */
    Verdict<List<RunEvent>> asked(Runbook runbook) {
        if (isTest(runbook.server())) {
            return Verdict.accepted(List.of());
        }
        if (isDrill(runbook)) {
            return Verdict.refused(
                    Kind.REFUSED,
                    "drill-on-production",
                    runbook.serverName() + " is a production server. A drill leaves its data on one drive for a while,"
                            + " whether it was practised elsewhere or not.",
                    "Prove a test server of the same kind, or let an administrator start it with a reason.");
        }
        return rehearsal(runbook)
                .map(found -> Verdict.accepted(List.<RunEvent>of(found)))
                .orElseGet(() -> Verdict.refused(
                        Kind.REFUSED,
                        "no-rehearsal",
                        runbook.serverName() + " is a production server, and no run of a runbook of this shape"
                                + " was completed on a test server.",
                        "Rehearse on a test server that is laid out alike, or let an administrator start it"
                                + " with a reason."));
    }

    /** The same, with an administrator's reason in place of a rehearsal that is not there. */
    Verdict<List<RunEvent>> waived(Runbook runbook, String reason) {
        if (reason.isBlank()) {
            return Verdict.refused(
                    Kind.INVALID, "reason-missing", "A reason is needed.", "Say why it may run without a rehearsal.");
        }
        RunEvent waived = new RunEvent.RehearsalWaived(reason);
        return isTest(runbook.server())
                ? Verdict.accepted(List.of())
                : Verdict.accepted(
                        List.of(isDrill(runbook) ? waived : rehearsal(runbook).orElse(waived)));
    }

    private static boolean isDrill(Runbook runbook) {
        return runbook.goal() instanceof Goal.ProveEachDrive;
    }

    private Optional<RunEvent> rehearsal(Runbook runbook) {
        String shape = Shape.of(runbook);
        return journal.ended().stream()
                .flatMap(id -> journal.find(id).stream())
                .filter(run -> isRehearsal(run, shape))
                .findFirst()
                .map(run -> new RunEvent.Rehearsed(run.id(), name(run)));
    }

    private boolean isRehearsal(Run run, String shape) {
        return isTest(run.server())
                && run.rehearsal().isEmpty()
                && runbooks.find(run.runbook())
                        .filter(runbook -> run.position(runbook) instanceof Position.Over(var end, var why)
                                && end == RunEvent.End.DONE
                                && Shape.of(runbook).equals(shape))
                        .isPresent();
    }

    private boolean isTest(ServerId id) {
        return inventory
                .server(id)
                .filter(server -> server.environment() == Environment.TEST)
                .isPresent();
    }

    private String name(Run run) {
        return inventory
                .server(run.server())
                .map(Server::name)
                .orElse(run.server().toString());
    }
}
