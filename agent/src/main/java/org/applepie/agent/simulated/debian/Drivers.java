package org.applepie.agent.simulated.debian;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.applepie.agent.simulated.files.Device;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.Devices;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.hardware.DriveFailure;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.Region;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Block;
import org.applepie.agent.simulated.machine.EmptyDevice;
import org.applepie.agent.simulated.machine.MediumDevice;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * The drivers of a running kernel 6.1: its disks, arrays, swap, modules and log, from boot to power off. Its own lock guards what
 * several processes change.
 */
final class Drivers implements Devices {

    static final String RELEASE = "6.1.0-56-cloud-amd64";

    /** Major number of arrays. */
    static final int MD = 9;

    private final Machine machine;
    private final SimulatedTime time;
    private final Instant booted;
    private final String bootId;
    private final String commandLine;
    private final List<Disk> disks = new ArrayList<>();
    private final MdDriver md;
    private final Set<String> modules = new LinkedHashSet<>();
    private final List<Block> swaps = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final long fullSpeedKib;
    private Supplier<Set<DeviceNumber>> mounted = Set::of;

    /** @param order the drives in the order in which this boot finds them, which gives them their names */
    Drivers(
            Machine machine,
            List<SimulatedDrive> order,
            SimulatedTime time,
            String bootId,
            String commandLine,
            long speedKib) {
        this.machine = machine;
        this.time = time;
        this.booted = time.now();
        this.bootId = bootId;
        this.commandLine = commandLine;
        this.fullSpeedKib = speedKib;
        this.md = new MdDriver(time::now, this::say, speedKib);
        order.forEach(this::find);
    }

    private void find(SimulatedDrive drive) {
        if (machine.positionOf(drive).orElse(null) instanceof Position.Scsi at) {
            disks.add(new Disk(drive, at, disks.size()));
        }
    }

    SimulatedTime time() {
        return time;
    }

    /** A UUID that differs with every boot. */
    String bootId() {
        return bootId;
    }

    /** What the boot loader gave the kernel, as /proc/cmdline has it. */
    String commandLine() {
        return commandLine;
    }

    Duration uptime() {
        return Duration.between(booted, time.now());
    }

    /** In the order of their names. */
    synchronized List<Disk> disks() {
        return List.copyOf(disks);
    }

    /** How fast arrays fill members where nothing limits them, in KiB per simulated second. */
    long fullSpeedKib() {
        return fullSpeedKib;
    }

    MdDriver md() {
        return md;
    }

    /** Names of the modules that are loaded, first loaded first. */
    Set<String> modules() {
        return modules;
    }

    synchronized void load(String module) {
        if (modules.add(module)) {
            if (module.equals("raid1")) {
                modules.add("md_mod");
                say("md: raid1 personality registered for level 1");
            }
        }
    }

    /** What is swapped to, first swapped to first. */
    List<Block> swaps() {
        return swaps;
    }

    Machine machine() {
        return machine;
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
    synchronized List<Block> blocks() {
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

    Optional<Block> block(DeviceNumber number) {
        return blocks().stream().filter(block -> block.number().equals(number)).findFirst();
    }

    /** @param node {@code sda1} or {@code md127} */
    Optional<Block> node(String node) {
        return blocks().stream().filter(block -> block.node().equals(node)).findFirst();
    }

    Optional<Disk> diskOf(SimulatedDrive drive) {
        return disks().stream().filter(disk -> disk.drive() == drive).findFirst();
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
                || swaps.stream().anyMatch(swap -> swap.number().equals(block.number()));
    }

    /** Whether nobody else may have it for himself (O_EXCL): it or a part of it is mounted, swap or in an array. */
    boolean busy(Block block) {
        return inUse(block)
                || block.medium() instanceof Region region
                        && (md.using(region).isPresent() || blocks().stream().anyMatch(part -> uses(part, region)));
    }

    private boolean uses(Block part, Region region) {
        return part.medium() instanceof Region own && overlap(own, region) && inUse(part);
    }

    static boolean overlap(Region one, Region other) {
        return one.drive() == other.drive()
                && one.start() < other.start() + other.sectors()
                && other.start() < one.start() + one.sectors();
    }

    @Override
    public Device open(FileType type, DeviceNumber number) throws ErrnoException {
        if (type != FileType.BLOCK_DEVICE) {
            throw new ErrnoException(Errno.ENODEV);
        }
        Optional<Block> block = block(number);
        if (block.isEmpty() && number.major() == MD && modules.contains("md_mod")) {
            return new EmptyDevice();
        }
        Medium medium = block.orElseThrow(() -> new ErrnoException(Errno.ENXIO)).medium();
        return new MediumDevice(medium);
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
        disks.removeIf(disk -> machine.positionOf(disk.drive()).isEmpty());
    }

    static UUID uuid(Random random) {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
    }
}
