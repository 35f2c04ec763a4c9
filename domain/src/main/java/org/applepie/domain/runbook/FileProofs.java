package org.applepie.domain.runbook;

import java.util.List;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.runbook.Proofs.Judgement;

/** Judges what concerns files. */
final class FileProofs {

    private FileProofs() {}

    static Judgement fileIs(Check.FileIs check, Reading reading) {
        return switch (fact(check.path(), reading)) {
            case FileFact.Present(String text) ->
                text.equals(check.content())
                        ? Evidence.held(check.path() + " reads as expected")
                        : Evidence.notHeld(check.path() + " differs from what is expected in "
                                + difference(check.content(), text));
            case FileFact.Absent absent ->
                Evidence.notHeld(check.path() + " should have a given text and is not there");
            case FileFact.Unreadable(String reason) -> Evidence.notHeld(check.path() + " cannot be read: " + reason);
        };
    }

    static Judgement fileAbsent(Check.FileAbsent check, Reading reading) {
        return switch (fact(check.path(), reading)) {
            case FileFact.Absent absent -> Evidence.held(check.path() + " is not there, as it should be");
            case FileFact.Present present -> Evidence.notHeld(check.path() + " should not be there and is");
            case FileFact.Unreadable(String reason) -> Evidence.notHeld(check.path() + " cannot be read: " + reason);
        };
    }

    private static FileFact fact(String path, Reading reading) {
        return reading.files().getOrDefault(path, new FileFact.Unreadable("no reading asks for it"));
    }

    private static String difference(String expected, String found) {
        List<String> wanted = expected.lines().toList();
        List<String> there = found.lines().toList();
        for (int i = 0; i < Math.max(wanted.size(), there.size()); i++) {
            String left = i < wanted.size() ? wanted.get(i) : "(no line)";
            String right = i < there.size() ? there.get(i) : "(no line)";
            if (!left.equals(right)) {
                return "line " + (i + 1) + ": expected " + left + ", found " + right;
            }
        }
        return "its line ends";
    }
}
