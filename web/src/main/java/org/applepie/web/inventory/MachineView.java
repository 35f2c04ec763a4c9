package org.applepie.web.inventory;

import java.util.List;
import org.applepie.domain.inventory.MachineAtHand;
import org.applepie.domain.inventory.MachineAtHand.Bay;

/**
 * A machine as pages show it.
 *
 * @param screen its last lines
 */
public record MachineView(String screen, boolean hides, boolean on, List<Bay> bays) {

    private static final int LINES = 200;

    static MachineView of(MachineAtHand machine) {
        return new MachineView(lastLines(machine.screen()), machine.hides(), machine.on(), machine.bays());
    }

    private static String lastLines(String text) {
        int from = text.length();
        for (int line = 0; line <= LINES && from > 0; line++) {
            from = text.lastIndexOf('\n', from - 1);
        }
        return from < 0 ? text : text.substring(from + 1);
    }
}
