package org.applepie.web.demo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.audit.AuditTrail;
import org.applepie.domain.inventory.HandsOn;
import org.applepie.domain.inventory.MachineAtHand;
import org.applepie.domain.inventory.MachineAtHand.Bay;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.Simulation;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** One simulated server, without a machine behind it. */
public final class MemorySimulation implements Simulation {

    private final MemoryInventory inventory;
    private final AuditTrail trail;
    private final Set<ServerId> ids = new LinkedHashSet<>();
    private final StringBuilder screen = new StringBuilder("mailhost login: ");
    private boolean on = true;
    private boolean pie = true;

    MemorySimulation(MemoryInventory inventory, AuditTrail trail) {
        this.inventory = inventory;
        this.trail = trail;
    }

    /** From now on this server counts as a simulated one, or as a real one again. */
    public synchronized void mark(ServerId server, boolean simulated) {
        if (simulated) {
            ids.add(server);
        } else {
            ids.remove(server);
        }
    }

    @Override
    public boolean isOffered() {
        return true;
    }

    @Override
    public synchronized Set<ServerId> servers() {
        return Set.copyOf(ids);
    }

    @Override
    public synchronized List<Server> running() {
        return inventory.servers(false).stream()
                .filter(server -> ids.contains(server.id()))
                .toList();
    }

    @Override
    public synchronized Verdict<List<Server>> start(String actor) {
        if (!running().isEmpty()) {
            return Verdict.refused(Kind.CONFLICT, "simulation-runs", "They run already.", "Use them.");
        }
        ServerDraft draft = new ServerDraft(
                "simulated " + (ids.size() + 1),
                "127.0.0.1",
                2222,
                "root",
                Environment.TEST,
                Authentication.PASSWORD,
                SudoMode.NOT_NEEDED,
                Optional.of(new Secret("pie")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return inventory.register(draft, actor).map(server -> {
            ids.add(server.id());
            trail.record(actor, "simulated-server-registered", "server:" + server.id(), "Registered one", "{}");
            return List.of(server);
        });
    }

    @Override
    public synchronized Verdict<List<Server>> end(String actor) {
        if (running().isEmpty()) {
            return Verdict.refused(Kind.CONFLICT, "no-simulation", "None runs.", "Start them.");
        }
        List<Server> ended = running();
        ended.forEach(server -> inventory.archive(server.id(), server.version(), actor));
        return Verdict.accepted(ended);
    }

    /** A machine that only echoes; its drives are apple, and pie which can be taken out. */
    @Override
    public synchronized Optional<MachineAtHand> machine(ServerId server) {
        return ids.contains(server)
                ? Optional.of(new MachineAtHand(
                        screen.toString(),
                        screen.toString().endsWith("Password: "),
                        on,
                        List.of(new Bay("apple", "scsi 0", true), new Bay("pie", "scsi 1", pie))))
                : Optional.empty();
    }

    @Override
    public synchronized Verdict<MachineAtHand> handle(ServerId server, HandsOn what, String actor) {
        switch (what) {
            case HandsOn.Type(String line) -> screen.append(line).append('\n');
            case HandsOn.TypePassword password -> screen.append('\n');
            case HandsOn.ControlC key -> screen.append("^C\n");
            case HandsOn.ControlD key -> screen.append("logout\n");
            case HandsOn.SwitchOn power -> on = true;
            case HandsOn.SwitchOff power -> on = false;
            case HandsOn.Reset power -> screen.append("LILO 22.6.1 boot: Linux\n");
            case HandsOn.Unplug(String drive) -> pie = false;
            case HandsOn.Plug(String drive) -> {
                if (pie) {
                    return Verdict.refused(Kind.CONFLICT, "drive-not-there", "It is in its place.", "Look again.");
                }
                pie = true;
            }
        }
        trail.record(actor, "simulated-machine-handled", "server:" + server, "Did something", "{}");
        return Verdict.accepted(machine(server).orElseThrow());
    }
}
