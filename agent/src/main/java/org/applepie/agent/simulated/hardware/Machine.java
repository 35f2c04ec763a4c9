package org.applepie.agent.simulated.hardware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A box with drives in it and a BIOS. What runs on it is somebody else's; safe for use by several threads. */
public final class Machine {

    private final TreeMap<Position, SimulatedDrive> drives = new TreeMap<>();
    private List<Position> bootOrder = List.of();
    private boolean powered;

    /** Drives by where they sit, in the order in which a kernel finds them. */
    public synchronized Map<Position, SimulatedDrive> drives() {
        return new LinkedHashMap<>(drives);
    }

    public synchronized Optional<SimulatedDrive> at(Position position) {
        return Optional.ofNullable(drives.get(position));
    }

    public synchronized Optional<Position> positionOf(SimulatedDrive drive) {
        return drives.entrySet().stream()
                .filter(entry -> entry.getValue() == drive)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Connects a drive. A running kernel of 2.4 does not notice. */
    public synchronized void plug(Position position, SimulatedDrive drive) {
        if (drives.containsKey(position) || drives.containsValue(drive)) {
            throw new IllegalStateException("the position is taken, or the drive is in the machine already");
        }
        drives.put(position, drive);
        drive.attached(true);
    }

    /** Takes a drive out, if there is one. What runs gets errors from it from now on. */
    public synchronized Optional<SimulatedDrive> pull(Position position) {
        Optional<SimulatedDrive> drive = Optional.ofNullable(drives.remove(position));
        drive.ifPresent(out -> out.attached(false));
        return drive;
    }

    /** Moves the drives of two positions, as changing the jumpers of both does. Either may be empty. */
    public synchronized void swap(Position one, Position other) {
        Optional<SimulatedDrive> first = pull(one);
        Optional<SimulatedDrive> second = pull(other);
        first.ifPresent(drive -> plug(other, drive));
        second.ifPresent(drive -> plug(one, drive));
    }

    /** Positions that the BIOS tries before the others. */
    public synchronized void bootOrder(List<Position> first) {
        bootOrder = List.copyOf(first);
    }

    /** Drives in the order in which the BIOS tries to boot them; the first of them is its drive 0x80. */
    public synchronized List<SimulatedDrive> bootOrder() {
        List<SimulatedDrive> order = new ArrayList<>();
        bootOrder.forEach(position -> at(position).ifPresent(order::add));
        drives.values().stream().filter(drive -> !order.contains(drive)).forEach(order::add);
        return order;
    }

    public synchronized boolean powered() {
        return powered;
    }

    public synchronized void powered(boolean on) {
        powered = on;
    }
}
