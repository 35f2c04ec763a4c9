package org.applepie.agent.simulated.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.Medium;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * The drivers of a running kernel, from boot to power off. Its own lock guards it.
 *
 * @param <D> how this kernel knows its disks
 */
public abstract class KernelDrivers<D extends KernelDisk> implements Devices {

    /** Major number of arrays. */
    public static final int MD = 9;

    private final Machine machine;
    private final SimulatedTime time;
    private final Instant booted;
    private final String bootId;
    private final String commandLine;
    private final Set<String> modules = new LinkedHashSet<>();
    private final List<Block> swaps = new ArrayList<>();

    protected KernelDrivers(Machine machine, SimulatedTime time, String bootId, String commandLine) {
        this.machine = machine;
        this.time = time;
        this.booted = time.now();
        this.bootId = bootId;
        this.commandLine = commandLine;
    }

    public final Machine machine() {
        return machine;
    }

    public final SimulatedTime time() {
        return time;
    }

    /** A UUID that differs with every boot. */
    public final String bootId() {
        return bootId;
    }

    /** What the boot loader gave the kernel, as /proc/cmdline has it. */
    public final String commandLine() {
        return commandLine;
    }

    public final Duration uptime() {
        return Duration.between(booted, time.now());
    }

    /** Names of the modules that are loaded, first loaded first. */
    public final Set<String> modules() {
        return modules;
    }

    /** What is swapped to, first swapped to first. */
    public final List<Block> swaps() {
        return swaps;
    }

    public abstract MdDriver md();

    /** Whether the driver of arrays is there, so that an array may be opened before it runs. */
    protected abstract boolean mdLoaded();

    public abstract List<D> disks();

    /** All block devices. */
    public abstract List<Block> blocks();

    public final Optional<Block> block(DeviceNumber number) {
        return blocks().stream().filter(block -> block.number().equals(number)).findFirst();
    }

    /** @param node {@code sda1} or {@code md127} */
    public final Optional<Block> node(String node) {
        return blocks().stream().filter(block -> block.node().equals(node)).findFirst();
    }

    public final Optional<D> diskOf(SimulatedDrive drive) {
        return disks().stream().filter(disk -> disk.drive() == drive).findFirst();
    }

    @Override
    public Device open(FileType type, DeviceNumber number) throws ErrnoException {
        if (type != FileType.BLOCK_DEVICE) {
            throw new ErrnoException(Errno.ENODEV);
        }
        Optional<Block> block = block(number);
        if (block.isEmpty() && number.major() == MD && mdLoaded()) {
            return new EmptyDevice();
        }
        Medium medium = block.orElseThrow(() -> new ErrnoException(Errno.ENXIO)).medium();
        return new MediumDevice(medium);
    }

    /** A random one, of version 4. */
    public static UUID uuid(Random random) {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
    }
}
