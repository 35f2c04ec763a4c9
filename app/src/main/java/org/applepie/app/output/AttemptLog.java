package org.applepie.app.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.applepie.domain.run.RunEvent.Output;

/**
 * The output of one attempt while it is written. Plain files and no channels on purpose: an interrupted thread would close
 * a channel under everybody else.
 */
public final class AttemptLog implements AutoCloseable {

    private static final long FORCE_EVERY_MILLIS = 1_000;
    private static final int BLOCK = 1 << 16;

    private final Path file;
    private final Clock clock;
    private final RandomAccessFile bytes;
    private final RandomAccessFile marks;
    private long length;
    private long lastMark = -1;
    private long lastForced;

    AttemptLog(Path file, Marks index, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.bytes = new RandomAccessFile(file.toFile(), "rw");
        this.length = bytes.length();
        index.cutTo(length);
        this.marks = new RandomAccessFile(index.file().toFile(), "rw");
        this.bytes.seek(length);
        this.marks.seek(marks.length());
    }

    public synchronized long length() {
        return length;
    }

    /**
     * Adds bytes; those that are here already are skipped.
     *
     * @param offset position of the first byte in the job's log
     * @throws IllegalStateException if bytes before {@code offset} are missing
     */
    public synchronized void append(long offset, byte[] piece) {
        if (offset > length) {
            throw new IllegalStateException("bytes " + length + " to " + offset + " are missing in " + file);
        }
        int known = (int) Math.min(piece.length, length - offset);
        try {
            write(piece, known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(byte[] piece, int from) throws IOException {
        if (from == piece.length) {
            return;
        }
        long now = clock.millis();
        bytes.write(piece, from, piece.length - from);
        if (now != lastMark) {
            marks.write(ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(length)
                    .putLong(now)
                    .array());
            lastMark = now;
        }
        length += piece.length - from;
        if (Math.abs(now - lastForced) >= FORCE_EVERY_MILLIS) {
            force();
            lastForced = now;
        }
    }

    private void force() throws IOException {
        bytes.getFD().sync();
        marks.getFD().sync();
    }

    /** Brings all onto the disk and gives length and hash of the whole. */
    public synchronized Output seal() {
        try {
            force();
            return new Output(length, sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an attempt without any output has. */
    public static Output none() {
        return new Output(0, HexFormat.of().formatHex(digest().digest()));
    }

    private String sha256() throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public synchronized void close() {
        try (bytes;
                marks) {
            force();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
