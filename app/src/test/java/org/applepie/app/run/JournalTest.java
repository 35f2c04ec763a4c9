package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.applepie.domain.run.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of a run is what is recorded of it. */
class JournalTest {

    @TempDir
    Path directory;

    @Test
    void readsAnewWhatMayHaveBeenRecordedAlthoughTheCallFailed() throws IOException {
        try (TestConsole console = new TestConsole(directory)) {
            RunId id = console.runTo("ready");
            Path witness = console.database.directory().file("audit.head");
            Files.delete(witness);
            Files.createDirectory(witness);

            assertThatThrownBy(() -> console.decide(id, "ready")).isInstanceOf(UncheckedIOException.class);

            assertThat(console.run(id).approvals()).containsKey("ready");
        }
    }

    @Test
    void givesEventsAfterAnyVersion() {
        try (TestConsole console = new TestConsole(directory)) {
            RunId id = console.runTo("ready");
            long all = console.run(id).version();

            assertThat(console.engine.events(id, -1)).hasSize((int) all);
            assertThat(console.engine.events(id, all - 1)).hasSize(1);
            assertThat(console.engine.events(id, all + 7)).isEmpty();
        }
    }
}
