package org.applepie.domain.disk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name a kernel with devfs gives a drive or partition, such as {@code scsi/host0/bus0/target1/lun0/part6}. It tells
 * where the drive sits, which a plain name does not.
 *
 * @param transport {@code scsi} or {@code ide}
 * @param partition 0 for the whole drive, whose last word is {@code disc}
 */
public record DevfsPath(String transport, int host, int bus, int target, int lun, int partition) {

    private static final Pattern PATH = Pattern.compile(
            "(scsi|ide)/host([0-9]{1,4})/bus([0-9]{1,4})/target([0-9]{1,4})/lun([0-9]{1,4})/(?:disc|part([1-9][0-9]{0,2}))");

    /** Empty if the name is of another kind, such as {@code sda6} or {@code md/0}. */
    public static Optional<DevfsPath> parse(String name) {
        Matcher m = PATH.matcher(name);
        if (!m.matches()) {
            return Optional.empty();
        }
        String partition = m.group(6);
        return Optional.of(new DevfsPath(
                m.group(1),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                Integer.parseInt(m.group(4)),
                Integer.parseInt(m.group(5)),
                partition == null ? 0 : Integer.parseInt(partition)));
    }

    /** The whole drive on which this is. */
    public DevfsPath drive() {
        return new DevfsPath(transport, host, bus, target, lun, 0);
    }

    /** Where the drive sits, in words for people. */
    public String position() {
        return transport.equals("ide")
                ? "IDE controller " + host + ", channel " + bus + (target == 0 ? " master" : " slave")
                : "SCSI adapter " + host + ", channel " + bus + ", id " + target + (lun == 0 ? "" : ", LUN " + lun);
    }

    @Override
    public String toString() {
        return transport + "/host" + host + "/bus" + bus + "/target" + target + "/lun" + lun + "/"
                + (partition == 0 ? "disc" : "part" + partition);
    }
}
