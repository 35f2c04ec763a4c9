package org.applepie.domain.inventory;

import java.util.List;

/**
 * A simulated server as whoever stands in front of it sees it.
 *
 * @param screen what its own screen shows, with what went before; lines end by a newline
 * @param hides whether a password is asked for, so that what is typed is not shown
 * @param on whether its power is on
 * @param bays its drives, those that lie beside it among them
 */
public record MachineAtHand(String screen, boolean hides, boolean on, List<Bay> bays) {

    public MachineAtHand {
        bays = List.copyOf(bays);
    }

    /**
     * A drive and its place.
     *
     * @param drive what it is called in the simulation, such as {@code pie}
     * @param position where it is plugged in, or was
     */
    public record Bay(String drive, String position, boolean plugged) {}
}
