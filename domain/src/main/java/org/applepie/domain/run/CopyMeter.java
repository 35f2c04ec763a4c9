package org.applepie.domain.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.applepie.domain.filesystem.Mount;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Runbook;
import org.applepie.domain.runbook.Step;

/**
 * Tells from a reading how far the copy is that a step makes. cp tells nothing itself, and what rsync tells would fill the
 * log; df is asked with every reading anyway, and costs the server neither a write nor a look at files.
 */
public final class CopyMeter {

    private final Optional<Copy> copy;

    private CopyMeter(Optional<Copy> copy) {
        this.copy = copy;
    }

    /** @param to where the file system of the copy is mounted */
    private record Copy(String mountPoint, String to, boolean update) {}

    /** Of the attempt that is in flight; of none if that step copies no file system. */
    public static CopyMeter of(Run run, Runbook runbook) {
        return new CopyMeter(
                run.position(runbook) instanceof Position.InFlight(Attempt attempt)
                        ? runbook.step(attempt.step()).flatMap(CopyMeter::copy)
                        : Optional.empty());
    }

    /** True if a file system is being copied. */
    public boolean isCopying() {
        return copy.isPresent();
    }

    /** How far it is, without a speed; empty while the copy is not mounted, and if nothing is copied. */
    public Optional<CopyProgress> read(Reading reading) {
        return copy.flatMap(c -> reading.mount(c.to())
                .map(on -> new CopyProgress(
                        c.mountPoint(),
                        c.update(),
                        on.usedBytes(),
                        reading.mount(c.mountPoint()).map(Mount::usedBytes).orElse(-1L),
                        0)));
    }

    private static Optional<Copy> copy(Step step) {
        return step instanceof Step.Change change ? copy(change.actions()) : Optional.empty();
    }

    /** A file system is bound to a place of its own, and all below that is copied. */
    private static Optional<Copy> copy(List<Action> actions) {
        return commands(actions, "mount")
                .filter(argv -> argv.contains("--bind"))
                .flatMap(bind -> Stream.concat(commands(actions, "cp"), commands(actions, "rsync"))
                        .filter(argv -> argv.size() > 2 && place(argv, 2).equals(bind.getLast()))
                        .map(argv -> new Copy(
                                bind.get(bind.size() - 2),
                                place(argv, 1),
                                argv.getFirst().equals("rsync"))))
                .findFirst();
    }

    private static Stream<List<String>> commands(List<Action> actions, String program) {
        return actions.stream()
                .flatMap(action -> action instanceof Action.Run(Command command, var accepted)
                        ? Stream.of(command.argv())
                        : Stream.empty())
                .filter(argv -> argv.getFirst().equals(program));
    }

    /** The directory that a word names, counted from the end. */
    private static String place(List<String> argv, int fromEnd) {
        return argv.get(argv.size() - fromEnd).replaceFirst("/\\.?$", "");
    }
}
