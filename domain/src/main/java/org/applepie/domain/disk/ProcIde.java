package org.applepie.domain.disk;

/** The short files below /proc/ide/hdX of Linux 2.4. */
public final class ProcIde {

    private static final int SECTOR = 512;

    private ProcIde() {}

    /** The model, as the one line of {@code model} gives it. */
    public static String model(String text) {
        return line(text, "[\\x20-\\x7e]{0,40}", "model");
    }

    /** True for a drive, false for a CD-ROM, tape or floppy, by the word in {@code media}. */
    public static boolean isDrive(String text) {
        return line(text, "disk|cdrom|tape|floppy|UNKNOWN", "media").equals("disk");
    }

    /** Bytes, from the number of sectors in {@code capacity}. */
    public static long sizeBytes(String text) {
        return Long.parseLong(line(text, "[0-9]{1,15}", "capacity")) * SECTOR;
    }

    private static String line(String text, String form, String name) {
        String line = text.strip();
        if (!text.endsWith("\n") || !line.matches(form)) {
            throw new IllegalArgumentException("/proc/ide tells " + name + " in another form");
        }
        return line;
    }
}
