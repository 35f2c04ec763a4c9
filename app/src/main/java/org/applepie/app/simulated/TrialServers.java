package org.applepie.app.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.app.inventory.SimulatedBook;
import org.applepie.app.inventory.SimulatedBook.Started;
import org.applepie.domain.inventory.HandsOn;
import org.applepie.domain.inventory.LegacyChange;
import org.applepie.domain.inventory.MachineAtHand;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.Server.Authentication;
import org.applepie.domain.inventory.Server.Environment;
import org.applepie.domain.inventory.Server.SudoMode;
import org.applepie.domain.inventory.ServerDraft;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.Simulation;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/** The simulated servers of this console: at most one set of them at a time. */
public final class TrialServers implements Simulation, AutoCloseable {

    private final SimulatedBook book;
    private final Machines machines;
    private final boolean on;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Set<ServerId> known;
    private volatile @Nullable SimulatedServers running;

    TrialServers(SimulatedBook book, Machines machines, boolean on) {
        this.book = book;
        this.machines = machines;
        this.on = on && machines.any();
        this.known = book.all();
    }

    @Override
    public boolean isOffered() {
        return on;
    }

    @Override
    public Set<ServerId> servers() {
        return known;
    }

    @Override
    public List<Server> running() {
        return known.isEmpty() ? List.of() : List.copyOf(book.inService().keySet());
    }

    @Override
    public Verdict<List<Server>> start(String actor) {
        if (!on) {
            return conflict(
                    "simulation-off",
                    "This console simulates no servers.",
                    "Set applepie.simulated-servers to true and start it again.");
        }
        lock.lock();
        try {
            return book.inService().isEmpty()
                    ? startAll(actor)
                    : conflict("simulation-runs", "The simulated servers are registered already.", "Use those.");
        } finally {
            lock.unlock();
        }
    }

    private Verdict<List<Server>> startAll(String actor) {
        SimulatedServers fresh = SimulatedServers.start(machines.make());
        boolean kept = false;
        try {
            Verdict<List<Server>> verdict = book.register(
                    fresh.all().stream().map(TrialServers::started).toList(), actor);
            kept = verdict instanceof Verdict.Accepted;
            if (kept) {
                // Machines of servers that were archived one by one, if there are any.
                close();
                running = fresh;
                known = book.all();
            }
            return verdict;
        } finally {
            if (!kept) {
                fresh.close();
            }
        }
    }

    @Override
    public Verdict<List<Server>> end(String actor) {
        lock.lock();
        try {
            Verdict<List<Server>> verdict = book.archive(actor);
            if (verdict instanceof Verdict.Accepted) {
                close();
            }
            return verdict;
        } finally {
            lock.unlock();
        }
    }

    /** After a start of the console: machines for the simulated servers that are registered. They remember nothing. */
    void resume() {
        lock.lock();
        try {
            Map<Server, String> inService = book.inService();
            if (on && running == null && !inService.isEmpty()) {
                SimulatedServers fresh = SimulatedServers.start(machines.make());
                running = fresh;
                inService.forEach((server, machine) ->
                        fresh.named(machine).ifPresent(played -> book.restarted(server, started(played))));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<MachineAtHand> machine(ServerId server) {
        return played(server).map(played -> Handled.seen(played.machine().controls()));
    }

    @Override
    public Verdict<MachineAtHand> handle(ServerId server, HandsOn what, String actor) {
        return played(server)
                .map(played -> Handled.by(book, played.server(), played.machine(), what, actor))
                .orElseGet(() -> Verdict.refused(
                        Kind.NOT_FOUND,
                        "no-machine-here",
                        "Only a simulated server that runs has a machine to lay hands on here.",
                        "Go to the server itself."));
    }

    private record Played(Server server, SimulatedServer machine) {}

    // Not with the lock: a machine may take its time to go down, and others are looked at meanwhile.
    private Optional<Played> played(ServerId id) {
        SimulatedServers now = running;
        return now == null || !known.contains(id)
                ? Optional.empty()
                : book.inService().entrySet().stream()
                        .filter(entry -> entry.getKey().id().equals(id))
                        .findFirst()
                        .flatMap(entry ->
                                now.named(entry.getValue()).map(machine -> new Played(entry.getKey(), machine)));
    }

    private static Started started(SimulatedServer server) {
        ServerDraft draft = new ServerDraft(
                server.name(),
                server.endpoint().host(),
                server.endpoint().port(),
                "root",
                Environment.TEST,
                Authentication.PASSWORD,
                SudoMode.NOT_NEEDED,
                Optional.of(server.machine().rootPassword()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                legacy(server.machine().dialect()));
        return new Started(server.name(), draft, server.hostKey());
    }

    private static LegacyChange legacy(Dialect dialect) {
        return switch (dialect) {
            case MODERN -> new LegacyChange.Keep();
            case SARGE -> new LegacyChange.Allow("a simulated server with the SSH server of Debian 3.1");
        };
    }

    /** Ends the machines; what is registered stays. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (running != null) {
                running.close();
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private static <T> Verdict<T> conflict(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }
}
