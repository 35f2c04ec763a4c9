package org.applepie.domain.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** /proc/scsi/scsi of Linux 2.4: the devices on its SCSI adapters. It names no device node and gives no serial numbers. */
public record ProcScsi(List<Device> devices) {

    private static final String N = "([0-9]{1,4})";
    private static final Pattern HOST =
            Pattern.compile("Host: scsi" + N + " Channel: " + N + " Id: " + N + " Lun: " + N + "\\s*");
    private static final Pattern VENDOR = Pattern.compile("  Vendor: (.{8}) Model: (.{16}) Rev: (.{4})\\s*");
    private static final Pattern TYPE =
            Pattern.compile("  Type:   (\\S.{0,31}?) +ANSI SCSI revision: [0-9a-f]{2}(?: CCS)?\\s*");

    public ProcScsi {
        devices = List.copyOf(devices);
    }

    /**
     * A device.
     *
     * @param type the kernel's word, {@code Direct-Access} for a drive
     */
    public record Device(
            int host, int channel, int id, int lun, String vendor, String model, String revision, String type) {

        public boolean isDrive() {
            return type.equals("Direct-Access");
        }

        /** The devfs path of the whole device. */
        public DevfsPath path() {
            return new DevfsPath("scsi", host, channel, id, lun, 0);
        }
    }

    /** @throws IllegalArgumentException if it is cut short or has another form */
    public static ProcScsi parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().startsWith("Attached devices:") || !text.endsWith("\n")) {
            throw new IllegalArgumentException("/proc/scsi/scsi does not start with its heading or is cut short");
        }
        boolean none = lines.getFirst().strip().equals("Attached devices: none");
        if (lines.size() % 3 != 1 || none && lines.size() > 1) {
            throw new IllegalArgumentException("/proc/scsi/scsi does not hold three lines a device");
        }
        List<Device> devices = new ArrayList<>();
        for (int at = 1; at < lines.size(); at += 3) {
            devices.add(device(lines.get(at), lines.get(at + 1), lines.get(at + 2)));
        }
        return new ProcScsi(devices);
    }

    private static Device device(String first, String second, String third) {
        Matcher host = HOST.matcher(first);
        Matcher vendor = VENDOR.matcher(second);
        Matcher type = TYPE.matcher(third);
        if (!host.matches() || !vendor.matches() || !type.matches()) {
            throw new IllegalArgumentException("/proc/scsi/scsi has a line of another form");
        }
        return new Device(
                Integer.parseInt(host.group(1)),
                Integer.parseInt(host.group(2)),
                Integer.parseInt(host.group(3)),
                Integer.parseInt(host.group(4)),
                vendor.group(1).strip(),
                vendor.group(2).strip(),
                vendor.group(3).strip(),
                type.group(1));
    }

    /** The device that sits where a devfs path says. */
    public Optional<Device> at(DevfsPath path) {
        return devices.stream().filter(d -> d.path().equals(path.drive())).findFirst();
    }

    /** The drives in order: without devfs paths, the kernel calls them sda, sdb and so on. */
    public List<Device> drives() {
        return devices.stream().filter(Device::isDrive).toList();
    }
}
