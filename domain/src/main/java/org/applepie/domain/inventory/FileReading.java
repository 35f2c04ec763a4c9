package org.applepie.domain.inventory;

import java.util.Map;
import java.util.stream.Collectors;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Reads the files of an answer; what would not come back byte for byte when written is unreadable. */
final class FileReading {

    private static final int LIMIT = 256 * 1024;

    private FileReading() {}

    static Map<String, FileFact> all(FramedAnswer answer) {
        return answer.namesAfter("file:").stream()
                .collect(Collectors.toMap(path -> path, path -> of(answer.part("file:" + path))));
    }

    static FileFact of(Part part) {
        if (part.exitCode() == Part.ABSENT) {
            return new FileFact.Absent();
        }
        if (!part.succeeded()) {
            return new FileFact.Unreadable(part.failure());
        }
        if (part.content().length > LIMIT) {
            return new FileFact.Unreadable("it is longer than " + LIMIT + " bytes");
        }
        return part.exactText()
                .<FileFact>map(FileFact.Present::new)
                .orElseGet(() -> new FileFact.Unreadable("it is not UTF-8 text"));
    }

    /** The id of the run that holds the machine, empty if none does. */
    static Fact<String> runLock(FramedAnswer answer) {
        return switch (of(answer.part("run-lock"))) {
            case FileFact.Absent absent -> Fact.of("");
            case FileFact.Present(String text) -> Fact.of(text.strip());
            case FileFact.Unreadable(String reason) -> Fact.unknown(reason);
        };
    }
}
