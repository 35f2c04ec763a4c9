package org.applepie.web.run;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner;
import org.applepie.web.ApiJson;
import org.applepie.web.Missing;
import org.applepie.web.security.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The live stream of a run as server-sent events. Each reader has a thread of its own which blocks, so a slow browser slows
 * nobody but itself. Ends within a second when the console shuts down or the reader may not go on.
 */
@Controller
class FeedController implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration RECHECK = Duration.ofSeconds(4);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Tells a browser to come back after a second when it was cut off. */
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Runner runner;
    private final Visits visits;
    private final ApiJson json;
    private final Clock clock;
    private volatile boolean running;

    FeedController(Runner runner, Visits visits, ApiJson json, Clock clock) {
        this.runner = runner;
        this.visits = visits;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping(
            value = {"/runs/{id}/feed", "/api/v1/runs/{id}/feed"},
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void feed(
            @PathVariable RunId id,
            @RequestParam(defaultValue = "") String cursor,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            Authentication who,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        if (runner.find(id).isEmpty()) {
            throw new Missing("run");
        }
        FeedCursor from = from(last == null ? cursor : last);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(RETRY);
        follow(new RunFeed(runner, id), from, who, response.getOutputStream());
    }

    private static FeedCursor from(String text) {
        return text.isEmpty()
                ? FeedCursor.START
                : FeedCursor.parse(text)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "That is no cursor."));
    }

    private void follow(RunFeed feed, FeedCursor from, Authentication who, OutputStream out)
            throws IOException, InterruptedException {
        FeedCursor cursor = from;
        Instant written = Instant.MIN;
        Instant checked = clock.instant();
        while (running) {
            List<FeedEvent> events = feed.next(cursor);
            Optional<FeedEvent> end = write(events, out);
            cursor = end.map(FeedEvent::after).orElse(cursor);
            if (end.filter(e -> e.content() instanceof FeedEvent.Over).isPresent()) {
                return;
            }
            Instant now = clock.instant();
            if (events.isEmpty() && written.isBefore(now.minus(HEARTBEAT))) {
                out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
                written = now;
            } else if (!events.isEmpty()) {
                written = now;
            }
            out.flush();
            if (checked.isBefore(now.minus(RECHECK))) {
                if (!visits.mayGoOn(who)) {
                    return;
                }
                checked = now;
            }
            if (events.isEmpty()) {
                feed.await(cursor, PATIENCE);
            }
        }
    }

    private Optional<FeedEvent> write(List<FeedEvent> events, OutputStream out) throws IOException {
        for (FeedEvent event : events) {
            String head = "id: " + event.after() + "\nevent: " + event.content().event() + "\ndata: ";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(json.mapper().writeValueAsBytes(event.content()));
            out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
        }
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
    }

    @Override
    public void start() {
        running = true;
    }

    /** Streams end before the web server begins to wait for its requests to end. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
