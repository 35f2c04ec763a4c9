package org.applepie.app.output;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.applepie.domain.run.Runner.OutputMark;

/** When which bytes came in: records of two longs, offset and epoch milliseconds, offsets ascending. */
final class Marks {

    private static final int RECORD = 16;

    private final Path file;

    Marks(Path file) {
        this.file = file;
    }

    /** Forgets marks of bytes that were never written and a record that was cut short. */
    void cutTo(long length) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            long records = open.length() / RECORD;
            while (records > 0 && offsetAt(open, records - 1) >= length) {
                records--;
            }
            open.setLength(records * RECORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<OutputMark> from(long offset, int limit) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            long records = open.length() / RECORD;
            long first = covering(open, records, offset);
            List<OutputMark> marks = new ArrayList<>();
            open.seek(first * RECORD);
            for (long at = first; at < records && marks.size() < limit; at++) {
                marks.add(new OutputMark(open.readLong(), open.readLong()));
            }
            return marks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Index of the last record at or before {@code offset}, 0 if there is none. */
    private static long covering(RandomAccessFile open, long records, long offset) throws IOException {
        long low = 0;
        long high = records;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (offsetAt(open, middle) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.max(0, low - 1);
    }

    private static long offsetAt(RandomAccessFile open, long record) throws IOException {
        open.seek(record * RECORD);
        return open.readLong();
    }

    Path file() {
        return file;
    }
}
