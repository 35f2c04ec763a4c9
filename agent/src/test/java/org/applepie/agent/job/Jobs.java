package org.applepie.agent.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.awaitility.Awaitility;

/** Jobs for a "server" that is this machine, with a boot id and a machine id that a test can change. */
public final class Jobs implements AutoCloseable {

    public static final String MACHINE = "0123456789abcdef0123456789abcdef";

    private final Path home;

    private Jobs(Path home) {
        this.home = home;
    }

    public static Jobs below(Path home) throws IOException {
        Jobs jobs = new Jobs(home);
        jobs.boot();
        Files.writeString(home.resolve("machine-id"), MACHINE + "\n");
        return jobs;
    }

    /** Pretends that the machine was rebooted. */
    public void boot() throws IOException {
        Files.writeString(home.resolve("boot_id"), UUID.randomUUID() + "\n");
    }

    public String bootId() throws IOException {
        return Files.readString(home.resolve("boot_id")).strip();
    }

    public Places places() {
        return Places.standard()
                .withJobs(home.resolve("jobs").toString())
                .withBootId(home.resolve("boot_id").toString())
                .withMachineId(home.resolve("machine-id").toString());
    }

    public Path directory(Job job) {
        return home.resolve("jobs").resolve(job.id().value());
    }

    public Path log(Job job) {
        return directory(job).resolve("out");
    }

    /** A job of one shell script, under a new id. */
    public Job shell(String script, String... arguments) throws IOException {
        return of(Action.run(Stream.concat(Stream.of("/bin/sh", "-c", script, "job"), Stream.of(arguments))
                .toArray(String[]::new)));
    }

    public Job of(Action... actions) throws IOException {
        return new Job(freshId(), bootId(), MACHINE, List.of(), List.of(actions), List.of());
    }

    public static JobId freshId() {
        return new JobId("test-" + UUID.randomUUID());
    }

    /**
     * Waits until none of the jobs writes any more: a job outlives the connection it came over, and the directory it
     * writes to goes with the test.
     */
    @Override
    public void close() throws IOException {
        Path jobs = home.resolve("jobs");
        if (Files.isDirectory(jobs)) {
            try (Stream<Path> directories = Files.list(jobs)) {
                directories.forEach(job -> Awaitility.await(job.toString())
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> isOver(job)));
            }
        }
    }

    private static boolean isOver(Path job) throws IOException {
        Path runner = job.resolve("runner");
        if (Files.isSymbolicLink(job.resolve("exit")) || !Files.isSymbolicLink(runner)) {
            return true;
        }
        String[] process = Files.readSymbolicLink(runner).toString().split("\\.");
        String stat = said(Path.of("/proc", process[0], "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length < 20 || fields[0].equals("Z") || !fields[19].equals(process[1]);
    }

    /** Empty if the process is gone, be it before the file is opened or while it is read. */
    private static String said(Path stat) {
        try {
            return Files.readString(stat);
        } catch (IOException gone) {
            return "";
        }
    }
}
