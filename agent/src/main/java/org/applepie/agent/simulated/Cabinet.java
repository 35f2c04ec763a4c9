package org.applepie.agent.simulated;

import java.util.List;

/**
 * A machine as it stands there.
 *
 * @param on whether its power is on
 * @param bays its drives, those that lie beside it among them
 */
public record Cabinet(boolean on, List<Bay> bays) {

    public Cabinet {
        bays = List.copyOf(bays);
    }

    /**
     * A drive and its place.
     *
     * @param drive its name in the simulation, such as {@code pie}
     * @param position where it is, or where it was pulled from, in the words that plugging it takes
     */
    public record Bay(String drive, String position, boolean plugged) {}
}
