package org.applepie.agent.simulated.sarge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.applepie.agent.simulated.hardware.Position;

/** Positions in the words of devfs, such as {@code scsi/host0/bus0/target1/lun0}. */
final class Positions {

    private static final Pattern SEAT = Pattern.compile("(scsi|ide)/host(\\d+)/bus(\\d+)/target(\\d+)/lun(\\d+)");

    private Positions() {}

    /** What {@link #parse} reads. */
    static String text(Position position) {
        return switch (position) {
            case Position.Ide(int channel, boolean master) ->
                "ide/host0/bus%d/target%d/lun0".formatted(channel, master ? 0 : 1);
            case Position.Scsi(int host, int channel, int id, int lun) ->
                "scsi/host%d/bus%d/target%d/lun%d".formatted(host, channel, id, lun);
        };
    }

    /** @throws IllegalArgumentException if it is none */
    static Position parse(String text) {
        Matcher matcher = SEAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no position: " + text);
        }
        int bus = Integer.parseInt(matcher.group(3));
        int target = Integer.parseInt(matcher.group(4));
        return matcher.group(1).equals("ide")
                ? new Position.Ide(bus, target == 0)
                : new Position.Scsi(
                        Integer.parseInt(matcher.group(2)), bus, target, Integer.parseInt(matcher.group(5)));
    }
}
