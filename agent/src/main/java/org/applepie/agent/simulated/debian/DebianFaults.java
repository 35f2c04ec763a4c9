package org.applepie.agent.simulated.debian;

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

/** What can be done to a machine. Its first drive is apple, the second pie, others are called by their serial number. */
final class DebianFaults implements FaultTarget {

    private final DebianServer server;
    private final Supplier<DebianServer> clone;
    private final Map<String, SimulatedDrive> drives = new LinkedHashMap<>();
    private final Map<String, Position> pulledFrom = new ConcurrentHashMap<>();
    private volatile @Nullable DebianServer other;

    /** @param clone makes another machine of the kind */
    DebianFaults(DebianServer server, Supplier<DebianServer> clone) {
        this.server = server;
        this.clone = clone;
        for (SimulatedDrive drive : machine().drives().values()) {
            drives.put(drives.isEmpty() ? "apple" : drives.size() == 1 ? "pie" : drive.serial(), drive);
        }
    }

    private Machine machine() {
        return server.machine();
    }

    /** The machine that answers at the moment. */
    DebianServer answering() {
        DebianServer another = other;
        return another == null ? server : another;
    }

    void answerAsItself() {
        other = null;
    }

    private SimulatedDrive drive(String name) {
        SimulatedDrive drive = drives.get(name);
        if (drive == null) {
            throw new IllegalArgumentException("no drive " + name);
        }
        return drive;
    }

    @Override
    public List<String> drives() {
        List<SimulatedDrive> plugged = List.copyOf(machine().drives().values());
        return plugged.stream()
                .flatMap(drive -> drives.entrySet().stream()
                        .filter(entry -> entry.getValue() == drive)
                        .map(Map.Entry::getKey))
                .toList();
    }

    /** All its drives, by name; one that was pulled keeps its last place. */
    List<Cabinet.Bay> bays() {
        List<Cabinet.Bay> bays = new ArrayList<>();
        drives.forEach((name, drive) -> {
            Optional<Position> now = machine().positionOf(drive);
            Optional<Position> last = now.or(() -> Optional.ofNullable(pulledFrom.get(name)));
            last.ifPresent(position -> bays.add(new Cabinet.Bay(name, text(position), now.isPresent())));
        });
        return bays;
    }

    /** What {@link #parsed} reads. */
    private static String text(Position position) {
        return switch (position) {
            case Position.Scsi(int host, int channel, int id, int lun) -> host + ":" + channel + ":" + id + ":" + lun;
            case Position.Ide(int channel, boolean master) ->
                throw new IllegalStateException("no such place in a machine of this kind");
        };
    }

    @Override
    public long sectors(String drive) {
        return drive(drive).sectors();
    }

    @Override
    public List<String> mountPoints() {
        return server.files()
                .map(view -> view.namespace().mounts(view).stream()
                        .map(MountEntry::point)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public void reboot() {
        server.reset();
    }

    @Override
    public void neverComeBack() {
        server.neverComeBack(true);
    }

    @Override
    public void swapPositions(String drive, String with) {
        Optional<Position> one = machine().positionOf(drive(drive));
        Optional<Position> two = machine().positionOf(drive(with));
        if (one.isPresent() && two.isPresent()) {
            machine().swap(one.get(), two.get());
        }
    }

    @Override
    public void pull(String drive) {
        machine().positionOf(drive(drive)).ifPresent(position -> {
            pulledFrom.put(drive, position);
            machine().pull(position);
            server.stir();
        });
    }

    /** @param position host, channel, id and unit as in /sys, {@code 0:0:1:0} */
    void plug(String drive, String position) {
        plug(drive, parsed(position));
    }

    private static Position parsed(String text) {
        if (!text.matches("\\d+:\\d+:\\d+:\\d+")) {
            throw new IllegalArgumentException("no position: " + text);
        }
        String[] words = text.split(":");
        return new Position.Scsi(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]));
    }

    private void plug(String drive, Position position) {
        if (machine().at(position).isEmpty()
                && machine().positionOf(drive(drive)).isEmpty()) {
            machine().plug(position, drive(drive));
        }
    }

    // A drive of this simulation answers everywhere or nowhere.
    @Override
    public void ioError(String drive, long firstSector, long sectors, boolean writing) {
        drive(drive).failing(true);
        server.stir();
    }

    @Override
    public void fill(String mountPoint) {
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
    public void putBackStale(String drive) {
        Position position = pulledFrom.get(drive);
        if (position != null) {
            plug(drive, position);
        }
    }

    @Override
    public void answerAsAnother() {
        DebianServer another = clone.get();
        another.powerOn();
        other = another;
    }
}
