package org.applepie.app.benchmark;

/** What the figures were taken on. */
final class Machine {

    private Machine() {}

    static String describe() {
        return "%d cores, Linux %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.version"),
                        Runtime.version().feature());
    }
}
