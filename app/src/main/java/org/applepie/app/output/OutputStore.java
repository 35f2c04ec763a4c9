package org.applepie.app.output;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.applepie.domain.run.RunId;
import org.applepie.domain.run.Runner.OutputMark;

/** The output of attempts: one file of bytes and one of marks each. */
public final class OutputStore {

    private final Path directory;
    private final Clock clock;

    /** @param directory made when it is needed */
    public OutputStore(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Opens the output of an attempt for writing at its present end. One writer at a time. */
    public AttemptLog open(RunId run, int attempt) {
        try {
            Files.createDirectories(
                    directory.resolve(run.toString()),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new AttemptLog(bytes(run, attempt), new Marks(marks(run, attempt)), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes from {@code offset} on, at most {@code limit}; empty at the present end and for output that is not there. */
    public byte[] read(RunId run, int attempt, long offset, int limit) {
        Path file = bytes(run, attempt);
        if (offset < 0 || limit <= 0 || !Files.exists(file)) {
            return new byte[0];
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long left = Math.max(0, open.length() - offset);
            byte[] bytes = new byte[(int) Math.min(left, limit)];
            open.seek(offset);
            open.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mark that covers {@code offset} and those after it, at most {@code limit}. */
    public List<OutputMark> marks(RunId run, int attempt, long offset, int limit) {
        return new Marks(marks(run, attempt)).from(offset, limit);
    }

    public long length(RunId run, int attempt) {
        return bytes(run, attempt).toFile().length();
    }

    private Path bytes(RunId run, int attempt) {
        return directory.resolve(run.toString()).resolve(attempt + ".log");
    }

    private Path marks(RunId run, int attempt) {
        return directory.resolve(run.toString()).resolve(attempt + ".marks");
    }
}
