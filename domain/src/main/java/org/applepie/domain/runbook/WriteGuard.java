package org.applepie.domain.runbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.domain.verdict.Refusal;

/**
 * The guard that does not trust the compiler: before a step is sent, every device its commands name must be a drive or an
 * array of the runbook that the phase may write to, or be named by a program that can only read it.
 */
public final class WriteGuard {

    /** A name the kernel hands out anew at each boot. */
    private static final Pattern KERNEL_NAME =
            Pattern.compile("/dev/(sd|hd|vd|xvd|nvme|mmcblk|md[0-9_/]|dm-|mapper/).*");

    private static final Set<String> HARMLESS =
            Set.of("/dev/null", "if=/dev/zero", "/dev", "/dev/md", Plan.COPY + "/dev");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "eval", "xargs", "ssh");
    private static final Set<String> READERS = Set.of("blkid", "lsblk", "findmnt", "cat", "cmp", "debugfs");
    private static final Set<String> WIPING = Set.of("-a", "--all", "-o", "--offset");

    private final Runbook runbook;
    private final Phase phase;

    private WriteGuard(Runbook runbook, Phase phase) {
        this.runbook = runbook;
        this.phase = phase;
    }

    /** Reasons not to send the step; empty if there are none. */
    public static List<Refusal> check(Runbook runbook, Phase phase, Step step) {
        return new WriteGuard(runbook, phase)
                .causes(step)
                .map(cause -> new Refusal(
                        "write-guard",
                        "Step " + step.id() + ": " + cause,
                        "Nothing was sent. The runbook must not be used; report this as a defect."))
                .toList();
    }

    private Stream<String> causes(Step step) {
        return Stream.concat(
                commands(step).flatMap(c -> check(c).stream()),
                Typed.commands(step).flatMap(c -> named(c).stream()));
    }

    private Stream<Command> commands(Step step) {
        return switch (step) {
            case Step.Look s -> Stream.empty();
            case Step.Await s -> Stream.empty();
            case Step.ByHand s -> Stream.empty();
            case Step.AtConsole s -> Stream.empty();
            case Step.Change s ->
                Stream.concat(s.actions().stream(), s.cleanup().stream()).flatMap(WriteGuard::command);
            case Step.Reboot s -> s.actions().stream().flatMap(WriteGuard::command);
        };
    }

    private static Stream<Command> command(Action action) {
        return switch (action) {
            case Action.Run(Command c, var codes) -> Stream.of(c);
            case Action.ExpectSilence(Command c) -> Stream.of(c);
            case Action.RunInto(Command c, String file) -> Stream.of(c, Command.of("write", "of=" + file));
            case Action.Capture(Command c, String file) -> Stream.of(c, Command.of("write", "of=" + file));
            case Action.WriteFile(String path, String content, String mode) ->
                Stream.of(Command.of("write", "of=" + path));
        };
    }

    private List<String> check(Command command) {
        List<String> causes = new ArrayList<>();
        if (writesBootRecordOfApple(command)
                && !phase.mayWrite().contains(runbook.layout().apple().label())) {
            causes.add("the boot record of drive " + runbook.layout().apple().label() + " may not be written in phase "
                    + phase.id() + ": " + command.display());
        }
        if (SHELLS.contains(command.program())) {
            causes.add("a shell would interpret text: " + command.display());
        }
        causes.addAll(named(command));
        return causes;
    }

    private List<String> named(Command command) {
        List<String> causes = new ArrayList<>();
        for (String word : deviceWords(command)) {
            int at = word.endsWith("/dev") ? word.length() - "/dev".length() : word.indexOf("/dev/");
            if (at >= 0 && !HARMLESS.contains(word) && !word.startsWith("/dev/shm/", at)) {
                problem(command, word, word.substring(at)).ifPresent(causes::add);
            }
        }
        return causes;
    }

    /** The words that may name a device. What printf writes is data; only where it goes, the last word, is looked at. */
    private static List<String> deviceWords(Command command) {
        return command.program().equals("printf") ? List.of(command.argv().getLast()) : command.argv();
    }

    /** LILO names no drive but writes the boot record that its configuration names; with -R it writes to its map only. */
    private static boolean writesBootRecordOfApple(Command command) {
        return command.program().equals("lilo")
                && !command.argv().contains("-C")
                && !command.argv().contains("-R");
    }

    private Optional<String> problem(Command command, String word, String device) {
        Optional<PlannedDrive> drive = driveOf(device);
        if (drive.isPresent()) {
            boolean allowed = phase.mayWrite().contains(drive.get().label()) || onlyReads(command, word);
            return allowed
                    ? Optional.empty()
                    : Optional.of("drive " + drive.get().label() + " may not be written in phase " + phase.id() + ": "
                            + command.display());
        }
        if (isArray(device, command)) {
            return mayWriteAny() || onlyReads(command, word)
                    ? Optional.empty()
                    : Optional.of("no drive may be written in phase " + phase.id() + ": " + command.display());
        }
        return Optional.of(
                KERNEL_NAME.matcher(device).matches()
                        ? "a kernel name is not an identity: " + command.display()
                        : "the device is not one of the runbook's: " + command.display());
    }

    /** While a server is taken to RAID1 its arrays live on pie alone at first; later either drive may be all they have. */
    private boolean mayWriteAny() {
        return runbook.goal() instanceof Goal.MirrorRoot
                ? phase.mayWrite().contains(runbook.layout().pie().label())
                : !phase.mayWrite().isEmpty();
    }

    private Optional<PlannedDrive> driveOf(String device) {
        return Stream.of(runbook.layout().apple(), runbook.layout().pie())
                .filter(d -> device.equals(d.path())
                        || device.matches(Pattern.quote(d.path())
                                + (runbook.family() == Runbook.Family.LEGACY ? "" : "-part") + "[0-9]+"))
                .findFirst();
    }

    /** Arrays are the runbook's own; {@code /dev/mdN} is a name only while one is created, and stopping any array writes nothing. */
    private boolean isArray(String device, Command command) {
        boolean ours = runbook.layout().arrays().stream()
                .anyMatch(a -> device.equals(a.path())
                        || device.equals(a.handle())
                        || command.argv().contains("--create") && device.equals("/dev/" + a.name()));
        boolean stopped = command.argv().size() == 3
                && command.argv().subList(0, 2).equals(List.of("mdadm", "--stop"))
                && device.startsWith("/dev/disk/by-id/md-uuid-");
        return ours || stopped;
    }

    private static boolean onlyReads(Command command, String word) {
        List<String> argv = command.argv();
        return switch (command.program()) {
            case "md5sum" -> true;
            case "sfdisk" -> argv.contains("--dump") || argv.contains("-d");
            case "wipefs" -> argv.stream().noneMatch(WIPING::contains);
            case "dd" -> word.startsWith("if=");
            case "mdadm" -> argv.get(1).equals("--examine");
            case "debugfs" -> !argv.contains("-w");
            default -> READERS.contains(command.program());
        };
    }
}
