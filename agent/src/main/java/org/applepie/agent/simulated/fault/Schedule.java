package org.applepie.agent.simulated.fault;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The faults that are set for one machine. Each is handed out once, when its moment has come. Safe for many threads. */
public final class Schedule {

    private final InstantSource clock;
    private final List<Waiting> waiting = new ArrayList<>();
    private long commands;
    private long output;

    /** @param clock the machine's own, which may run faster than ours */
    public Schedule(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void set(ScheduledFault fault) {
        waiting.add(new Waiting(fault, clock.instant(), commands, output));
    }

    public void set(Fault fault, Moment moment) {
        set(new ScheduledFault(fault, moment));
    }

    /** What has not struck yet, in the order in which it was set. */
    public synchronized List<ScheduledFault> waiting() {
        return waiting.stream().map(Waiting::scheduled).toList();
    }

    public synchronized void clear() {
        waiting.clear();
    }

    /** A command is about to start: what strikes before it. */
    public synchronized List<Fault> command(String text) {
        commands++;
        return due(one -> switch (one.scheduled().moment()) {
            case Moment.AtCommand(int nth) -> commands - one.commands() >= nth;
            case Moment.AtMatch match -> match.fits(text);
            case Moment.After after -> one.isOver(after, clock.instant());
            case Moment.AtOutput at -> false;
        });
    }

    /** Time went on: what strikes now. To be called whenever the machine's clock moves. */
    public synchronized List<Fault> tick() {
        Instant now = clock.instant();
        return due(one -> one.scheduled().moment() instanceof Moment.After after && one.isOver(after, now));
    }

    /** {@code wanted} bytes of output are about to leave: how many of them do before something strikes. */
    public synchronized Passage output(int wanted) {
        long next =
                waiting.stream().mapToLong(one -> one.outputLeft(output)).min().orElse(wanted);
        int bytes = (int) Math.min(wanted, next);
        output += bytes;
        return new Passage(bytes, due(one -> one.outputLeft(output) == 0));
    }

    /** So many bytes pass, and then this strikes. */
    public record Passage(int bytes, List<Fault> then) {}

    private List<Fault> due(Predicate<Waiting> now) {
        List<Fault> due = new ArrayList<>();
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            if (now.test(one)) {
                each.remove();
                due.add(one.scheduled().fault());
            }
        }
        return due;
    }

    /** @param commands and output: how many there had been when it was set */
    private record Waiting(ScheduledFault scheduled, Instant since, long commands, long output) {

        boolean isOver(Moment.After after, Instant now) {
            return !now.isBefore(since.plus(after.time()));
        }

        long outputLeft(long soFar) {
            return scheduled.moment() instanceof Moment.AtOutput(long bytes)
                    ? Math.max(0, output + bytes - soFar)
                    : Long.MAX_VALUE;
        }
    }
}
