package org.applepie.app.lab;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The drives of a guest: sparse files of one folder, in the order in which they are attached.
 *
 * @param folder where the files lie; gone with the test
 * @param names lower case, such as {@code apple}; a drive's serial number follows from its name
 */
public record Drives(Path folder, List<String> names) {

    private static final Duration COPYING = Duration.ofMinutes(5);

    public Drives {
        names = List.copyOf(names);
    }

    /** One drive, {@code apple}, as installed. */
    public static Drives of(GuestImage image, Path folder) {
        Drives drives = new Drives(folder, List.of("apple"));
        copy(image.apple(), drives.file("apple"));
        return drives;
    }

    /** One more drive, which reads as zeros. */
    public Drives withBlank(String name, long bytes) {
        try (RandomAccessFile blank = new RandomAccessFile(file(name).toFile(), "rw")) {
            blank.setLength(0);
            blank.setLength(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Drives(folder, Stream.concat(names.stream(), Stream.of(name)).toList());
    }

    /** A blank {@code pie}, as large as {@code apple}. */
    public Drives withPie() {
        return withBlank("pie", file("apple").toFile().length());
    }

    /** These drives as they are now, copied to another folder. No guest may be running on them. */
    public Drives fork(Path into) {
        try {
            Files.createDirectories(into);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Drives copies = new Drives(into, names);
        names.forEach(name -> copy(file(name), copies.file(name)));
        return copies;
    }

    public Path file(String name) {
        return folder.resolve(name + ".img");
    }

    /** What the drive answers when asked who it is, such as {@code APPLE001}. */
    public static String serial(String name) {
        return name.toUpperCase(Locale.ROOT) + "001";
    }

    /** The only name of a drive that means the same drive at each boot. */
    public static String byId(String name) {
        return "/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_" + serial(name);
    }

    private static void copy(Path from, Path to) {
        Tool.run(COPYING, "cp", "--reflink=auto", "--sparse=always", from.toString(), to.toString());
    }
}
