package org.applepie.domain.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.Later;
import org.applepie.domain.bootloader.Bootloader;
import org.applepie.domain.disk.BlockDevice;
import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.initramfs.Initramfs;
import org.applepie.domain.kernel.InstalledKernel;
import org.applepie.domain.raid.MdArray;

/**
 * One dated set of facts read from a server. Whatever could not be read is unknown, with the reason.
 *
 * @param files text of configuration files by absolute path
 * @param tools version by name of each tool found (empty version if it does not tell); absent tools have no entry
 * @param activeUnits names of active systemd units (services, timers, sockets)
 * @param runLock the id of the run which holds this machine, empty if none
 * @param packages version by name of those packages installed that readings ask for; others are not told
 * @param kernels the kernels in /boot, from old to new
 */
public record Reading(
        Instant takenAt,
        Host host,
        Fact<List<Disk>> disks,
        Fact<List<BlockDevice.Mapped>> mapped,
        Fact<List<MdArray>> arrays,
        Fact<List<Mount>> mounts,
        Fact<List<SwapArea>> swaps,
        Fact<Bootloader> bootloader,
        Fact<Initramfs> initramfs,
        Map<String, FileFact> files,
        Fact<Map<String, String>> tools,
        Fact<PackageManager> packageManager,
        Fact<List<String>> activeUnits,
        Fact<String> runLock,
        @Later(absent = NO_PACKAGES) Fact<Map<String, String>> packages,
        @Later(absent = NO_KERNELS) Fact<List<InstalledKernel>> kernels) {

    /** Why a reading taken by an earlier console does not tell packages. */
    public static final String NO_PACKAGES = "the reading did not ask for packages";

    /** Why a reading taken by an earlier console does not tell kernels. */
    public static final String NO_KERNELS = "the reading did not ask for kernels";

    public Reading {
        files = Map.copyOf(files);
    }

    /** The file's text if it was read and is there. */
    public Optional<String> file(String path) {
        return files.get(path) instanceof FileFact.Present(String text) ? Optional.of(text) : Optional.empty();
    }

    /** The drive of this identity, wherever the kernel put it this time. */
    public Optional<Disk> disk(DriveIdentity identity) {
        return disks.orElse(List.of()).stream()
                .filter(d -> d.identity().isSameDriveAs(identity))
                .findFirst();
    }

    /** The array of this UUID, whatever the kernel called it this time; or of this name where names are fixed. */
    public Optional<MdArray> array(String reference) {
        return arrays.orElse(List.of()).stream()
                .filter(a -> a.isCalled(reference))
                .findFirst();
    }

    public Optional<Mount> mount(String mountPoint) {
        return mounts.orElse(List.of()).stream()
                .filter(m -> m.mountPoint().equals(mountPoint))
                .reduce((lower, upper) -> upper);
    }

    /** This reading, had it seen these drives. */
    public Reading withDisks(Fact<List<Disk>> seen) {
        return with(seen, runLock);
    }

    /** This reading, had it found this run lock: the id of a run, empty if none holds the machine. */
    public Reading withRunLock(Fact<String> found) {
        return with(disks, found);
    }

    private Reading with(Fact<List<Disk>> otherDisks, Fact<String> otherRunLock) {
        return new Reading(
                takenAt,
                host,
                otherDisks,
                mapped,
                arrays,
                mounts,
                swaps,
                bootloader,
                initramfs,
                files,
                tools,
                packageManager,
                activeUnits,
                otherRunLock,
                packages,
                kernels);
    }
}
