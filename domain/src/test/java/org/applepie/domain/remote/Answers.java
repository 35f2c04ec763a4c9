package org.applepie.domain.remote;

import java.nio.charset.StandardCharsets;

/** Builds framed answers for tests. */
public final class Answers {

    private final StringBuilder text = new StringBuilder();

    public Answers part(String name, String content) {
        return part(name, content, 0, "");
    }

    public Answers part(String name, String content, int exitCode, String complaint) {
        text.append("W begin ").append(name).append('\n').append(content);
        text.append("\nW end ").append(name).append(' ').append(exitCode).append(' ');
        text.append(complaint).append('\n');
        return this;
    }

    public FramedAnswer answer() {
        return FramedAnswer.of(text.toString().getBytes(StandardCharsets.UTF_8), "W");
    }
}
