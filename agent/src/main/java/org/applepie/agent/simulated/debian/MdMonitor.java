package org.applepie.agent.simulated.debian;

/** The daemon that watches arrays: udev starts it with the first of them. */
final class MdMonitor {

    private static final Units.Unit UNIT = new Units.Unit("mdmonitor.service", "running", "MD array monitor");

    private MdMonitor() {}

    static void start(Running running) {
        running.units().add(UNIT);
        running.units().start(UNIT.name());
    }
}
