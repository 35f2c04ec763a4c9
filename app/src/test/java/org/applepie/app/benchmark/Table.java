package org.applepie.app.benchmark;

import java.util.Locale;

/** A table in Markdown, printed row by row; the first row is what the ratios of the others refer to. */
final class Table {

    private final double worst;
    private double reference = Double.NaN;

    private Table(String what, String worstName, double worst) {
        this.worst = worst;
        System.out.printf("%n| %s | p50 | %s | ratio of p50 | n |%n|---|---:|---:|---:|---:|%n", what, worstName);
    }

    /** Of what is better the less it is. */
    static Table ofTimes(String unit) {
        return new Table(unit, "p99", 0.99);
    }

    /** Of what is better the more it is. */
    static Table ofRates(String unit) {
        return new Table(unit, "slowest round", 0);
    }

    Table row(String what, Figures figures) {
        if (Double.isNaN(reference)) {
            reference = figures.median();
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %d |%n",
                what,
                number(figures.median()),
                number(figures.quantile(worst)),
                number(figures.median() / reference),
                figures.count());
        return this;
    }

    /** Three digits that count. */
    static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
