package org.applepie.domain.runbook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.applepie.domain.Later;
import org.applepie.domain.remote.Action;

/**
 * One thing a run does, with all that a person needs to judge it. Immutable and self-contained: what is shown is what is sent.
 */
public sealed interface Step {

    About about();

    /** What must hold on a fresh reading before it starts. */
    List<Check> before();

    /** What must hold on a fresh reading afterwards. Success is this, never an exit code. */
    List<Check> proof();

    /** Only looks: the proof is the work. */
    record Look(About about, List<Check> before, List<Check> proof) implements Step {
        public Look {
            before = List.copyOf(before);
            proof = List.copyOf(proof);
        }
    }

    /** Runs a job and proves its effect. */
    record Change(About about, List<Check> before, List<Action> actions, List<Action> cleanup, List<Check> proof)
            implements Step {
        public Change {
            before = List.copyOf(before);
            actions = List.copyOf(actions);
            cleanup = List.copyOf(cleanup);
            proof = List.copyOf(proof);
        }
    }

    /** Runs a job that reboots the machine, waits for another boot id and proves what came back. */
    record Reboot(About about, List<Check> before, List<Action> actions, List<Check> proof) implements Step {
        public Reboot {
            before = List.copyOf(before);
            actions = List.copyOf(actions);
            proof = List.copyOf(proof);
        }
    }

    /** Waits while the kernel works on arrays (recovery, check) until the proof holds; shows progress, speed and time left. */
    record Await(About about, List<Check> before, List<String> arrayUuids, List<Check> proof) implements Step {
        public Await {
            before = List.copyOf(before);
            arrayUuids = List.copyOf(arrayUuids);
            proof = List.copyOf(proof);
        }
    }

    /** People do it with their hands. Nothing is sent; when they say that it is done, the server is looked at. */
    record ByHand(About about, List<Check> before, Card card, List<Check> proof) implements Step {
        public ByHand {
            before = List.copyOf(before);
            proof = List.copyOf(proof);
        }
    }

    /**
     * A person starts a script at the machine's own console, where no connection can reach. An earlier step has put the
     * script in place; nothing is sent. Afterwards its log is fetched as the output, and its result and the proof judged.
     */
    record AtConsole(About about, List<Check> before, Card card, ConsoleScript script, List<Check> proof)
            implements Step {
        public AtConsole {
            before = List.copyOf(before);
            proof = List.copyOf(proof);
        }
    }

    /**
     * What a person reads.
     *
     * @param id unique in the runbook, kebab-case
     * @param purpose why it is done, in full sentences
     * @param destroys what is lost by it; empty if nothing. A step that destroys is never retried by itself.
     * @param wayBack how to undo it, or that there is none any more
     * @param diffs file changes for reading, in unified form
     * @param limit when waiting for it ends and people are asked
     * @param warning what goes wrong here for whoever does not know it; empty if there is nothing to warn of
     */
    record About(
            String id,
            String title,
            String purpose,
            String destroys,
            String wayBack,
            List<FileDiff> diffs,
            Duration limit,
            @Later(absent = "") String warning) {
        public About {
            diffs = List.copyOf(diffs);
        }

        /** Without a warning. */
        public About(
                String id,
                String title,
                String purpose,
                String destroys,
                String wayBack,
                List<FileDiff> diffs,
                Duration limit) {
            this(id, title, purpose, destroys, wayBack, diffs, limit, "");
        }

        public boolean isDestructive() {
            return !destroys.isEmpty();
        }
    }

    /** A change of a file for reading; {@code before} is empty for a new file. */
    record FileDiff(String path, String before, String after) {}

    default String id() {
        return about().id();
    }

    /** The card of a step that is people's; empty for all that the console does itself. */
    default Optional<Card> handedOut() {
        return switch (this) {
            case Look s -> Optional.empty();
            case Change s -> Optional.empty();
            case Reboot s -> Optional.empty();
            case Await s -> Optional.empty();
            case ByHand s -> Optional.of(s.card());
            case AtConsole s -> Optional.of(s.card());
        };
    }
}
