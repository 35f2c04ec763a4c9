package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.applepie.app.lab.Guest;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What a person does at the console: register, confirm, read, compile, start, answer at gates. */
final class Operator {

    private static final Set<String> NEEDS_PEOPLE =
            Set.of("at-gate", "needs-decision", "stopped", "done", "rolled-back", "abandoned");

    private final ConsoleApi api;
    private final Duration patience;

    /** Somebody who waits as long as any stretch between two gates of the guest takes on a slow machine. */
    Operator(ConsoleApi api) {
        this(api, Duration.ofMinutes(25));
    }

    /** @param patience how long to wait for a run, each time, before giving up */
    Operator(ConsoleApi api, Duration patience) {
        this.api = api;
        this.patience = patience;
    }

    /** Registers the guest with its own key, compares and confirms the host key, and reads it. */
    String register(Guest guest) {
        JsonNode server = api.ok(api.post(
                "/api/v1/servers",
                Map.of(
                        "name", "mail1",
                        "address", "127.0.0.1",
                        "port", guest.port(),
                        "username", "ops",
                        "environment", "test",
                        "authentication", "own-key",
                        "privateKey", read(guest),
                        "sudo", "without-password")));
        String id = server.get("id").stringValue();
        JsonNode offered =
                api.ok(api.get("/api/v1/servers/" + id + "/host-key")).get("offered");
        assertThat(guest.image().hostKey())
                .contains(offered.get("line").stringValue().split(" ")[1]);
        api.ok(api.put(
                "/api/v1/servers/" + id + "/host-key",
                Map.of("fingerprint", offered.get("fingerprint").stringValue())));
        api.ok(api.post("/api/v1/servers/" + id + "/readings", Map.of()));
        return id;
    }

    ConsoleApi.Answer compile(String server, String typedLabel) {
        return compile(server, Map.of("type", "mirror-root", "typedLabel", typedLabel));
    }

    /** Compiles for the drive with this serial among several. */
    ConsoleApi.Answer compileFor(String server, String serial, String typedLabel) {
        String target = driveId(drive(serial));
        return compile(server, Map.of("type", "mirror-root", "target", target, "typedLabel", typedLabel));
    }

    private ConsoleApi.Answer compile(String server, Map<String, String> goal) {
        return api.post("/api/v1/runbooks", Map.of("serverId", server, "goal", goal));
    }

    /** What the inventory says of the drive with this serial. */
    JsonNode drive(String serial) {
        return api.ok(api.get("/api/v1/drives?q=" + serial)).get(0);
    }

    private static String driveId(JsonNode drive) {
        JsonNode id = drive.get("id");
        return id.isString() ? id.stringValue() : id.get("value").stringValue();
    }

    /** Starts a run of a compiled runbook and gives its id. */
    String start(JsonNode runbook) {
        JsonNode run = api.ok(api.post(
                "/api/v1/runs",
                Map.of(
                        "runbookId", runbook.get("id").stringValue(),
                        "digest", runbook.get("digest").stringValue())));
        return run.get("id").stringValue();
    }

    JsonNode run(String run) {
        return api.ok(api.get("/api/v1/runs/" + run));
    }

    /** Waits until only people can make the run go on, or it is over. */
    JsonNode awaitPeople(String run) {
        return Awaitility.await("the run to need people")
                .atMost(patience)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> run(run), r -> NEEDS_PEOPLE.contains(state(r)));
    }

    /** Waits until the run stands at this gate; a failure on the way is reported with its reason. */
    JsonNode awaitGate(String run, String gate) {
        JsonNode seen = awaitPeople(run);
        assertThat(state(seen)).as(seen.toString()).isEqualTo("at-gate");
        assertThat(seen.get("waitingFor").get("gate").stringValue()).isEqualTo(gate);
        return seen;
    }

    /** Waits until an attempt of the step is in flight and has printed something. */
    void awaitInFlight(String run, String step) {
        Awaitility.await(step + " in flight")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> run(run), r -> {
                    String state = state(r);
                    assertThat(state).isNotIn("needs-decision", "abandoned");
                    return state.equals("in-flight")
                            && r.get("waitingFor").get("step").stringValue().equals(step);
                });
    }

    static String state(JsonNode run) {
        return run.get("state").stringValue();
    }

    /** Approves these gates in this order, each as soon as the run stands at it and at no other. */
    void passGates(String run, JsonNode runbook, String... gates) {
        for (String gate : gates) {
            awaitGate(run, gate);
            approve(run, runbook, gate);
        }
    }

    /** Answers every question of the gate truthfully and approves. */
    void approve(String run, JsonNode runbook, String gate) {
        Map<String, String> answers = new HashMap<>();
        for (JsonNode phase : runbook.get("phases")) {
            if (phase.hasNonNull("gate")
                    && phase.get("gate").get("id").stringValue().equals(gate)) {
                phase.get("gate")
                        .get("questions")
                        .forEach(q -> answers.put(q.get("id").stringValue(), answer(q)));
            }
        }
        api.ok(api.post(
                "/api/v1/runs/" + run + "/gates/" + gate,
                Map.of(
                        "digest",
                        runbook.get("digest").stringValue(),
                        "decision",
                        "approve",
                        "answers",
                        answers,
                        "reason",
                        "planned work")));
    }

    private static String answer(JsonNode question) {
        return switch (question.get("kind").stringValue()) {
            case "date" -> LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
            case "typed" -> question.get("expected").stringValue();
            default -> "tape 7, read back";
        };
    }

    void tell(String run, String type, String step, String reason) {
        long version = run(run).get("version").longValue();
        api.ok(api.post(
                "/api/v1/runs/" + run + "/commands",
                Map.of("type", type, "step", step, "version", version, "reason", reason)));
    }

    private static String read(Guest guest) {
        try {
            return Files.readString(guest.image().key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
