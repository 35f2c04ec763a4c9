package org.applepie.agent.simulated.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.applepie.agent.simulated.Cabinet;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a machine. Its first drive is apple, the second pie, others are called by their serial number.
 *
 * @param <S> the machine, and others of its kind that may answer in its place
 */
public abstract class Faults<S extends Server<?, ?>> implements FaultTarget {

    private final S server;
    private final Supplier<S> clone;
    private final Map<String, SimulatedDrive> drives = new LinkedHashMap<>();
    private final Map<String, Position> pulledFrom = new ConcurrentHashMap<>();
    private volatile @Nullable S other;

    /** @param clone makes another machine of the kind */
    protected Faults(S server, Supplier<S> clone) {
        this.server = server;
        this.clone = clone;
        for (SimulatedDrive drive : server.machine().drives().values()) {
            drives.put(drives.isEmpty() ? "apple" : drives.size() == 1 ? "pie" : drive.serial(), drive);
        }
    }

    /** A position in the machine's own words, which {@link #position} reads. */
    protected abstract String text(Position position);

    /** @throws IllegalArgumentException if the text is none */
    protected abstract Position position(String text);

    /** What happens to the running machine before a drive is pulled out of it. */
    protected abstract void losing(SimulatedDrive drive);

    protected final S server() {
        return server;
    }

    private Machine machine() {
        return server.machine();
    }

    /** The machine that answers at the moment. */
    public final S answering() {
        S another = other;
        return another == null ? server : another;
    }

    /** The other machine goes away. */
    public void answerAsItself() {
        other = null;
    }

    /** @throws IllegalArgumentException if there is none of this name */
    protected final SimulatedDrive drive(String name) {
        SimulatedDrive drive = drives.get(name);
        if (drive == null) {
            throw new IllegalArgumentException("no drive " + name);
        }
        return drive;
    }

    @Override
    public final List<String> drives() {
        List<SimulatedDrive> plugged = List.copyOf(machine().drives().values());
        return plugged.stream()
                .flatMap(drive -> drives.entrySet().stream()
                        .filter(entry -> entry.getValue() == drive)
                        .map(Map.Entry::getKey))
                .toList();
    }

    /** All its drives, by name; one that was pulled keeps its last place. */
    final List<Cabinet.Bay> bays() {
        List<Cabinet.Bay> bays = new ArrayList<>();
        drives.forEach((name, drive) -> {
            Optional<Position> now = machine().positionOf(drive);
            Optional<Position> last = now.or(() -> Optional.ofNullable(pulledFrom.get(name)));
            last.ifPresent(position -> bays.add(new Cabinet.Bay(name, text(position), now.isPresent())));
        });
        return bays;
    }

    @Override
    public final long sectors(String drive) {
        return drive(drive).sectors();
    }

    @Override
    public final List<String> mountPoints() {
        return server.files()
                .map(view -> view.namespace().mounts(view).stream()
                        .map(MountEntry::point)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public final void reboot() {
        server.reset();
    }

    @Override
    public final void neverComeBack() {
        server.neverComeBack(true);
    }

    @Override
    public final void swapPositions(String drive, String with) {
        Optional<Position> one = machine().positionOf(drive(drive));
        Optional<Position> two = machine().positionOf(drive(with));
        if (one.isPresent() && two.isPresent()) {
            machine().swap(one.get(), two.get());
        }
    }

    @Override
    public final void pull(String drive) {
        machine().positionOf(drive(drive)).ifPresent(position -> {
            pulledFrom.put(drive, position);
            losing(drive(drive));
            machine().pull(position);
            server.stir();
        });
    }

    /** @param position in the machine's own words */
    final void plug(String drive, String position) {
        plug(drive, position(position));
    }

    private void plug(String drive, Position position) {
        if (machine().at(position).isEmpty()
                && machine().positionOf(drive(drive)).isEmpty()) {
            machine().plug(position, drive(drive));
        }
    }

    @Override
    public final void fill(String mountPoint) {
        server.files().ifPresent(view -> fill(view, mountPoint));
    }

    private static void fill(View view, String mountPoint) {
        try {
            view.fileSystem(mountPoint).full(true);
        } catch (ErrnoException absent) {
            // What is not mounted cannot be full.
        }
    }

    // It was not written to since it was pulled.
    @Override
    public final void putBackStale(String drive) {
        Position position = pulledFrom.get(drive);
        if (position != null) {
            plug(drive, position);
        }
    }

    @Override
    public void answerAsAnother() {
        S another = clone.get();
        start(another);
        other = another;
    }

    /** Switches on what will answer in place of this machine. */
    protected void start(S another) {
        another.powerOn();
    }
}
