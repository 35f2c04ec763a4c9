package org.applepie.web.inventory;

import org.applepie.domain.inventory.DriveState;
import org.springframework.stereotype.Component;

/** What is known of a drive's past, in words. Templates know it as {@code @driveWords}. */
@Component
class DriveWords {

    public String words(DriveState state) {
        return switch (state) {
            case DriveState.Unmarked s -> "not used by us";
            case DriveState.InService s -> "in service";
            case DriveState.Dirty s -> "dirty: " + s.why();
        };
    }

    /** Style class. */
    public String tone(DriveState state) {
        return switch (state) {
            case DriveState.Unmarked s -> "bare";
            case DriveState.InService s -> "good";
            case DriveState.Dirty s -> "bad";
        };
    }
}
