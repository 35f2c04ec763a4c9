package org.applepie.app.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import org.applepie.app.migration.MigrationBenchmark;

/** Runs one benchmark by name and prints its table: {@code step}, {@code latency}, {@code throughput}, {@code audit} or {@code migration}. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        String name = args.length == 1 ? args[0] : "";
        Path home = Files.createTempDirectory("applepie-" + name);
        try {
            System.out.println(Machine.describe());
            run(name, home);
        } finally {
            Removal.of(home);
        }
        // The SSH library's and the browser's threads are no reason to stay.
        System.exit(0);
    }

    private static void run(String name, Path home) throws Exception {
        switch (name) {
            case "step" -> StepBenchmark.run(home);
            case "latency" -> LatencyBenchmark.run(home);
            case "throughput" -> ThroughputBenchmark.run(home);
            case "audit" -> AuditBenchmark.run(home);
            case "migration" -> System.out.println(MigrationBenchmark.run(home));
            default ->
                throw new IllegalArgumentException(
                        "say which: -Dbenchmark=step, latency, throughput, audit or migration");
        }
    }
}
