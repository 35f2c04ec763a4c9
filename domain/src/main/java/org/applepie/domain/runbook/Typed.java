package org.applepie.domain.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.applepie.domain.remote.Command;

/**
 * What people type or start at the console, cut into words, for the guard: no shell would cut it so, but every device that
 * is named ends up as a word behind the program that is given it.
 */
final class Typed {

    private Typed() {}

    static Stream<Command> commands(Step step) {
        return switch (step) {
            case Step.Look s -> Stream.empty();
            case Step.Change s -> Stream.empty();
            case Step.Reboot s -> Stream.empty();
            case Step.Await s -> Stream.empty();
            case Step.ByHand s -> of(s.card());
            case Step.AtConsole s ->
                Stream.concat(of(s.card()), s.script().content().lines().flatMap(Typed::line));
        };
    }

    private static Stream<Command> of(Card card) {
        return card.instructions().stream().flatMap(i -> i.type().stream()).flatMap(Typed::line);
    }

    private static Stream<Command> line(String line) {
        return line.strip().startsWith("#")
                ? Stream.empty()
                : Arrays.stream(line.split("[;|&(){}`]"))
                        .map(Typed::words)
                        .filter(words -> !words.isEmpty())
                        .map(words -> new Command(words, ""));
    }

    private static List<String> words(String piece) {
        return Arrays.stream(piece.strip().split("[\\s\"'<>]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
