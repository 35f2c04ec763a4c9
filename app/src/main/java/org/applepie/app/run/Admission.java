package org.applepie.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.applepie.app.audit.AuditLog;
import org.applepie.app.inventory.Faults;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.domain.audit.AuditTrail.Verification;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Whether what a runbook was made for is what is there now; asked before a run starts and before a gate opens. */
final class Admission {

    private final AuditLog audit;
    private final Registry inventory;
    private final ReadsServers reader;
    private final Journal journal;

    Admission(AuditLog audit, Registry inventory, ReadsServers reader, Journal journal) {
        this.audit = audit;
        this.inventory = inventory;
        this.reader = reader;
        this.journal = journal;
    }

    /**
     * Reads the server and compares.
     *
     * @param digest what the caller has seen
     * @param run id of the run, empty before there is one
     */
    Verdict<Reading> check(Runbook runbook, String digest, String run) {
        Optional<Verification.Broken> lost = audit.lostHistory();
        if (lost.isPresent()) {
            return Verdict.refused(
                    Kind.REFUSED, "audit-broken", lost.get().why(), "See the audit page; nothing is done until then.");
        }
        Optional<Server> server = inventory.server(runbook.server()).filter(found -> !found.archived());
        return server.isEmpty()
                ? Verdict.refused(
                        Kind.CONFLICT, "no-such-server", "The server is not in service here.", "Register it again.")
                : read(server.get()).then(reading -> compare(runbook, digest, run, server, reading));
    }

    private Verdict<Reading> read(Server server) {
        return switch (reader.read(inventory.logins().of(server))) {
            case Reply.Got<Reading>(Reading reading) -> Verdict.accepted(reading);
            case Reply.NotConnected<Reading>(var fault) -> Faults.refused(fault);
        };
    }

    private Verdict<Reading> compare(
            Runbook runbook, String digest, String run, Optional<Server> server, Reading reading) {
        List<Refusal> refusals = new ArrayList<>();
        Binding.broken(runbook, digest, server, reading)
                .forEach(cause -> refusals.add(
                        new Refusal("changed-since-compiled", cause, "The approval is void. Compile a new runbook.")));
        Binding.lock(reading, run, journal::isOver)
                .forEach(cause -> refusals.add(new Refusal(
                        "machine-locked", cause, "Finish or roll back that run, or let its console do it.")));
        return refusals.isEmpty() ? Verdict.accepted(reading) : new Verdict.Refused<>(Kind.REFUSED, refusals);
    }
}
