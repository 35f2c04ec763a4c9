package org.applepie.app.inventory;

import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;

/** Takes a reading of a server. */
public interface ReadsServers {

    /** Reads the server now, in one round trip. */
    Reply<Reading> read(Login login);
}
