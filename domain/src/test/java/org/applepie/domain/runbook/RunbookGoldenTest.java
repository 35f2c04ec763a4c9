package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The whole runbook of a typical server, word for word. When it changes on purpose, read the difference as an operator
 * would, then replace the file by what the test got.
 */
class RunbookGoldenTest {

    @Test
    void theTypicalRunbookReadsAsAgreed() throws IOException {
        assertThat(RunbookText.print(Requests.typicalRunbook())).isEqualTo(golden("debian-12-mirror-root.txt"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream stream = RunbookGoldenTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
