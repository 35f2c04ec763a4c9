package org.applepie.domain.run;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.applepie.domain.runbook.Gate.Question;
import org.applepie.domain.verdict.Refusal;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** Whether answers are what the questions ask for. */
final class GateAnswers {

    private GateAnswers() {}

    static Verdict<RunEvent> check(
            List<Question> questions, Map<String, String> answers, LocalDate today, RunEvent event) {
        List<Refusal> refusals = new ArrayList<>();
        for (Question question : questions) {
            String answer = answers.getOrDefault(question.id(), "").strip();
            String wrong = wrongWith(question, answer, today);
            if (!wrong.isEmpty()) {
                refusals.add(new Refusal("answer-" + question.id(), question.text() + " " + wrong, "Answer it."));
            }
        }
        return refusals.isEmpty() ? Verdict.accepted(event) : new Verdict.Refused<>(Kind.INVALID, refusals);
    }

    private static String wrongWith(Question question, String answer, LocalDate today) {
        return switch (question.kind()) {
            case TEXT -> answer.isEmpty() ? "was not answered." : "";
            case TYPED -> answer.equals(question.expected()) ? "" : "needs exactly: " + question.expected();
            case DATE -> wrongDate(answer, today);
        };
    }

    private static String wrongDate(String answer, LocalDate today) {
        try {
            return LocalDate.parse(answer).isAfter(today) ? "lies in the future." : "";
        } catch (DateTimeParseException e) {
            return "needs a date such as 2026-01-31.";
        }
    }
}
