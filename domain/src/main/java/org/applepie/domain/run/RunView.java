package org.applepie.domain.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.raid.Recovery;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.runbook.Runbook;

/**
 * A run as it is shown.
 *
 * @param live what is heard from the server and not kept
 */
public record RunView(Run run, Runbook runbook, Live live) {

    /**
     * @param link state of the connection
     * @param progress work on arrays by array UUID's name (md0, ...)
     * @param bootable the meter, one line a drive
     * @param knownAt when the server last told, empty if not since the console started
     * @param waiting what the engine waits for in plain words, empty if nothing
     * @param copy how far the copy of a file system is that a step makes now, empty if none or if nothing was heard of it
     */
    public record Live(
            LinkState link,
            List<Progress> progress,
            List<Bootability> bootable,
            Optional<Instant> knownAt,
            String waiting,
            Optional<CopyProgress> copy) {
        public Live {
            progress = List.copyOf(progress);
            bootable = List.copyOf(bootable);
        }

        /** While nothing is copied. */
        public Live(
                LinkState link,
                List<Progress> progress,
                List<Bootability> bootable,
                Optional<Instant> knownAt,
                String waiting) {
            this(link, progress, bootable, knownAt, waiting, Optional.empty());
        }
    }

    /** Work on one array. */
    public record Progress(String array, Recovery recovery) {}
}
