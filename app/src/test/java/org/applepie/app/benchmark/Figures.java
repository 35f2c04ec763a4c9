package org.applepie.app.benchmark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Measured values of one kind, in the unit that the table names. Any thread may add. */
final class Figures {

    private final List<Double> values = new CopyOnWriteArrayList<>();

    void add(double value) {
        values.add(value);
    }

    void addAll(List<Double> more) {
        values.addAll(more);
    }

    /** Adds what a piece of work took, in milliseconds. */
    void time(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        add((System.nanoTime() - began) / 1e6);
    }

    /** Something to be timed. */
    interface Work {
        void run() throws Exception;
    }

    int count() {
        return values.size();
    }

    double median() {
        return quantile(0.5);
    }

    /** The smallest value that at least this share of all does not exceed. */
    double quantile(double share) {
        if (values.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
