package org.applepie.agent.simulated.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.applepie.agent.simulated.Cabinet;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.MountEntry;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.MdMember;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
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
    private volatile BiConsumer<S, List<String>> spectator = (machine, words) -> {};

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

    private Machine machine() {
        return server.machine();
    }

    /** Tells of every program that this machine runs, or another one that answers in its place. */
    final void watch(BiConsumer<S, List<String>> by) {
        spectator = by;
        server.watch(words -> by.accept(server, words));
    }

    /** The machine that answers at the moment. */
    final S answering() {
        S another = other;
        return another == null ? server : another;
    }

    /** The other machine goes away, and is switched off. */
    final void answerAsItself() {
        S before = other;
        other = null;
        if (before != null) {
            before.powerOff();
        }
    }

    /** @throws IllegalArgumentException if there is none of this name */
    private SimulatedDrive drive(String name) {
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

    /** What is mounted from this drive, and from no other one through an array, answers with errors until the next boot. */
    private void losing(SimulatedDrive drive) {
        for (Content content : drive.contents().values()) {
            if (content instanceof Content.Files files && !isMirrored(files)) {
                files.tree().failWith(Errno.EIO);
            }
        }
    }

    private boolean isMirrored(Content.Files files) {
        return arrays().stream().anyMatch(array -> array.working() > 1 && array.served() == files);
    }

    private List<MdArray> arrays() {
        return server.arrays().map(MdDriver::arrays).orElse(List.of());
    }

    // The kernel throws a member out of its array at its first error, so the file system above does not notice.
    @Override
    public final void ioError(String drive, long firstSector, long sectors, boolean writing) {
        Region hit = new Region(drive(drive), firstSector, sectors);
        for (MdArray array : arrays()) {
            array.members().stream()
                    .filter(member ->
                            member.active() && member.device().region().overlaps(hit))
                    .findFirst()
                    .ifPresent(member -> throwOut(array, member));
        }
        drive(drive).failAt(firstSector, sectors, writing);
    }

    private void throwOut(MdArray array, MdMember member) {
        try {
            server.arrays().orElseThrow().fail(array, member);
        } catch (ErrnoException last) {
            // The last one stays, and its errors go through to whoever reads.
        }
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
    public final void answerAsAnother() {
        answerAsItself();
        S another = clone.get();
        another.watch(words -> spectator.accept(another, words));
        another.powerOn();
        other = another;
    }
}
