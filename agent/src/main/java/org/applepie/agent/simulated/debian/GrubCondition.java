package org.applepie.agent.simulated.debian;

import java.util.List;
import java.util.function.Predicate;

/** GRUB's {@code [}: strings and files, joined by -a and -o. */
final class GrubCondition {

    private final List<String> words;
    private final Predicate<String> notEmpty;
    private int at;

    /** @param notEmpty whether a file is there and has a size */
    GrubCondition(List<String> words, Predicate<String> notEmpty) {
        this.words = words.isEmpty() || !words.getLast().equals("]") ? words : words.subList(0, words.size() - 1);
        this.notEmpty = notEmpty;
    }

    boolean run() {
        boolean value = both();
        while (next("-o")) {
            value |= both();
        }
        return value;
    }

    private boolean both() {
        boolean value = one();
        while (next("-a")) {
            value &= one();
        }
        return value;
    }

    private boolean next(String word) {
        boolean there = at < words.size() && words.get(at).equals(word);
        at += there ? 1 : 0;
        return there;
    }

    private boolean one() {
        if (at >= words.size()) {
            return false;
        }
        String first = words.get(at++);
        if (first.equals("!")) {
            return !one();
        }
        boolean unary = first.matches("-[sfzn]") && at < words.size();
        if (unary) {
            String operand = words.get(at++);
            return switch (first) {
                case "-z" -> operand.isEmpty();
                case "-n" -> !operand.isEmpty();
                default -> notEmpty.test(operand);
            };
        }
        if (next("=") || next("==")) {
            return at < words.size() && first.equals(words.get(at++));
        }
        if (next("!=")) {
            return at < words.size() && !first.equals(words.get(at++));
        }
        return !first.isEmpty();
    }
}
