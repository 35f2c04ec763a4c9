package org.applepie.app.run;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.applepie.app.inventory.ReadsServers;
import org.applepie.app.inventory.Registry;
import org.applepie.app.run.Pace.Deadline;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.run.Run;
import org.applepie.domain.runbook.Runbook;

/** Reaches the server of a run for readings, with patience where it is merely out of reach. */
final class Contact {

    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Registry inventory;
    private final ReadsServers reader;
    private final LiveBoard board;
    private final Pace pace;

    Contact(Registry inventory, ReadsServers reader, LiveBoard board, Pace pace) {
        this.inventory = inventory;
        this.reader = reader;
        this.board = board;
        this.pace = pace;
    }

    /** What came of asking for a reading. */
    sealed interface Fresh {
        record Got(Reading reading) implements Fresh {}

        /**
         * @param hopeless true if trying again would be in vain
         * @param untrusted true if the far end is not known to be the server
         */
        record Missed(String why, boolean hopeless, boolean untrusted) implements Fresh {}
    }

    Optional<Server> server(Run run) {
        return inventory.server(run.server()).filter(server -> !server.archived());
    }

    Login login(Server server) {
        return inventory.logins().of(server);
    }

    /** One attempt to read the server now. */
    Fresh once(Run run, Runbook runbook) {
        Optional<Server> server = server(run);
        if (server.isEmpty()) {
            return new Fresh.Missed("The server is not registered any more.", true, true);
        }
        Duration began = pace.elapsed();
        return switch (reader.read(login(server.get()))) {
            case Reply.Got<Reading>(Reading reading) -> heard(run, runbook, reading, began);
            case Reply.NotConnected<Reading>(ConnectionFault fault) -> {
                board.of(run, runbook).link(LinkState.LOST);
                yield new Fresh.Missed(fault.describe(), isHopeless(fault), isUntrusted(fault));
            }
        };
    }

    /** What another machine tells that has the address, and perhaps the host key, is told to nobody. */
    private Fresh heard(Run run, Runbook runbook, Reading reading, Duration began) {
        Optional<String> another = Binding.anotherMachine(runbook, reading);
        if (another.isPresent()) {
            board.of(run, runbook).link(LinkState.LOST);
            return new Fresh.Missed(another.get(), true, true);
        }
        board.heard(run, runbook, reading, began);
        return new Fresh.Got(reading);
    }

    /**
     * The reading that proved the step before, if that was a moment ago; a new one otherwise. Between the two nothing of
     * ours was done to the server.
     */
    Fresh stillFresh(Run run, Runbook runbook, Deadline deadline, BooleanSupplier givenUp) throws InterruptedException {
        Optional<Reading> recent =
                board.of(run, runbook).readingSince(pace.elapsed().minus(MOMENT));
        return recent.isPresent() ? new Fresh.Got(recent.get()) : patiently(run, runbook, deadline, givenUp);
    }

    /** Tries until the server is read, the deadline is over, it is hopeless, or {@code givenUp} says so. */
    Fresh patiently(Run run, Runbook runbook, Deadline deadline, BooleanSupplier givenUp) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        Fresh fresh = once(run, runbook);
        while (fresh instanceof Fresh.Missed(String why, boolean hopeless, var untrusted) && !hopeless) {
            if (deadline.isOver() || givenUp.getAsBoolean()) {
                return fresh;
            }
            board.of(run, runbook).waiting(why + " Trying again.");
            pace.pause(pause);
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            board.of(run, runbook).link(LinkState.RECONNECTING);
            fresh = once(run, runbook);
        }
        board.of(run, runbook).waiting("");
        return fresh;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean isUntrusted(ConnectionFault fault) {
        return switch (fault) {
            case ConnectionFault.Unreachable f -> false;
            case ConnectionFault.HostKeyChanged f -> true;
            case ConnectionFault.NotPinned f -> true;
            case ConnectionFault.LegacyAlgorithmsOnly f -> false;
            case ConnectionFault.AuthenticationRefused f -> false;
            case ConnectionFault.SudoRefused f -> false;
            case ConnectionFault.JumpFault f -> isUntrusted(f.fault());
        };
    }

    static boolean isHopeless(ConnectionFault fault) {
        return switch (fault) {
            case ConnectionFault.Unreachable f -> false;
            case ConnectionFault.HostKeyChanged f -> true;
            case ConnectionFault.NotPinned f -> true;
            case ConnectionFault.LegacyAlgorithmsOnly f -> true;
            case ConnectionFault.AuthenticationRefused f -> true;
            case ConnectionFault.SudoRefused f -> true;
            case ConnectionFault.JumpFault f -> isHopeless(f.fault());
        };
    }
}
