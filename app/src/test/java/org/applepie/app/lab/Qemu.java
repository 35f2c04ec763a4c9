package org.applepie.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One power-on of a guest.
 *
 * @param process none before the first
 * @param socket the monitor's
 */
record Qemu(Optional<Process> process, Path socket) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    static Qemu none() {
        return new Qemu(Optional.empty(), Path.of(""));
    }

    static Qemu start(Path folder, int port, Drives drives, String bootDrive, List<String> order) {
        try {
            // A socket's path may have 107 bytes at most, and a test's folder lies deep.
            Path socket = Files.createTempDirectory("qmp").resolve("s");
            socket.getParent().toFile().deleteOnExit();
            socket.toFile().deleteOnExit();
            Path log = folder.resolve("qemu.log");
            Process process = new ProcessBuilder(arguments(folder, port, drives, bootDrive, order, socket))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Qemu qemu = new Qemu(Optional.of(process), socket);
            Runtime.getRuntime().addShutdownHook(new Thread(qemu::kill));
            Await.until("QEMU's monitor", LIMIT, () -> text(log), () -> qemu.ready(log));
            return qemu;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Nehalem is the fastest of the processors tried: newer ones cost the emulator more. SeaBIOS and GRUB speak on the serial
     * line because there is no screen. Flushes are not passed on: it is this machine's power that would have to fail.
     */
    private static List<String> arguments(
            Path folder, int port, Drives drives, String bootDrive, List<String> order, Path socket) {
        List<String> all = new ArrayList<>(List.of(
                ("qemu-system-x86_64 -machine pc,graphics=off -accel tcg,thread=multi -cpu Nehalem -smp 2 -m 1024"
                                + " -display none -device virtio-scsi-pci,id=scsi -device virtio-net-pci,netdev=net,romfile=")
                        .split(" ")));
        all.addAll(List.of("-netdev", "user,id=net,hostfwd=tcp:127.0.0.1:" + port + "-:22"));
        all.addAll(List.of("-qmp", "unix:" + socket + ",server=on,wait=off"));
        all.addAll(List.of("-serial", "file:" + option(folder.resolve("console.log"))));
        drives.names().forEach(name -> all.addAll(List.of("-blockdev", medium(name, drives.file(name)))));
        order.forEach(name -> all.addAll(List.of("-device", slot(name, order.indexOf(name), name.equals(bootDrive)))));
        return all;
    }

    /** Every drive lies on the table, so that any can be plugged; only those of the order are in a slot. */
    private static String medium(String name, Path file) {
        return "driver=raw,node-name=" + name + ",cache.no-flush=on,discard=unmap,detect-zeroes=unmap,file.driver=file,"
                + "file.filename=" + option(file);
    }

    private static String slot(String name, int place, boolean boots) {
        return "scsi-hd,bus=scsi.0,scsi-id=%d,drive=%s,id=dev-%2$s,serial=%s,bootindex=%d"
                .formatted(place, name, Drives.serial(name), boots ? 0 : place + 1);
    }

    /** QEMU's options end at a comma, unless it is doubled. */
    private static String option(Path file) {
        return file.toAbsolutePath().toString().replace(",", ",,");
    }

    boolean alive() {
        return process.filter(Process::isAlive).isPresent();
    }

    Qmp monitor() {
        return Qmp.connect(socket);
    }

    void kill() {
        process.ifPresent(it -> it.destroyForcibly()
                .onExit()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join());
    }

    private boolean ready(Path log) {
        if (!alive()) {
            throw new IllegalStateException("QEMU ended at once: " + text(log));
        }
        return Files.exists(socket);
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
