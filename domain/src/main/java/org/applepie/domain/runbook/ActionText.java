package org.applepie.domain.runbook;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.ShellWord;

/** An action as a person would type it at a shell; what is sent is the typed value, never this text. */
public final class ActionText {

    private ActionText() {}

    /** One or more lines; text given on standard input or written to a file follows as a here-document. */
    public static String display(Action action) {
        return switch (action) {
            case Action.Run a -> command(a.command()) + accepted(a.accepted());
            case Action.ExpectSilence a -> command(a.command()) + "    # must print nothing";
            case Action.RunInto a -> command(a.command()) + " > " + ShellWord.quote(a.file());
            case Action.Capture a -> command(a.command()) + " > " + ShellWord.quote(a.file()) + " 2>&1";
            case Action.WriteFile a ->
                "# write %s, mode %s:\n%s".formatted(ShellWord.quote(a.path()), a.mode(), indented(a.content()));
        };
    }

    private static String command(Command command) {
        return command.stdin().isEmpty()
                ? command.display()
                : command.display() + "    # reads from standard input:\n" + indented(command.stdin());
    }

    private static String accepted(Set<Integer> codes) {
        return codes.equals(Set.of(0))
                ? ""
                : new TreeSet<>(codes)
                        .stream().map(String::valueOf).collect(Collectors.joining(", ", "    # may end with ", ""));
    }

    private static String indented(String text) {
        return text.lines().map(line -> "    | " + line).collect(Collectors.joining("\n"));
    }
}
