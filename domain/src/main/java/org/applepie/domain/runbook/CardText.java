package org.applepie.domain.runbook;

import org.applepie.domain.runbook.Card.Absence;

/** What people are given to do, as text. */
public final class CardText {

    private final StringBuilder out = new StringBuilder();

    private CardText() {}

    /** The card of a step, line by line; empty for a step that the console does itself. */
    public static String of(Step step) {
        CardText text = new CardText();
        step.handedOut().ifPresent(text::card);
        if (step instanceof Step.AtConsole console) {
            text.script(console.script());
        }
        return text.out.toString();
    }

    /** What becomes of the server while people are at work, in a sentence. */
    public static String absence(Absence absence) {
        return switch (absence) {
            case NONE -> "The server goes on meanwhile and is not restarted.";
            case ALLOWED -> "The server may be away meanwhile.";
            case RESTART -> "The server is restarted: it must come back in another boot.";
        };
    }

    private void card(Card card) {
        line("By hand: " + absence(card.absence()));
        int number = 1;
        for (Card.Instruction instruction : card.instructions()) {
            line("  " + number++ + ". " + instruction.text());
            instruction.type().forEach(typed -> line("       type: " + typed));
        }
        if (!card.ifBootFails().isEmpty()) {
            line("  If it does not boot: " + card.ifBootFails());
        }
        card.questions().forEach(q -> line("  Asked: " + q.text()));
    }

    private void script(ConsoleScript script) {
        line("Script " + script.path() + ", sha256 " + script.sha256() + ", md5 " + script.md5() + ":");
        script.content().lines().forEach(l -> line("    | " + l));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
