package org.applepie.app.run;

import java.time.Duration;
import java.util.List;
import org.applepie.app.output.AttemptLog;
import org.applepie.app.run.Contact.Fresh;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.app.run.Proving.Proof;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Shell;
import org.applepie.domain.run.AttemptResult;
import org.applepie.domain.run.HandReport;
import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Step;

/** Looks whether what people told of a step of theirs is so. Sends nothing that changes the server. */
final class Hands {

    /** A server that people have just switched on may take that long to answer. */
    private static final Duration BOOTING = Duration.ofMinutes(5);

    private static final Duration REACH = Duration.ofSeconds(30);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration SERVICES = Duration.ofSeconds(90);

    private final Contact contact;
    private final Evidence evidence;
    private final ConsoleLogs logs;
    private final LiveBoard board;
    private final Shell shell;
    private final Pace pace;

    Hands(Contact contact, Evidence evidence, ConsoleLogs logs, LiveBoard board, Shell shell, Pace pace) {
        this.contact = contact;
        this.evidence = evidence;
        this.logs = logs;
        this.board = board;
        this.shell = shell;
        this.pace = pace;
    }

    /** What was seen after people told. */
    sealed interface Seen {
        record Ended(AttemptResult result) implements Seen {}

        /** It is not as they told, or nobody can tell yet; they may tell again. */
        record NotSo(String found) implements Seen {}
    }

    Seen look(Task task, HandReport report, AttemptLog log) throws InterruptedException {
        if (!report.done()) {
            return new Seen.Ended(
                    new AttemptResult.Unknown(report.actor() + " handed the card back: " + report.reason()));
        }
        LiveRun live = board.of(task.run(), task.runbook());
        live.waiting("Looking whether it is so.");
        try {
            return reach(task, report, log);
        } finally {
            live.waiting("");
        }
    }

    private Seen reach(Task task, HandReport report, AttemptLog log) throws InterruptedException {
        Absence absence = absence(task);
        if (absence != Absence.NONE) {
            // a connection into an earlier boot may take long to be noticed as dead
            contact.server(task.run()).map(contact::login).ifPresent(shell::disconnect);
        }
        Deadline deadline = pace.in(absence == Absence.NONE ? REACH : BOOTING);
        return switch (contact.patiently(task.run(), task.runbook(), deadline, () -> false)) {
            case Fresh.Missed missed -> new Seen.NotSo("The server could not be looked at: " + missed.why());
            case Fresh.Got(Reading reading) -> reached(task, report, reading, log);
        };
    }

    private Seen reached(Task task, HandReport report, Reading reading, AttemptLog log) throws InterruptedException {
        List<String> another = Binding.machine(task.runbook(), reading);
        if (!another.isEmpty()) {
            return new Seen.NotSo(String.join(" ", another));
        }
        String wrongBoot = wrongBoot(task, reading);
        if (!wrongBoot.isEmpty()) {
            return new Seen.NotSo(wrongBoot);
        }
        return task.step() instanceof Step.AtConsole step
                ? console(task, report, step, log)
                : byHand(report, proof(task, settling(task)));
    }

    private static String wrongBoot(Task task, Reading reading) {
        boolean same = reading.host().bootId().orElse("").equals(task.attempt().bootId());
        return switch (absence(task)) {
            case NONE -> same ? "" : "The server was restarted since the card was handed out. Hand the card back.";
            case ALLOWED -> "";
            case RESTART -> same ? "The server was not restarted: it still runs as before." : "";
        };
    }

    private static Absence absence(Task task) {
        return task.step().handedOut().orElseThrow().absence();
    }

    /** How long what does not hold yet may take. */
    private static Duration settling(Task task) {
        return absence(task) == Absence.NONE ? SETTLING : SERVICES;
    }

    private Proof proof(Task task, Duration settling) throws InterruptedException {
        return evidence.of(task.run(), task.runbook(), task.step().proof(), settling, pace.in(SERVICES));
    }

    private static Seen byHand(HandReport report, Proof proof) {
        return switch (proof) {
            case Proof.Holds p -> proved(report, "");
            case Proof.Broken p -> new Seen.NotSo(p.text());
            case Proof.Unanswered p -> new Seen.NotSo("The server could not be looked at: " + p.why());
        };
    }

    private static Seen proved(HandReport report, String how) {
        return new Seen.Ended(new AttemptResult.Proved("Done by " + report.actor() + how + "; every check held."));
    }

    private Seen console(Task task, HandReport report, Step.AtConsole step, AttemptLog log)
            throws InterruptedException {
        LiveRun live = board.of(task.run(), task.runbook());
        int attempt = task.attempt().number();
        return switch (logs.collect(contact.login(contact.server(task.run()).orElseThrow()), step, attempt, log)) {
            case ConsoleLogs.Found.None(String why) -> new Seen.NotSo(why);
            case ConsoleLogs.Found.Code(int code) -> {
                live.output(attempt, log.length());
                yield ended(report, code, proof(task, code == 0 ? settling(task) : Duration.ZERO));
            }
        };
    }

    /** A script that has told its end is not told another one: what is not proved then is for people to decide. */
    private static Seen ended(HandReport report, int code, Proof proof) {
        if (proof instanceof Proof.Unanswered(String why)) {
            return new Seen.NotSo(
                    "The script ended with exit code " + code + ", but the server cannot be asked: " + why);
        }
        String found =
                proof instanceof Proof.Broken broken ? broken.text() : "What the step is for is true nevertheless.";
        if (code != 0) {
            return new Seen.Ended(new AttemptResult.Failed("The script ended with exit code " + code + ". " + found));
        }
        return proof instanceof Proof.Holds
                ? proved(report, " at the console")
                : new Seen.Ended(
                        new AttemptResult.Failed("The script ended in order, but its effect is not proved: " + found));
    }
}
