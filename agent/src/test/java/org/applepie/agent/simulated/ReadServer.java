package org.applepie.agent.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.ReadingScript;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.runbook.Compilation;
import org.applepie.domain.runbook.Goal;
import org.applepie.domain.runbook.PlanCompiler;

/** A simulated machine that runs, with what it answered when the console read it over its SSH port. */
final class ReadServer implements AutoCloseable {

    private static final String WORD = "c0ffee5eed";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final SimulatedServers servers;
    private final Shell.Answer answer;
    private final Reading reading;

    /** @param offered algorithms that the console offers to it */
    ReadServer(SimulatedMachine machine, Endpoint.Algorithms offered) {
        servers = SimulatedServers.start(List.of(machine));
        answer = ask(offering(server().login(), offered));
        reading = ReadingParser.parse(answer.stdout(), WORD, NOON);
    }

    private static Login offering(Login login, Endpoint.Algorithms offered) {
        return new Login(
                login.endpoint().speaking(offered),
                login.username(),
                login.credential(),
                login.sudo(),
                login.pinned(),
                null);
    }

    private static Shell.Answer ask(Login login) {
        try (SshShell shell = new SshShell(AgentSettings.standard())) {
            return switch (shell.ask(login, ReadingScript.text(), List.of(WORD), Duration.ofMinutes(1))) {
                case Reply.Got<Shell.Answer>(Shell.Answer got) -> got;
                case Reply.NotConnected<Shell.Answer>(var fault) -> throw new AssertionError(fault);
            };
        }
    }

    private SimulatedServer server() {
        return servers.all().getFirst();
    }

    Shell.Answer answer() {
        return answer;
    }

    Reading reading() {
        return reading;
    }

    /** What the console says when a mirror of its root is wanted. */
    Compilation planMirror(String name) {
        Server server = new Server(
                new ServerId(new UUID(1, 1)),
                name,
                server().endpoint(),
                "root",
                Server.Environment.TEST,
                Server.Authentication.PASSWORD,
                Server.SudoMode.NOT_NEEDED,
                Optional.empty(),
                Optional.of(server().hostKey()),
                Optional.empty(),
                false,
                1);
        return PlanCompiler.compile(new PlanCompiler.Request(
                server,
                new StoredReading(new UUID(1, 2), server.id(), reading),
                List.of(),
                new Goal.MirrorRoot(Optional.empty(), ""),
                Optional.empty(),
                UUID::randomUUID,
                NOON));
    }

    @Override
    public void close() {
        servers.close();
    }
}
