package org.applepie.agent.simulated.sarge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.applepie.agent.simulated.files.Device;
import org.applepie.agent.simulated.files.DeviceNumber;
import org.applepie.agent.simulated.files.Devices;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileType;
import org.applepie.agent.simulated.hardware.Content;
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

/** The drivers of a running kernel 2.4.27: its devices, arrays, swap and modules, from boot to power off. Its own lock guards it. */
final class Drivers implements Devices {

    /** The kernel that the installer brings. */
    static final String RELEASE = "2.4.27-2-386";

    private static final int MD = 9;

    private final String release;
    private final Machine machine;
    private final SimulatedTime time;
    private final Instant booted;
    private final String bootId;
    private final String commandLine;
    private final List<Disk> disks = new ArrayList<>();
    private final List<SimulatedDrive> biosOrder;
    private final MdDriver md;
    private final Set<String> modules = new LinkedHashSet<>();
    private final List<Block> swaps = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final List<DeviceNumber> mounted = new ArrayList<>();
    private final Map<Long, Instant> mountTimes;
    private boolean arraysStarted;

    /** @param release of the kernel that runs, as uname -r prints it */
    Drivers(
            String release,
            Machine machine,
            SimulatedTime time,
            String bootId,
            String commandLine,
            long speedKib,
            Map<Long, Instant> mountTimes) {
        this.release = release;
        this.mountTimes = mountTimes;
        this.machine = machine;
        this.biosOrder = machine.bootOrder();
        this.time = time;
        this.booted = time.now();
        this.bootId = bootId;
        this.commandLine = commandLine;
        this.md = new MdDriver(time::now, log::add, speedKib);
        findDisks();
    }

    private void findDisks() {
        int scsi = 0;
        for (Map.Entry<Position, SimulatedDrive> entry : machine.drives().entrySet()) {
            disks.add(
                    switch (entry.getKey()) {
                        case Position.Ide ide -> Disk.ide(entry.getValue(), ide);
                        case Position.Scsi at -> Disk.scsi(entry.getValue(), at, scsi++);
                    });
        }
    }

    /** Drives as the BIOS numbered them at this boot, 0x80 first; changing their places later does not change it. */
    List<SimulatedDrive> biosOrder() {
        return biosOrder;
    }

    SimulatedTime time() {
        return time;
    }

    String release() {
        return release;
    }

    String bootId() {
        return bootId;
    }

    String commandLine() {
        return commandLine;
    }

    Duration uptime() {
        return Duration.between(booted, time.now());
    }

    List<Disk> disks() {
        return disks;
    }

    MdDriver md() {
        return md;
    }

    Set<String> modules() {
        return modules;
    }

    List<Block> swaps() {
        return swaps;
    }

    /** Numbers of what is mounted, once for each mount. */
    List<DeviceNumber> mounted() {
        return mounted;
    }

    Machine machine() {
        return machine;
    }

    List<String> log() {
        return log;
    }

    synchronized void load(String module) {
        if (!modules.add(module)) {
            return;
        }
        switch (module) {
            case "md" -> log.add("md: md driver 0.90.0 MAX_MD_DEVS=256, MD_SB_DISKS=27");
            case "raid1" -> {
                load("md");
                log.add("md: raid1 personality registered as nr 3");
            }
            default -> {
                // Others say nothing that matters here.
            }
        }
    }

    boolean raid1() {
        return modules.contains("raid1");
    }

    void arraysStarted() {
        arraysStarted = true;
    }

    boolean everStartedAnArray() {
        return arraysStarted || !md.arrays().isEmpty();
    }

    /** All block devices, arrays first and then disks with their partitions. */
    synchronized List<Block> blocks() {
        List<Block> all = new ArrayList<>();
        md.arrays().stream().sorted(Comparator.comparingInt(MdArray::minor)).forEach(array -> all.add(block(array)));
        for (Disk disk : disks) {
            all.add(disk.whole());
            all.addAll(disk.partitions());
        }
        return all;
    }

    Block block(MdArray array) {
        return new Block("md" + array.minor(), "md/" + array.minor(), new DeviceNumber(MD, array.minor()), array);
    }

    Optional<Block> block(DeviceNumber number) {
        return blocks().stream().filter(block -> block.number().equals(number)).findFirst();
    }

    Optional<Block> node(String node) {
        return blocks().stream().filter(block -> block.node().equals(node)).findFirst();
    }

    Optional<Disk> diskOf(SimulatedDrive drive) {
        return disks.stream().filter(disk -> disk.drive() == drive).findFirst();
    }

    /** The name in /dev of a number, also of an array that does not run. */
    String nodeOf(int major, int minor) {
        return major == MD
                ? "md" + minor
                : block(new DeviceNumber(major, minor)).map(Block::node).orElse("");
    }

    /** Whether something of this region is mounted, swap or part of an array. */
    synchronized boolean claimed(Region region) {
        return md.using(region).isPresent()
                || mounted.stream()
                        .flatMap(number -> block(number).stream())
                        .anyMatch(block -> block.medium() instanceof Region used && overlap(used, region))
                || swaps.stream().anyMatch(swap -> swap.medium() instanceof Region used && overlap(used, region));
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
        if (number.major() == MD && !modules.contains("md")) {
            throw new ErrnoException(Errno.ENODEV);
        }
        Optional<Block> block = block(number);
        if (block.isEmpty() && number.major() == MD) {
            return new EmptyDevice();
        }
        Medium medium = block.orElseThrow(() -> new ErrnoException(Errno.ENXIO)).medium();
        return new MediumDevice(medium);
    }

    /** Another look at the drives: something was read or written on what is mounted at /. */
    synchronized void stir(Medium root) {
        md.settle();
        if (root instanceof MdArray array) {
            try {
                array.touch();
            } catch (DriveFailure failure) {
                log.add("EXT3-fs error (device md(9," + array.minor() + ")): IO failure");
            }
        }
    }

    /** Whether this device itself is mounted or swapped to. */
    synchronized boolean inUse(Block block) {
        boolean swap = swaps.stream().anyMatch(one -> one.number().equals(block.number()));
        return swap || mounted.contains(block.number());
    }

    /** Whether a running array has it as a member. */
    boolean claimedByArray(Block block) {
        return block.medium() instanceof Region region && md.using(region).isPresent();
    }

    /** When a file system was mounted for the last time, as its superblock tells. */
    Instant mounted(Content.Files files) {
        return mountTimes.getOrDefault(files.layout(), Instant.EPOCH);
    }

    /**
     * The files on a device. A member that is mounted past its array goes its own way from then on.
     */
    synchronized Optional<Content.Files> forMount(Block block) {
        try {
            Content content = block.medium().content();
            if (content instanceof Content.Files files
                    && block.medium() instanceof Region region
                    && region.superblock().isPresent()) {
                Content own = files.copied();
                region.drive().lay(region.start(), region.sectors(), own);
                content = own;
            }
            return content instanceof Content.Files files ? Optional.of(files) : Optional.empty();
        } catch (DriveFailure failure) {
            return Optional.empty();
        }
    }

    synchronized void mount(Content.Files files, DeviceNumber number) {
        mountTimes.put(files.layout(), time.now());
        mounted.add(number);
    }

    static UUID uuid(Random random) {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
    }
}
