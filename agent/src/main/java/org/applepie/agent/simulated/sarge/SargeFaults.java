package org.applepie.agent.simulated.sarge;

import java.util.function.Supplier;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.machine.Faults;

/** What can be done to a Debian 3.1 machine. Positions are in the words of devfs. */
final class SargeFaults extends Faults<SargeServer> {

    /** @param clone makes another machine of the kind */
    SargeFaults(SargeServer server, Supplier<SargeServer> clone) {
        super(server, clone);
    }

    @Override
    protected String text(Position position) {
        return Positions.text(position);
    }

    @Override
    protected Position position(String text) {
        return Positions.parse(text);
    }
}
