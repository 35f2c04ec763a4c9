package org.applepie.agent.simulated;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.applepie.agent.simulated.ssh.DirectFront;
import org.applepie.agent.simulated.ssh.DirectTransport;
import org.applepie.agent.ssh.Transport;

/** Simulated servers that run together in this process. Closing ends them, and nothing of them remains. */
public final class SimulatedServers implements AutoCloseable {

    private final List<SimulatedServer> servers;

    private SimulatedServers(List<SimulatedServer> servers) {
        this.servers = List.copyOf(servers);
    }

    /**
     * Gives each machine a port on loopback and switches it on. Ports are known when this returns; the machines still boot.
     *
     * @throws IllegalArgumentException if two machines have one name
     */
    public static SimulatedServers start(Collection<? extends SimulatedMachine> machines) {
        return start(machines, SimulatedServer::overSsh);
    }

    /** The same without ports; they are reached by {@link #transport} only. */
    public static SimulatedServers inMemory(Collection<? extends SimulatedMachine> machines) {
        return start(machines, SimulatedServer::inMemory);
    }

    private static SimulatedServers start(
            Collection<? extends SimulatedMachine> machines, Function<SimulatedMachine, SimulatedServer> making) {
        Set<String> names = new HashSet<>();
        machines.forEach(machine -> {
            if (!names.add(machine.name())) {
                throw new IllegalArgumentException("two machines have the name " + machine.name());
            }
        });
        List<SimulatedServer> servers = new ArrayList<>();
        boolean done = false;
        try {
            machines.forEach(machine -> servers.add(making.apply(machine)));
            servers.forEach(server -> server.controls().powerOn());
            done = true;
            return new SimulatedServers(servers);
        } finally {
            if (!done) {
                servers.forEach(SimulatedServer::end);
            }
        }
    }

    public List<SimulatedServer> all() {
        return servers;
    }

    public Optional<SimulatedServer> named(String name) {
        return servers.stream().filter(server -> server.name().equals(name)).findFirst();
    }

    /** Carries commands to those that have no port. */
    public Transport transport() {
        return new DirectTransport(servers.stream()
                .map(SimulatedServer::front)
                .flatMap(front -> front instanceof DirectFront direct ? Stream.of(direct) : Stream.empty())
                .toList());
    }

    @Override
    public void close() {
        servers.forEach(SimulatedServer::end);
    }
}
