package org.applepie.agent.simulated.debian;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.KernelDrivers;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * The drivers of a running kernel 6.1: its disks, arrays, swap, modules and log, from boot to power off. Its own lock guards what
 * several processes change.
 */
final class Drivers extends KernelDrivers<Disk> {

    /** The kernel that the installer brings. */
    static final String RELEASE = "6.1.0-56-cloud-amd64";

    private final String release;
    private final List<Disk> disks = new ArrayList<>();
    private final MdDriver md;
    private final List<String> log = new ArrayList<>();
    private final long fullSpeedKib;
    private Supplier<Set<DeviceNumber>> mounted = Set::of;

    /**
     * @param release of the kernel, as uname -r tells it
     * @param order the drives in the order in which this boot finds them, which gives them their names
     */
    Drivers(
            String release,
            Machine machine,
            List<SimulatedDrive> order,
            SimulatedTime time,
            String bootId,
            String commandLine,
            long speedKib) {
        super(machine, time, bootId, commandLine);
        this.release = release;
        this.fullSpeedKib = speedKib;
        this.md = new MdDriver(time::now, this::say, speedKib);
        order.forEach(this::find);
    }

    /** Of this kernel, as uname -r tells it. */
    String release() {
        return release;
    }

    private void find(SimulatedDrive drive) {
        if (machine().positionOf(drive).orElse(null) instanceof Position.Scsi at) {
            disks.add(new Disk(drive, at, disks.size()));
        }
    }

    /** In the order of their names. */
    @Override
    public synchronized List<Disk> disks() {
        return List.copyOf(disks);
    }

    /** How fast arrays fill members where nothing limits them, in KiB per simulated second. */
    long fullSpeedKib() {
        return fullSpeedKib;
    }

    @Override
    public MdDriver md() {
        return md;
    }

    @Override
    protected boolean mdLoaded() {
        return modules().contains("md_mod");
    }

    synchronized void load(String module) {
        if (modules().add(module)) {
            if (module.equals("raid1")) {
                modules().add("md_mod");
                say("md: raid1 personality registered for level 1");
            }
        }
    }

    /** Lines of the kernel's log with the time in front, as dmesg shows them. */
    synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** Adds a line to the kernel's log. */
    synchronized void say(String line) {
        log.add(String.format(java.util.Locale.ROOT, "[%12.6f] %s", uptime().toNanos() / 1e9, line));
    }

    /** How to learn the numbers of all that is mounted. */
    void mounted(Supplier<Set<DeviceNumber>> supplier) {
        mounted = supplier;
    }

    /** All block devices: disks with their partitions, then arrays by their number. */
    @Override
    public synchronized List<Block> blocks() {
        List<Block> all = new ArrayList<>();
        for (Disk disk : disks) {
            all.add(disk.whole());
            all.addAll(disk.partitions());
        }
        md.arrays().stream().sorted(Comparator.comparingInt(MdArray::minor)).forEach(array -> all.add(block(array)));
        return all;
    }

    Block block(MdArray array) {
        String name = "md" + array.minor();
        return new Block(name, name, new DeviceNumber(MD, array.minor()), array);
    }

    /** The disk that a device is a part of, or is itself; none for arrays. */
    Optional<Disk> diskOf(Block block) {
        return block.medium() instanceof Region region ? diskOf(region.drive()) : Optional.empty();
    }

    /** The array that has this device as a member. */
    Optional<MdArray> holder(Block block) {
        return block.medium() instanceof Region region ? md.using(region) : Optional.empty();
    }

    /** Whether this device itself is mounted or swapped to. */
    boolean inUse(Block block) {
        return mounted.get().contains(block.number())
                || swaps().stream().anyMatch(swap -> swap.number().equals(block.number()));
    }

    /** Whether nobody else may have it for himself (O_EXCL): it or a part of it is mounted, swap or in an array. */
    boolean busy(Block block) {
        return inUse(block)
                || block.medium() instanceof Region region
                        && (md.using(region).isPresent() || blocks().stream().anyMatch(part -> uses(part, region)));
    }

    private boolean uses(Block part, Region region) {
        return part.medium() instanceof Region own && own.overlaps(region) && inUse(part);
    }

    /** Another look at the drives: arrays are written to, and drives that are gone lose their names. */
    synchronized void stir() {
        md.settle();
        for (MdArray array : md.arrays()) {
            try {
                array.touch();
            } catch (DriveFailure failure) {
                say("Buffer I/O error on dev md" + array.minor() + ", logical block 0, lost async page write");
            }
        }
        disks.removeIf(disk -> machine().positionOf(disk.drive()).isEmpty());
    }
}
