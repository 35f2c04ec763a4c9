package org.applepie.agent.simulated.debian;

import java.util.function.Supplier;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.machine.Faults;

/** What can be done to a machine with a current Debian. Positions are host, channel, id and unit as in /sys, {@code 0:0:1:0}. */
final class DebianFaults extends Faults<DebianServer> {

    /** @param clone makes another machine of the kind */
    DebianFaults(DebianServer server, Supplier<DebianServer> clone) {
        super(server, clone);
    }

    @Override
    protected String text(Position position) {
        return switch (position) {
            case Position.Scsi(int host, int channel, int id, int lun) -> host + ":" + channel + ":" + id + ":" + lun;
            case Position.Ide(int channel, boolean master) ->
                throw new IllegalStateException("no such place in a machine of this kind");
        };
    }

    @Override
    protected Position position(String text) {
        if (!text.matches("\\d+:\\d+:\\d+:\\d+")) {
            throw new IllegalArgumentException("no position: " + text);
        }
        String[] words = text.split(":");
        return new Position.Scsi(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]));
    }
}
