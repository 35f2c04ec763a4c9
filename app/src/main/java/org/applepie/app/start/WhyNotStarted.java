package org.applepie.app.start;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in plain words why the console did not start, where a person can mend it. */
final class WhyNotStarted implements FailureAnalyzer {

    private static final int LOCKED = 90020;

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> explain(cause).stream())
                .map(known -> new FailureAnalysis(known.getMessage(), known.remedy(), failure))
                .findFirst()
                .orElse(null);
    }

    private static Optional<StartRefused> explain(Throwable cause) {
        return switch (cause) {
            case StartRefused refused -> Optional.of(refused);
            case SQLException sql
            when sql.getErrorCode() == LOCKED ->
                Optional.of(new StartRefused(
                        "Another console already uses this data directory.",
                        "Stop it first, or name another directory with --applepie.data=<directory>."));
            case IOException io
            when isDiskFull(io) ->
                Optional.of(new StartRefused(
                        "The disk that holds the data directory is full.",
                        "Free some space; nothing was changed on any server."));
            default -> Optional.empty();
        };
    }

    private static boolean isDiskFull(IOException io) {
        String message = io.getMessage();
        return message != null && message.contains("No space left on device");
    }
}
