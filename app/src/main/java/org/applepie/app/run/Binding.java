package org.applepie.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.HostKey;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.runbook.Runbook;

/** What an approval is bound to: the runbook's digest, the host key, the machine, its boot and its drives. */
final class Binding {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Binding() {}

    /** What keeps the runbook from being valid for what is there now; empty if nothing does. */
    static List<String> broken(Runbook runbook, String digest, Optional<Server> server, Reading reading) {
        return broken(runbook, digest, server, reading, List.of());
    }

    /** The same for a step that begins while drives are away. @param away their labels; the step's own checks look for them */
    static List<String> broken(
            Runbook runbook, String digest, Optional<Server> server, Reading reading, List<String> away) {
        List<String> causes = new ArrayList<>();
        if (!runbook.digest().equals(digest)) {
            causes.add("The runbook is not the one that was approved.");
        }
        causes.addAll(hostKey(runbook, server));
        causes.addAll(machine(runbook, reading));
        Stream.of(runbook.layout().apple(), runbook.layout().pie())
                .filter(drive -> !away.contains(drive.label()))
                .forEach(drive -> causes.addAll(drive(drive, reading)));
        return causes;
    }

    private static List<String> hostKey(Runbook runbook, Optional<Server> server) {
        String pinned =
                server.flatMap(Server::hostKey).map(HostKey::fingerprint).orElse("none");
        String bound = runbook.binding().hostKeyFingerprint();
        return pinned.equals(bound)
                ? List.of()
                : List.of("The runbook was made for host key " + bound + "; pinned now is " + pinned + ".");
    }

    /** Whether this is the machine, started in a way that can be told from other boots. */
    static List<String> machine(Runbook runbook, Reading reading) {
        List<String> causes = new ArrayList<>();
        String machine = reading.host().machineId().orElse("unknown");
        if (!machine.equals(runbook.binding().machineId())) {
            causes.add("This is another machine: its id is " + machine + ", the runbook was made for "
                    + runbook.binding().machineId() + ".");
        }
        if (!isBootId(reading.host().bootId().orElse(""))) {
            causes.add("The server does not tell its boot id.");
        }
        return causes;
    }

    /** In which way this is certainly another machine; empty if it is the one, or does not tell which one it is. */
    static Optional<String> anotherMachine(Runbook runbook, Reading reading) {
        return reading.host()
                .machineId()
                .known()
                .filter(id -> !id.isEmpty() && !id.equals(runbook.binding().machineId()))
                .map(id -> "This is another machine: its id is " + id + ", the runbook was made for "
                        + runbook.binding().machineId() + ".");
    }

    static boolean isBootId(String text) {
        return UUID.matcher(text).matches();
    }

    private static List<String> drive(PlannedDrive drive, Reading reading) {
        long there = reading.disks().orElse(List.of()).stream()
                .filter(disk -> disk.identity().isSameDriveAs(drive.identity()))
                .count();
        String name = drive.label() + " (serial " + drive.identity().serial() + ")";
        return there == 1
                ? List.of()
                : List.of(
                        there == 0
                                ? "Drive " + name + " is not there."
                                : "More than one drive says it is " + name + ".");
    }

    /** Whether a run other than {@code ours} holds the machine, by the lock file on it. */
    static List<String> lock(Reading reading, String ours, Predicate<String> isEnded) {
        return switch (reading.runLock()) {
            case Fact.Unknown<String>(String reason) ->
                List.of("Whether another run holds this machine is not known: " + reason + ".");
            case Fact.Known<String>(String holder) ->
                holder.isEmpty() || holder.equals(ours) || isEnded.test(holder)
                        ? List.of()
                        : List.of("Another run holds this machine: " + holder + " (/var/lib/applepie/run.lock).");
        };
    }
}
