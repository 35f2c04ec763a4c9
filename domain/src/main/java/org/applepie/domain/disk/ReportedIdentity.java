package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a drive tells of itself through a tool or /proc. Empty text is a fact that was not told.
 *
 * @param firmware revision of its firmware
 */
public record ReportedIdentity(String model, String serial, String firmware) {

    private static final int WORDS = 256;
    private static final int DIGITS = 4;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern HDPARM = Pattern.compile("(?m)^ Model=(.*), FwRev=(.*), SerialNo=(.*)$");
    private static final Pattern SERIAL = Pattern.compile("(?m)^Serial [Nn]umber:(.*)$");
    private static final Pattern ATA_MODEL = Pattern.compile("(?m)^Device Model:(.*)$");
    private static final Pattern ATA_FIRMWARE = Pattern.compile("(?m)^Firmware Version:(.*)$");
    private static final Pattern SCSI_DEVICE = Pattern.compile("(?m)^Device: (.+?) +Version: (.*)$");

    /**
     * Reads /proc/ide/hdX/identify: 256 words of four hexadecimal digits. ATA keeps the serial number in words 10 to 19, the
     * firmware in 23 to 26 and the model in 27 to 46, two characters a word.
     *
     * @throws IllegalArgumentException if it is cut short or has another form
     */
    public static ReportedIdentity ofIdentify(String words) {
        List<String> all = BLANKS.splitAsStream(words.strip()).toList();
        if (all.size() != WORDS || !all.stream().allMatch(ReportedIdentity::isWord)) {
            throw new IllegalArgumentException("identify does not hold 256 words");
        }
        return new ReportedIdentity(text(all, 27, 46), text(all, 10, 19), text(all, 23, 26));
    }

    private static boolean isWord(String word) {
        return word.length() == DIGITS && word.chars().allMatch(HexFormat::isHexDigit);
    }

    private static String text(List<String> words, int first, int last) {
        StringBuilder text = new StringBuilder();
        for (byte b : HexFormat.of().parseHex(String.join("", words.subList(first, last + 1)))) {
            if (b != 0) {
                text.append((char) (b & 0xff));
            }
        }
        return printable(text.toString().strip());
    }

    private static String printable(String text) {
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("a drive tells of itself in characters that are not plain");
        }
        return text;
    }

    /**
     * Reads {@code hdparm -i}.
     *
     * @throws IllegalArgumentException if it is cut short or holds no such line
     */
    public static ReportedIdentity ofHdparm(String output) {
        requireEnd(output, "hdparm");
        Matcher m = HDPARM.matcher(output);
        if (!m.find()) {
            throw new IllegalArgumentException("hdparm told of no drive");
        }
        return new ReportedIdentity(plain(m.group(1)), plain(m.group(3)), plain(m.group(2)));
    }

    /**
     * Reads {@code smartctl -i}, of ATA and of SCSI drives.
     *
     * @throws IllegalArgumentException if it is cut short or names no drive
     */
    public static ReportedIdentity ofSmartctl(String output) {
        requireEnd(output, "smartctl");
        String serial = value(output, SERIAL, "Serial number").orElse("");
        Optional<String> ata = value(output, ATA_MODEL, "Device Model");
        if (ata.isPresent()) {
            return new ReportedIdentity(
                    ata.get(),
                    serial,
                    value(output, ATA_FIRMWARE, "Firmware Version").orElse(""));
        }
        Matcher scsi = SCSI_DEVICE.matcher(output);
        if (!scsi.find()) {
            throw new IllegalArgumentException("smartctl told of no drive");
        }
        return new ReportedIdentity(plain(scsi.group(1)), serial, plain(scsi.group(2)));
    }

    private static Optional<String> value(String output, Pattern line, String name) {
        List<String> values = new ArrayList<>();
        line.matcher(output).results().forEach(r -> values.add(plain(r.group(1))));
        if (values.size() > 1) {
            throw new IllegalArgumentException("smartctl told twice: " + name);
        }
        return values.stream().findFirst();
    }

    private static String plain(String text) {
        return printable(BLANKS.matcher(text.strip()).replaceAll(" "));
    }

    private static void requireEnd(String output, String tool) {
        if (!output.endsWith("\n")) {
            throw new IllegalArgumentException(tool + "'s output is cut short");
        }
    }
}
