package org.applepie.domain.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Reads who locks dpkg or apt and what {@code dpkg --audit} complains of. */
final class PackageManagerReading {

    private PackageManagerReading() {}

    /** @throws IllegalArgumentException if either could not be asked */
    static PackageManager of(FramedAnswer answer) {
        Part locks = answer.part("locks");
        Part audit = answer.part("audit");
        if (!locks.succeeded()) {
            throw new IllegalArgumentException(locks.failure());
        }
        // dpkg --audit ends with 1 where it has complaints; without any text, 1 is a failure.
        boolean complains = audit.exitCode() == 1 && !audit.text().isBlank();
        if (!audit.succeeded() && !complains) {
            throw new IllegalArgumentException(audit.failure());
        }
        String holder = holder(locks.text());
        boolean lockedUnseen = holder.isEmpty() && audit.text().startsWith("Another process has locked");
        return new PackageManager(lockedUnseen ? "an unseen process" : holder, broken(audit.text()));
    }

    /** Lines {@code pid name}, one for each lock held. */
    private static String holder(String locks) {
        return locks.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(" ", 2))
                .map(words -> (words.length < 2 ? "process" : words[1]) + " (" + words[0] + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Paragraphs of an explanation, then packages, each on a line that starts with a blank. */
    private static List<String> broken(String audit) {
        List<String> broken = new ArrayList<>();
        StringBuilder explanation = new StringBuilder();
        for (String line : audit.lines().toList()) {
            if (line.isBlank() || line.startsWith("Another process has locked")) {
                explanation.setLength(0);
            } else if (line.startsWith(" ")) {
                broken.add(line.strip().split(" +")[0] + ": " + firstPhrase(explanation.toString()));
            } else {
                explanation.append(explanation.isEmpty() ? "" : " ").append(line.strip());
            }
        }
        return broken;
    }

    private static String firstPhrase(String explanation) {
        return explanation.split("[,:.](?:\\s|$)", 2)[0];
    }
}
