package org.applepie.domain.remote;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One command as an argument vector; never a string glued from parts.
 *
 * @param argv program and arguments, at least the program
 * @param stdin text given on standard input, empty for none
 */
public record Command(List<String> argv, String stdin) {

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    public static Command of(String... argv) {
        return new Command(List.of(argv), "");
    }

    public Command withStdin(String text) {
        return new Command(argv, text);
    }

    public String program() {
        return argv.getFirst();
    }

    /** The command as a person would type it, each word quoted. */
    public String display() {
        return argv.stream().map(ShellWord::quote).collect(Collectors.joining(" "));
    }
}
