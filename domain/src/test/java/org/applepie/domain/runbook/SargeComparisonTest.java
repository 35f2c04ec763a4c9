package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.applepie.domain.remote.Action;
import org.applepie.domain.remote.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison of a file tree with its copy, by the tools of this machine. */
class SargeComparisonTest {

    private static final Instant TIME = Instant.parse("2006-04-24T17:33:20Z");

    @TempDir
    Path directory;

    private Path source;
    private Path copy;

    @BeforeEach
    void twoEqualTrees() throws IOException {
        source = tree("source");
        copy = tree("copy");
    }

    private Path tree(String name) throws IOException {
        Path tree = Files.createDirectories(directory.resolve(name));
        Path mail = Files.createDirectories(tree.resolve("var/mail"));
        Files.writeString(mail.resolve("one"), "first\n");
        Files.writeString(mail.resolve("with blanks\nand a line"), "second\n");
        Files.createSymbolicLink(mail.resolve("link"), Path.of("one"));
        Files.createLink(mail.resolve("twin"), mail.resolve("one"));
        settle(tree);
        return tree;
    }

    private static void settle(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (Path path : paths.filter(p -> !Files.isSymbolicLink(p)).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(TIME));
            }
        }
    }

    private boolean same() throws Exception {
        Path lists = Files.createDirectories(directory.resolve("lists"));
        for (Action action : new SargeComparison(source.toString(), copy.toString(), false).actions()) {
            if (!ran(action, lists)) {
                return false;
            }
        }
        return true;
    }

    private boolean ran(Action action, Path lists) throws Exception {
        return switch (action) {
            case Action.Run(Command command, var accepted) -> code(command, lists, lists.resolve("said")) == 0;
            case Action.RunInto(Command command, String file) -> code(command, lists, Path.of(moved(file, lists))) == 0;
            case Action.Capture a -> throw new AssertionError(a);
            case Action.ExpectSilence a -> throw new AssertionError(a);
            case Action.WriteFile a -> throw new AssertionError(a);
        };
    }

    private int code(Command command, Path lists, Path into) throws Exception {
        List<String> words =
                command.argv().stream().map(word -> moved(word, lists)).toList();
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(into.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().merge("PATH", directory + ":", (path, tools) -> tools + path);
        return builder.start().waitFor();
    }

    private static String moved(String word, Path lists) {
        return word.startsWith(Plan.STATE) ? lists + word.substring(Plan.STATE.length()) : word;
    }

    @Test
    void findsNothingBetweenEqualTrees() throws Exception {
        assertThat(same()).isTrue();
    }

    @Test
    void findsAFileOfTheSameSizeAndTimeWithOtherBytes() throws Exception {
        Files.writeString(copy.resolve("var/mail/one"), "fIrst\n");
        settle(copy);

        assertThat(same()).isFalse();
    }

    @Test
    void findsWhatIsShorterOrMissingOrTooMuch() throws Exception {
        Files.writeString(copy.resolve("var/mail/one"), "");
        settle(copy);
        assertThat(same()).isFalse();

        Files.delete(copy.resolve("var/mail/link"));
        settle(copy);
        assertThat(same()).isFalse();

        Files.writeString(source.resolve("var/mail/more"), "");
        settle(source);
        assertThat(same()).isFalse();
    }

    @Test
    void findsAnotherMode() throws Exception {
        Files.setPosixFilePermissions(copy.resolve("var/mail/one"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(same()).isFalse();
    }

    @Test
    void findsAnotherTime() throws Exception {
        Files.setLastModifiedTime(copy.resolve("var/mail/one"), FileTime.from(TIME.plusSeconds(1)));

        assertThat(same()).isFalse();
    }

    @Test
    void findsALinkToSomethingElse() throws Exception {
        Files.delete(copy.resolve("var/mail/link"));
        Files.createSymbolicLink(copy.resolve("var/mail/link"), Path.of("twin"));
        settle(copy);

        assertThat(same()).isFalse();
    }

    @Test
    void findsTwoFilesInPlaceOfOneWithTwoNames() throws Exception {
        Files.delete(copy.resolve("var/mail/twin"));
        Files.writeString(copy.resolve("var/mail/twin"), "first\n");
        settle(copy);

        assertThat(same()).isFalse();
    }

    /** Both lines of such a file would be missing, and the lists alike. */
    @Test
    void aFileThatCannotBeReadOnEitherSideIsNoEqualFile() throws Exception {
        Path failing = directory.resolve("md5sum");
        Files.writeString(
                failing,
                "#!/bin/sh\ncase $1 in */one) echo \"md5sum: $1: Input/output error\" >&2; exit 1 ;; esac\n"
                        + "exec /usr/bin/md5sum \"$@\"\n");
        Files.setPosixFilePermissions(failing, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(same()).isFalse();
    }
}
