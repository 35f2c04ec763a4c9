package org.applepie.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A computer in the lab: it keeps its address while it is switched on and off, its drives are changed and it fails.
 *
 * <p>Verbs named after what hands do to a real machine. What is asked of the system inside, goes through {@link #ssh}.
 */
public final class Guest implements AutoCloseable {

    private static final Duration BOOT = Duration.ofMinutes(5);
    private static final Duration COMMAND = Duration.ofMinutes(10);
    private static final Duration HALT = Duration.ofMinutes(3);

    /** Where a boot ends that will never reach a login. */
    private static final Pattern STUCK =
            Pattern.compile("grub rescue>|No bootable device|Kernel panic|\\(initramfs\\)|emergency mode");

    private final Drives drives;
    private final GuestImage image;
    private final Path folder;
    private final Path console;
    private final int port;
    private final Ssh ssh;
    private Qemu running = Qemu.none();
    private int shownBefore;

    /** A machine that is still off. It keeps its console's log and small files beside its drives. */
    public Guest(GuestImage image, Drives drives) {
        this.image = image;
        this.drives = drives;
        this.folder = drives.folder();
        this.console = folder.resolve("console.log");
        this.port = freePort();
        this.ssh = new Ssh(image, port, folder);
    }

    /** Where SSH listens on 127.0.0.1; the same at each boot. */
    public int port() {
        return port;
    }

    public GuestImage image() {
        return image;
    }

    public Drives drives() {
        return drives;
    }

    /** Switches on with all drives; the firmware starts the first. */
    public Guest start() {
        return start(drives.names());
    }

    /** Switches on with only these drives, attached in this order; the firmware starts the first. */
    public Guest start(String... order) {
        return start(List.of(order));
    }

    private Guest start(List<String> order) {
        return startFrom(order.getFirst(), order);
    }

    /** Switches on; the firmware starts the drive named first, whatever its place in the order. */
    public Guest startFrom(String bootDrive, List<String> order) {
        if (isOn()) {
            throw new IllegalStateException("the guest is on already");
        }
        shownBefore = 0;
        running = Qemu.start(folder, port, drives, bootDrive, order);
        return this;
    }

    public boolean isOn() {
        return running.alive();
    }

    /** Waits until root can log in. */
    public Guest awaitSsh() {
        return awaitBootAfter("");
    }

    /**
     * Waits for a login whose boot is not the one named, after whatever makes the guest start again; throws at once, with what
     * the console shows, when the boot got stuck.
     */
    public Guest awaitBootAfter(String bootId) {
        Await.until(
                bootId.isEmpty() ? "a login by SSH" : "a login to another boot than " + bootId,
                BOOT,
                this::console,
                () -> {
                    if (!isOn() || STUCK.matcher(console()).find()) {
                        throw new IllegalStateException("the guest does not start:\n" + console());
                    }
                    Said said = trySsh("cat", "/proc/sys/kernel/random/boot_id");
                    return said.exit() == 0 && !said.out().equals(bootId);
                });
        return this;
    }

    public String bootId() {
        return ssh("cat", "/proc/sys/kernel/random/boot_id");
    }

    /** Runs one command as root, word for word, and gives what it printed; anything but exit 0 is a failure. */
    public String ssh(String... argv) {
        Said said = trySsh(argv);
        if (said.exit() != 0) {
            throw new IllegalStateException(String.join(" ", argv) + " ended with " + said.exit() + ": " + said.err());
        }
        return said.out();
    }

    /** Runs one command as root, however it ends. */
    public Said trySsh(String... argv) {
        return ssh.run(COMMAND, List.of(argv));
    }

    /** Whether the system has the drive at this moment. */
    public boolean sees(String drive) {
        return trySsh("test", "-b", Drives.byId(drive)).exit() == 0;
    }

    /** An orderly restart, from inside. */
    public Guest reboot() {
        String before = bootId();
        // Its own connection may fall with it, so the exit code says nothing.
        trySsh("systemctl", "reboot");
        return awaitBootAfter(before);
    }

    /** An orderly end; afterwards the file systems are clean and the drives may be forked. */
    public Guest shutdown() {
        trySsh("systemctl", "poweroff");
        Await.until("off", HALT, this::console, () -> !isOn());
        return this;
    }

    /**
     * The power fails and comes back: the system writes nothing any more, and the same drives start again. What a drive had
     * accepted it keeps; a cache that forgets is not part of this lab.
     */
    public Guest powerLoss() {
        // What the last boot showed, perhaps that it got stuck, says nothing of the next one.
        shownBefore = read(console).length();
        monitor("system_reset", "{}");
        return this;
    }

    /** The power fails and stays away. */
    public Guest powerOff() {
        running.kill();
        return this;
    }

    /** Takes a drive out of the running machine. */
    public void pull(String drive) {
        try (Qmp qmp = running.monitor()) {
            qmp.execute("device_del", "{\"id\":\"dev-" + drive + "\"}");
            qmp.await("\"DEVICE_DELETED\"");
        }
    }

    /** Puts a drive that was pulled, or was left out at the start, into the running machine. */
    public void plug(String drive) {
        monitor(
                "device_add",
                "{\"driver\":\"scsi-hd\",\"bus\":\"scsi.0\",\"drive\":\"%1$s\",\"id\":\"dev-%1$s\",\"serial\":\"%2$s\"}"
                        .formatted(drive, Drives.serial(drive)));
    }

    /** From now on every read and write of the drive fails; it stays in its place and answers who it is. */
    public void breakDown(String drive) {
        monitor(
                "blockdev-add",
                "{\"driver\":\"blkdebug\",\"node-name\":\"broken-%1$s\",\"image\":\"%1$s\",\"inject-error\":[{\"event\":\"none\"}]}"
                        .formatted(drive));
        monitor(
                "qom-set",
                "{\"path\":\"/machine/peripheral/dev-%1$s\",\"property\":\"drive\",\"value\":\"broken-%1$s\"}"
                        .formatted(drive));
    }

    /** Slows a drive to so many bytes a second; 0 lets it run free again. */
    public void throttle(String drive, long bytesPerSecond) {
        monitor(
                "block_set_io_throttle",
                "{\"id\":\"dev-%s\",\"bps\":%d,\"bps_rd\":0,\"bps_wr\":0,\"iops\":0,\"iops_rd\":0,\"iops_wr\":0}"
                        .formatted(drive, bytesPerSecond));
    }

    /** Bounds what md may spend on a sync, so that a test can meet it half done. */
    public void limitSync(long kibPerSecond) {
        String limit = String.valueOf(kibPerSecond);
        ssh("sh", "-c", "for f in min max; do echo \"$1\" >/proc/sys/dev/raid/speed_limit_$f; done", "sh", limit);
    }

    /** Copies of the drives as they are now, to go on with, or back to, in another guest. */
    public Drives forkDrives(Path into) {
        if (isOn()) {
            throw new IllegalStateException("switch the guest off first: its drives are in use");
        }
        return drives.fork(into);
    }

    /** What the serial line has shown since the firmware last started, without its drawing. */
    public String console() {
        String all = read(console).substring(shownBefore);
        String last = all.substring(Math.max(0, all.lastIndexOf("SeaBIOS (version")));
        return last.replaceAll("\u001b(\\[[0-9;?]*[A-Za-z]|c)", "").replace("\r", "");
    }

    /** Switches off, however it is. The drives stay. */
    @Override
    public void close() {
        running.kill();
    }

    private void monitor(String command, String arguments) {
        try (Qmp qmp = running.monitor()) {
            qmp.execute(command, arguments);
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
