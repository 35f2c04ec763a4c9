package org.applepie.agent.simulated.hardware;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.hardware.MdSuperblock.Descriptor;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;

/**
 * Assembly with metadata 1.2. A member that is behind is not let in at the start; where the bitmap reaches back far enough it
 * is taken back at once and filled, unless it says itself that the others are the ones that failed.
 */
final class MdAssembly {

    private record Found(MdDevice device, MdSuperblock block) {}

    private final MdDriver driver;
    private final MdArray array;
    private final MdSuperblock best;

    MdAssembly(MdDriver driver, MdArray array, MdSuperblock best) {
        this.driver = driver;
        this.array = array;
        this.best = best;
    }

    Optional<MdArray> of(List<MdDevice> devices) throws DriveFailure {
        List<Found> found = found(devices);
        found.sort(Comparator.comparingInt(one -> slot(one.block)));
        List<Found> stale = new ArrayList<>();
        for (Found one : found) {
            if (!admit(one)) {
                driver.say("md: kicking non-fresh " + one.device.name() + " from array!");
                stale.add(one);
            }
        }
        if (array.working() == 0) {
            return Optional.empty();
        }
        array.readAuto(true);
        driver.started(array);
        for (Found one : stale) {
            if (known(array, one.block) && !blames(one.block)) {
                array.readmit(one.device, one.block.number());
            }
        }
        return Optional.of(array);
    }

    private static List<Found> found(List<MdDevice> devices) throws DriveFailure {
        List<Found> found = new ArrayList<>();
        for (MdDevice device : devices) {
            device.region().superblock().ifPresent(block -> found.add(new Found(device, block)));
        }
        return found;
    }

    private int slot(MdSuperblock block) {
        return best.member(block.number()).map(Descriptor::slot).orElse(Integer.MAX_VALUE);
    }

    private boolean admit(Found one) {
        Optional<Descriptor> known = best.member(one.block.number())
                .filter(member -> member.role() == Role.ACTIVE || member.role() == Role.SPARE);
        if (known.isEmpty() || one.block.events() + 1 < best.events()) {
            return false;
        }
        boolean active = known.get().role() == Role.ACTIVE;
        array.bind(new MdMember(
                one.device, one.block.number(), active ? known.get().slot() : -1, active ? Role.ACTIVE : Role.SPARE));
        return true;
    }

    // It went on alone, as the best one did: nobody may choose between the two without being asked.
    private boolean blames(MdSuperblock block) {
        return block.member(best.number())
                .filter(member -> member.role() == Role.ACTIVE)
                .isEmpty();
    }

    /** Whether a former member can be brought up to date by the bitmap. */
    static boolean known(MdArray array, MdSuperblock block) {
        return block.uuid().equals(array.uuid())
                && array.members().stream().noneMatch(member -> member.number() == block.number())
                && block.self().filter(self -> self.role() == Role.ACTIVE).isPresent()
                && array.bitmap()
                        .filter(bits -> block.events() >= bits.cleared())
                        .isPresent();
    }

    /** What a device has for data, in KiB. */
    static long room(MdArray array, MdDevice device) {
        long offset = array.dataOffset();
        return (device.region().sectors() - offset) / 2;
    }

    /**
     * Whether these devices are all that an array was working with, so that it can be started without waiting for more. Those
     * without a superblock are passed over.
     */
    static boolean complete(List<MdDevice> devices) throws DriveFailure {
        List<Found> found = found(devices);
        Optional<MdSuperblock> best =
                found.stream().map(Found::block).max(Comparator.comparingLong(MdSuperblock::events));
        return best.isPresent()
                && best.get().members().stream()
                        .filter(known -> known.role() == Role.ACTIVE)
                        .allMatch(known -> found.stream()
                                .anyMatch(one ->
                                        one.block.uuid().equals(best.get().uuid())
                                                && one.block.number() == known.number()
                                                && one.block.events() + 1
                                                        >= best.get().events()));
    }
}
