package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.applepie.domain.runbook.Card.Absence;
import org.applepie.domain.runbook.Card.Instruction;
import org.junit.jupiter.api.Test;

class CardTextTest {

    private static final ConsoleScript SCRIPT = new ConsoleScript("/root/copy.sh", "abc\n");

    @Test
    void printsWhatToDoNumberedAndTheWholeScript() {
        Card card = Card.of(Instruction.of("Go there."), Instruction.typing("Type this.", SCRIPT.call()))
                .away(Absence.RESTART, "Choose LinuxOLD.");

        assertThat(CardText.of(step(card))).isEqualTo("""
                        By hand: The server is restarted: it must come back in another boot.
                          1. Go there.
                          2. Type this.
                               type: sh /root/copy.sh {number}
                          If it does not boot: Choose LinuxOLD.
                        Script /root/copy.sh, sha256 %s, md5 0bee89b07a248e27c83fc3d5951213c1:
                            | abc
                        """.formatted(SCRIPT.sha256()));
    }

    @Test
    void writesTheNumberOfTheAttemptOnTheCard() {
        Card card = Card.of(Instruction.typing("Card {number}.", SCRIPT.call())).numbered(7);

        assertThat(card.instructions()).containsExactly(Instruction.typing("Card 7.", "sh /root/copy.sh 7"));
        assertThat(SCRIPT.log(7)).isEqualTo("/root/copy.7/log");
        assertThat(SCRIPT.result(7)).isEqualTo("/root/copy.7/result");
    }

    @Test
    void theGuardReadsWhatPeopleTypeAndWhatTheScriptDoes() {
        Runbook book = Requests.typicalRunbook();
        Phase first = book.phases().getFirst();
        String apple = book.layout().apple().path();

        assertThat(WriteGuard.check(
                        book, first, step(Card.of(Instruction.typing("x", "cat /proc/mdstat 2>/dev/null")))))
                .isEmpty();
        assertThat(WriteGuard.check(book, first, step(Card.of(Instruction.typing("x", "true; lilo -b /dev/sda")))))
                .hasSize(1);
        assertThat(WriteGuard.check(book, first, script("# dd of=/dev/sda\nwipefs '" + apple + "'\nsync")))
                .isEmpty();
        assertThat(WriteGuard.check(book, first, script("if x; then dd if=/dev/zero of='" + apple + "'; fi")))
                .isNotEmpty();
    }

    private static Step step(Card card) {
        return new Step.AtConsole(about(), List.of(), card, SCRIPT, List.of());
    }

    private static Step script(String content) {
        return new Step.AtConsole(
                about(), List.of(), Card.of(), new ConsoleScript("/root/copy.sh", content), List.of());
    }

    private static Step.About about() {
        return new Step.About("copy", "Copy", "", "", "", List.of(), Duration.ZERO);
    }
}
