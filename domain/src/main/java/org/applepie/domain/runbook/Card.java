package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.runbook.Gate.Question;

/**
 * What people at the server have in their hands: what to do and what to look at, numbered.
 *
 * @param instructions in this order
 * @param questions asked of whoever says that it is done
 * @param absence what becomes of the server meanwhile
 * @param ifBootFails what to do if the server does not come back; empty if it is not restarted
 */
public record Card(List<Instruction> instructions, List<Question> questions, Absence absence, String ifBootFails) {

    /** Stands for the number of the attempt, which is the number of the card. */
    public static final String NUMBER = "{number}";

    public Card {
        instructions = List.copyOf(instructions);
        questions = List.copyOf(questions);
    }

    /** Something to do while the server goes on. */
    public static Card of(Instruction... instructions) {
        return new Card(List.of(instructions), List.of(), Absence.NONE, "");
    }

    /** The same with questions. */
    public Card asking(Question... more) {
        return new Card(instructions, List.of(more), absence, ifBootFails);
    }

    /** The same for a server that may or must be away meanwhile. */
    public Card away(Absence how, String otherwise) {
        return new Card(instructions, questions, how, otherwise);
    }

    /** The card with the number of its attempt written on it. */
    public Card numbered(int attempt) {
        String number = Integer.toString(attempt);
        return new Card(
                instructions.stream().map(i -> i.numbered(number)).toList(),
                questions,
                absence,
                ifBootFails.replace(NUMBER, number));
    }

    /**
     * One thing to do.
     *
     * @param type lines to type at the server's console exactly so; none if nothing is typed
     */
    public record Instruction(String text, List<String> type) {
        public Instruction {
            type = List.copyOf(type);
        }

        /** Something to do or to look at. */
        public static Instruction of(String text) {
            return new Instruction(text, List.of());
        }

        /** Lines to type. */
        public static Instruction typing(String text, String... lines) {
            return new Instruction(text, List.of(lines));
        }

        private Instruction numbered(String number) {
            return new Instruction(
                    text.replace(NUMBER, number),
                    type.stream().map(line -> line.replace(NUMBER, number)).toList());
        }
    }

    /** What becomes of the server while people are at work. */
    public enum Absence {
        /** It goes on, in the same boot. */
        NONE,
        /** It may be out of reach and may be restarted. */
        ALLOWED,
        /** It is restarted: afterwards it must tell another boot id. */
        RESTART
    }
}
