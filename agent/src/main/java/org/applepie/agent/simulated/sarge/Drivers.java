package org.applepie.agent.simulated.sarge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.agent.simulated.files.Device;
import org.applepie.agent.simulated.files.DeviceNumber;
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
import org.applepie.agent.simulated.machine.KernelDrivers;
import org.applepie.agent.simulated.shell.SimulatedTime;

/** The drivers of a running kernel 2.4.27: its devices, arrays, swap and modules, from boot to power off. Its own lock guards it. */
final class Drivers extends KernelDrivers<Disk> {

    /** The kernel that the installer brings. */
    static final String RELEASE = "2.4.27-2-386";

    private final String release;
    private final List<Disk> disks = new ArrayList<>();
    private final List<SimulatedDrive> biosOrder;
    private final MdDriver md;
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
        super(machine, time, bootId, commandLine);
        this.release = release;
        this.mountTimes = mountTimes;
        this.biosOrder = machine.bootOrder();
        this.md = new MdDriver(time::now, log::add, speedKib);
        findDisks();
    }

    private void findDisks() {
        int scsi = 0;
        for (Map.Entry<Position, SimulatedDrive> entry : machine().drives().entrySet()) {
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

    String release() {
        return release;
    }

    @Override
    public List<Disk> disks() {
        return disks;
    }

    @Override
    public MdDriver md() {
        return md;
    }

    /** Numbers of what is mounted, once for each mount. */
    List<DeviceNumber> mounted() {
        return mounted;
    }

    List<String> log() {
        return log;
    }

    @Override
    protected boolean mdLoaded() {
        return modules().contains("md");
    }

    @Override
    public Device open(FileType type, DeviceNumber number) throws ErrnoException {
        if (number.major() == MD && !mdLoaded()) {
            throw new ErrnoException(Errno.ENODEV);
        }
        return super.open(type, number);
    }

    synchronized void load(String module) {
        if (!modules().add(module)) {
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
        return modules().contains("raid1");
    }

    void arraysStarted() {
        arraysStarted = true;
    }

    boolean everStartedAnArray() {
        return arraysStarted || !md.arrays().isEmpty();
    }

    /** All block devices, arrays first and then disks with their partitions. */
    @Override
    public synchronized List<Block> blocks() {
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
                        .anyMatch(block -> block.medium() instanceof Region used && used.overlaps(region))
                || swaps().stream().anyMatch(swap -> swap.medium() instanceof Region used && used.overlaps(region));
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
        boolean swap = swaps().stream().anyMatch(one -> one.number().equals(block.number()));
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
        mountTimes.put(files.layout(), time().now());
        mounted.add(number);
    }
}
