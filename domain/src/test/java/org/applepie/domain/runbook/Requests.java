package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.applepie.domain.inventory.Drive;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.inventory.StoredReading;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.verdict.Refusal;

/** Requests to the compiler for tests; the same each time. */
public final class Requests {

    static final Server SERVER = of(Server.Environment.TEST);

    static Server of(Server.Environment environment) {
        return new Server(
                new ServerId(new UUID(1, 1)),
                "mailhost",
                new Endpoint("mailhost.example", 22),
                "ops",
                environment,
                Server.Authentication.CONSOLE_KEY,
                Server.SudoMode.WITHOUT_PASSWORD,
                Optional.empty(),
                Optional.of(new HostKey("ssh-ed25519", "SHA256:abc", "ssh-ed25519 AAAA")),
                Optional.empty(),
                false,
                1);
    }

    private Requests() {}

    static PlanCompiler.Request of(Readings readings) {
        return of(readings, List.of(), "");
    }

    static PlanCompiler.Request of(Readings readings, List<Drive> drives, String typedLabel) {
        return new PlanCompiler.Request(
                SERVER,
                new StoredReading(new UUID(1, 2), SERVER.id(), readings.reading()),
                drives,
                new Goal.MirrorRoot(Optional.empty(), typedLabel),
                Optional.empty(),
                uuids(),
                Instant.parse("2026-01-31T12:00:00Z"));
    }

    /** Version 4 UUIDs from a fixed seed. */
    private static Supplier<UUID> uuids() {
        Random random = new Random(7);
        return () -> new UUID(
                random.nextLong() & 0xffffffffffff0fffL | 0x4000L,
                random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L);
    }

    /** The runbook of a server like {@link Readings#typical()}. */
    public static Runbook typicalRunbook() {
        return compiled(of(Readings.typical()));
    }

    /** The runbook of the HOWTO's mailhost with Debian 3.1. */
    public static Runbook mailhostRunbook() {
        return compiled(of(Readings.captured("sarge-mailhost")));
    }

    /** The drill for a mirrored server whose reading was captured under this name. */
    public static Runbook drillRunbook(String captured) {
        return DrillTest.runbook(captured);
    }

    /** Codes of the refusals if the server of this request were one that people depend on; none if it is compiled. */
    static List<String> refusedInProduction(PlanCompiler.Request request) {
        PlanCompiler.Request production = new PlanCompiler.Request(
                of(Server.Environment.PRODUCTION),
                request.reading(),
                request.drives(),
                request.goal(),
                request.twin(),
                request.uuids(),
                request.now());
        return refused(production);
    }

    /** Codes of the refusals; none if the request is compiled. */
    static List<String> refused(PlanCompiler.Request request) {
        return switch (PlanCompiler.compile(request)) {
            case Compilation.Compiled compiled -> List.of();
            case Compilation.Refused(List<Refusal> refusals) ->
                refusals.stream().map(Refusal::code).toList();
        };
    }

    /** What is cut off an answer, at every so many bytes, leads to the same runbook or to a refusal. */
    static void assertCutsChangeNothing(byte[] answer, int step, Function<Readings, PlanCompiler.Request> request) {
        String agreed = compiled(request.apply(Readings.of(answer))).digest();
        for (int length = 0; length < answer.length; length += step) {
            Readings cut = Readings.of(Arrays.copyOf(answer, length));
            if (PlanCompiler.compile(request.apply(cut)) instanceof Compilation.Compiled(Runbook runbook)) {
                assertThat(runbook.digest()).as("cut at %s", length).isEqualTo(agreed);
            }
        }
    }

    static Runbook compiled(PlanCompiler.Request request) {
        return switch (PlanCompiler.compile(request)) {
            case Compilation.Compiled(Runbook runbook) -> runbook;
            case Compilation.Refused(var refusals) -> throw new AssertionError("refused: " + refusals);
        };
    }
}
