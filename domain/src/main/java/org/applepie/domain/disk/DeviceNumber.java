package org.applepie.domain.disk;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Major and minor number of a block device by the list of Linux 2.4 (devices.txt): SCSI drives are 16 minors apart, IDE
 * drives 64, arrays are major 9.
 */
public record DeviceNumber(int major, int minor) {

    private static final int SCSI_MINORS = 16;
    private static final int IDE_MINORS = 64;
    private static final int MD = 9;
    private static final List<Integer> SCSI = List.of(8, 65, 66, 67, 68, 69, 70, 71);
    private static final List<Integer> IDE = List.of(3, 22, 33, 34, 56, 57, 88, 89, 90, 91);
    private static final Pattern NAME = Pattern.compile("(sd|hd|md)([a-z]{0,2})([0-9]{0,3})");

    public DeviceNumber {
        if (major < 0 || minor < 0 || major > 0xfff || minor > 0xfffff) {
            throw new IllegalArgumentException("no such device number: " + major + ":" + minor);
        }
    }

    /**
     * Reads the form of the kernel's {@code root=902}: hexadecimal, the last two digits are the minor number.
     *
     * @throws IllegalArgumentException if it has another form
     */
    public static DeviceNumber ofHexadecimal(String text) {
        if (!text.matches("[0-9a-fA-F]{3,4}")) {
            throw new IllegalArgumentException("not a device number of kernel 2.4: " + text);
        }
        int value = Integer.parseInt(text, 16);
        return new DeviceNumber(value >> 8, value & 0xff);
    }

    /** The number of a plain name such as {@code sda6}, {@code hdc} or {@code md0}; empty for other devices. */
    public static Optional<DeviceNumber> ofKernelName(String name) {
        Matcher m = NAME.matcher(name);
        if (!m.matches()) {
            return Optional.empty();
        }
        int number = m.group(3).isEmpty() ? 0 : Integer.parseInt(m.group(3));
        return numbered(m.group(1), m.group(2), number)
                .filter(found -> found.kernelName().equals(Optional.of(name)));
    }

    private static Optional<DeviceNumber> numbered(String kind, String letters, int number) {
        if (kind.equals("md")) {
            return number > 0xff ? Optional.empty() : Optional.of(new DeviceNumber(MD, number));
        }
        int drive = letters.chars().reduce(0, (sum, letter) -> sum * 26 + letter - 'a' + 1) - 1;
        boolean scsi = kind.equals("sd");
        List<Integer> majors = scsi ? SCSI : IDE;
        int apart = scsi ? SCSI_MINORS : IDE_MINORS;
        int perMajor = scsi ? 16 : 2;
        return drive < 0 || drive / perMajor >= majors.size() || number >= apart
                ? Optional.empty()
                : Optional.of(new DeviceNumber(majors.get(drive / perMajor), drive % perMajor * apart + number));
    }

    /** The plain name, such as {@code sda6}; empty for devices that are no SCSI or IDE drive, partition or array. */
    public Optional<String> kernelName() {
        if (minor > 0xff) {
            return Optional.empty();
        }
        if (major == MD) {
            return Optional.of("md" + minor);
        }
        if (SCSI.contains(major)) {
            return Optional.of(name("sd", SCSI.indexOf(major) * 16 + minor / SCSI_MINORS));
        }
        return IDE.contains(major) && minor < 2 * IDE_MINORS
                ? Optional.of(name("hd", IDE.indexOf(major) * 2 + minor / IDE_MINORS))
                : Optional.empty();
    }

    private String name(String kind, int drive) {
        String letters = (drive < 26 ? "" : String.valueOf((char) ('a' + drive / 26 - 1))) + (char) ('a' + drive % 26);
        return kind + letters + (partition() == 0 ? "" : partition());
    }

    /** Number of the partition, 0 for a whole drive or an array. */
    public int partition() {
        return SCSI.contains(major) ? minor % SCSI_MINORS : IDE.contains(major) ? minor % IDE_MINORS : 0;
    }

    /** The whole drive on which this is. */
    public DeviceNumber drive() {
        return new DeviceNumber(major, minor - partition());
    }

    /** {@code 8:6}. */
    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
