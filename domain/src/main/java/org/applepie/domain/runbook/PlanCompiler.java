package org.applepie.domain.runbook;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.runbook.Runbook.Binding;
import org.applepie.domain.runbook.Runbook.Family;

/**
 * Compiles a goal for a server: a runbook with every command it will send, or every reason against it. Pure: the same
 * request gives the same answer, and nothing unknown is ever taken for granted.
 */
public final class PlanCompiler {

    private PlanCompiler() {}

    /**
     * What is compiled.
     *
     * @param drives what the inventory knows of drives, for their labels and their past
     * @param twin name of another registered server that is the same machine, if there is one
     * @param uuids where new UUIDs come from
     */
    public record Request(
            Server server,
            StoredReading reading,
            List<Drive> drives,
            Goal goal,
            Optional<String> twin,
            Supplier<UUID> uuids,
            Instant now) {
        public Request {
            drives = List.copyOf(drives);
        }

        /** What was compiled, bound to the server and the machine it was compiled for. */
        Runbook runbook(RunbookId id, Layout layout, List<Phase> phases, List<Step> wayBack, Family family) {
            return new Runbook(
                    id,
                    server.id(),
                    server.name(),
                    reading.id(),
                    goal,
                    new Binding(
                            server.hostKey().map(HostKey::fingerprint).orElse(""),
                            reading.reading().host().machineId().orElse("")),
                    now,
                    layout,
                    phases,
                    wayBack,
                    family);
        }
    }

    /** Compiles. All refusals that can be found are found at once. */
    public static Compilation compile(Request request) {
        return switch (request.goal()) {
            case Goal.MirrorRoot goal ->
                switch (Family.of(request.reading().reading())) {
                    case CURRENT -> MirrorRoot.compile(request, goal);
                    case LEGACY -> SargeMirror.compile(request, goal);
                };
            case Goal.ProveEachDrive() -> ProveEachDrive.compile(request);
            case Goal.RebuildBoot goal -> RebuildBoot.compile(request, goal);
        };
    }
}
