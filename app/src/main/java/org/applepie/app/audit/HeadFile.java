package org.applepie.app.audit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The newest durable entry, witnessed outside the database: whoever puts an older database in place is found out.
 *
 * <p>Two slots are written in turn, each {@code sequence hash crc32\n} at a block of its own, so that a write which was
 * cut short leaves the other slot readable. Plain I/O on purpose: an interrupt would close a channel.
 */
final class HeadFile {

    private static final int BLOCK = 4096;
    private static final int SLOT = 128;

    private final Path file;

    HeadFile(Path file) {
        this.file = file;
    }

    /** The witnessed head; empty if none was ever written or none can be read. */
    Optional<Head> read() {
        if (!file.toFile().exists()) {
            return Optional.empty();
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            return Stream.of(slot(open, 0), slot(open, 1))
                    .flatMap(Optional::stream)
                    .max(Comparator.comparingLong(Head::sequence));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the head durably. */
    void write(Head head) {
        String fields = head.sequence() + " " + head.hash();
        byte[] line = (fields + " " + crc(fields) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(head.sequence() % 2 * BLOCK);
            open.write(line);
            open.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what was witnessed and begins anew with this head. */
    void replace(Head head) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(head);
    }

    private static Optional<Head> slot(RandomAccessFile open, int number) throws IOException {
        byte[] bytes = new byte[SLOT];
        open.seek((long) number * BLOCK);
        int length = Math.max(0, open.read(bytes));
        String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
        int end = text.indexOf('\n');
        return end < 0 ? Optional.empty() : parse(text.substring(0, end).split(" "));
    }

    private static Optional<Head> parse(String[] fields) {
        boolean whole = fields.length == 3
                && fields[0].matches("[0-9]{1,18}")
                && fields[1].matches("[0-9a-f]{64}")
                && fields[2].equals(crc(fields[0] + " " + fields[1]));
        return whole ? Optional.of(new Head(Long.parseLong(fields[0]), fields[1])) : Optional.empty();
    }

    private static String crc(String fields) {
        CRC32 crc = new CRC32();
        crc.update(fields.getBytes(StandardCharsets.US_ASCII));
        return Long.toHexString(crc.getValue());
    }
}
