package org.applepie.app.inventory;

import java.time.Clock;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Shell;

/** Takes a reading of a server. */
public interface ReadsServers {

    /** Reads the server now, in one round trip. */
    Reply<Reading> read(Login login);

    /** By the domain's script over a shell. */
    static ReadsServers over(Shell shell, Clock clock) {
        return new ScriptedReader(shell, clock);
    }
}
