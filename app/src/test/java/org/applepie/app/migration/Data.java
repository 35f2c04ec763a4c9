package org.applepie.app.migration;

import org.applepie.app.lab.Guest;
import org.applepie.app.lab.Manifest;

/** The data of a guest, which are after every migration, and after every way back, what they were before. */
final class Data {

    private Data() {}

    /** What there is now. */
    static Manifest of(Guest guest) {
        return Manifest.of(guest, "/srv", "/home", "/etc/ssh");
    }
}
