package org.applepie.domain.remote;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One part of what a read-only script printed, see {@link FramedAnswer}.
 *
 * @param exitCode how its command ended, -1 if the part is not in the answer
 * @param content what the command printed, any bytes
 * @param complaint first line of its error text, made printable
 */
public record Part(String name, int exitCode, byte[] content, String complaint) {

    /** Exit code by which our scripts tell that a file is not there. */
    public static final int ABSENT = 3;

    private static final int TIMED_OUT = 124;
    private static final int KILLED = 137;
    private static final int NO_SUCH_PROGRAM = 127;

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The content as text; bytes that are not UTF-8 show as replacement characters. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The content as text if it is text without loss: valid UTF-8 without NUL. */
    public Optional<String> exactText() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Why there is no content, in words for people. */
    public String failure() {
        String end = switch (exitCode) {
            case -1 -> "the answer does not hold it";
            case NO_SUCH_PROGRAM -> "the tool is missing";
            case TIMED_OUT, KILLED -> "it took too long";
            default -> "exit code " + exitCode;
        };
        return name + ": " + end + (complaint.isEmpty() ? "" : " (" + complaint + ")");
    }
}
