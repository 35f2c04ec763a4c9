package org.applepie.agent.job;

import static org.applepie.domain.remote.ShellWord.quote;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;

/** An action as the body of a shell function, which shows what is done, does it, and returns if it failed. */
final class ActionText {

    private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

    private ActionText() {}

    static List<String> of(Action action) {
        return switch (action) {
            case Action.Run(var command, var accepted) -> List.of(show(command, ""), run(command), accept(accepted));
            case Action.ExpectSilence(var command) ->
                List.of(
                        show(command, "   (must print nothing)"),
                        "applepie_heard=$({ " + run(command) + "; printf 'x%s' \"$?\"; } | applepie_most)",
                        "applepie_silent \"$applepie_heard\" || return $?");
            case Action.RunInto(var command, var file) ->
                List.of(
                        show(command, " > " + quote(absolute(file))),
                        run(command) + " > " + quote(file),
                        accept(Set.of(0)));
            case Action.Capture(var command, var file) ->
                List.of(
                        show(command, " > " + quote(absolute(file)) + " 2>&1"),
                        run(command) + " > " + quote(file) + " 2>&1",
                        "applepie_shown $? " + quote(file) + " || return $?");
            case Action.WriteFile(var path, var content, var mode) -> write(absolute(path), content, mode);
        };
    }

    private static String show(Command command, String remark) {
        String line = "applepie_say " + quote("+ " + command.display() + remark);
        return command.stdin().isEmpty()
                ? line
                : line + "\napplepie_input " + quote(command.stdin().stripTrailing());
    }

    /** By way of env, so that a program is found in PATH even if it is called like a function or a word of the shell. */
    private static String run(Command command) {
        if (command.program().startsWith("-") || command.program().contains("=")) {
            throw new IllegalArgumentException("not a program: " + command.program());
        }
        String words = command.argv().stream().map(word -> quote(word)).collect(Collectors.joining(" "));
        String line = "/usr/bin/env " + words;
        return command.stdin().isEmpty()
                ? line + " </dev/null"
                : "printf '%s' " + quote(command.stdin()) + " | " + line;
    }

    private static String accept(Set<Integer> accepted) {
        return "applepie_accept $? "
                + new TreeSet<>(accepted).stream().map(String::valueOf).collect(Collectors.joining(" "))
                + " || return $?";
    }

    private static List<String> write(String path, String content, String mode) {
        if (!MODE.matcher(mode).matches()) {
            throw new IllegalArgumentException("not an octal mode: " + mode);
        }
        int length = content.getBytes(StandardCharsets.UTF_8).length;
        return List.of(
                "applepie_say " + quote("+ write " + quote(path) + "   (" + length + " bytes, mode " + mode + ")"),
                "applepie_write %s %s %d %s || return $?".formatted(quote(path), quote(content), length, mode));
    }

    private static String absolute(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        return path;
    }
}
