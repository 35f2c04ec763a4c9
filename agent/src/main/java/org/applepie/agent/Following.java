package org.applepie.agent;

import java.util.random.RandomGenerator;
import org.applepie.agent.ssh.Deadline;
import org.applepie.domain.remote.ConnectionFault;
import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.Outcome;

/** Follows one job to its end, over as many connections as that takes. */
final class Following {

    /** One go: all that one command on the server could tell. */
    interface Go {
        Ended run(Progress progress) throws InterruptedException;
    }

    /** How a go ended. */
    sealed interface Ended {
        /** The job's outcome is known. */
        record Settled(Outcome outcome) implements Ended {}

        /** The link was lost, or never came to be. */
        record Cut(ConnectionFault fault) implements Ended {}
    }

    private final Go go;
    private final Progress progress;
    private final Deadline deadline;
    private final Pause pause;

    Following(Go go, Progress progress, Deadline deadline, AgentSettings settings) {
        this.go = go;
        this.progress = progress;
        this.deadline = deadline;
        this.pause = new Pause(settings.firstPause(), settings.longestPause(), RandomGenerator.getDefault());
    }

    Outcome toItsEnd() throws InterruptedException {
        while (true) {
            long connections = progress.connections();
            switch (go.run(progress)) {
                case Ended.Settled(var outcome) -> {
                    return outcome;
                }
                case Ended.Cut(var fault) -> {
                    boolean heard = progress.connections() > connections;
                    if (isFinal(fault) || deadline.isOver()) {
                        return givenUp(fault, heard);
                    }
                    waitAwhile(heard);
                }
            }
        }
    }

    private Outcome givenUp(ConnectionFault fault, boolean heard) {
        return heard && !isFinal(fault)
                ? new Outcome.TimedOut("it was still running when the time for it was over")
                : new Outcome.NoConnection(fault);
    }

    private void waitAwhile(boolean heard) throws InterruptedException {
        progress.link(LinkState.LOST);
        if (heard) {
            pause.reset();
        }
        Thread.sleep(deadline.leftUpTo(pause.next()));
        progress.link(LinkState.RECONNECTING);
    }

    /** Whether trying again would be in vain, or must wait for a person. */
    private static boolean isFinal(ConnectionFault fault) {
        return switch (fault) {
            case ConnectionFault.Unreachable unreachable -> false;
            case ConnectionFault.HostKeyChanged changed -> true;
            case ConnectionFault.NotPinned notPinned -> true;
            case ConnectionFault.LegacyAlgorithmsOnly old -> true;
            case ConnectionFault.AuthenticationRefused refused -> true;
            case ConnectionFault.SudoRefused refused -> true;
            case ConnectionFault.JumpFault(var inner) -> isFinal(inner);
        };
    }
}
