package org.applepie.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyNotStartedTest {

    @TempDir
    Path directory;

    private final WhyNotStarted why = new WhyNotStarted();

    @Test
    void namesTheOtherConsoleOnTheSameDirectory() {
        Throwable locked =
                new IllegalStateException(new SQLException("Database may be already in use", "90020", 90020));

        assertThat(why.analyze(locked).getDescription()).contains("Another console");
    }

    @Test
    void namesAFullDisk() {
        Throwable full = new IllegalStateException(new IOException("write failed: No space left on device"));

        assertThat(why.analyze(full).getDescription()).contains("full");
    }

    @Test
    void tellsReasonAndRemedyOfARefusal() {
        Throwable refused = new IllegalStateException(new StartRefused("Too open.", "Close it."));

        assertThat(why.analyze(refused).getDescription()).isEqualTo("Too open.");
        assertThat(why.analyze(refused).getAction()).isEqualTo("Close it.");
    }

    @Test
    void leavesOtherFailuresAlone() {
        assertThat(why.analyze(new IllegalStateException("bug"))).isNull();
    }

    @Test
    void makesTheDataDirectoryForItsOwnerOnly() throws Exception {
        Path wanted = directory.resolve("a/b");

        assertThat(DataDirectory.open(wanted).path()).isEqualTo(wanted);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted)))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesADataDirectoryThatIsOpenToOthers() throws Exception {
        Path wanted = Files.createDirectory(directory.resolve("open"));
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> DataDirectory.open(wanted))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("open to others");
    }

    @Test
    void refusesADataDirectoryThatCannotBe() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data"))).isInstanceOf(StartRefused.class);
    }
}
