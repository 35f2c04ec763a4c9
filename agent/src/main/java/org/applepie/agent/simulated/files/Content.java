package org.applepie.agent.simulated.files;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, in blocks; what was never written is a hole. Copies share their blocks until one is written. */
final class Content {

    private static final int BLOCK = FileSystem.BLOCK;

    private byte[] @Nullable [] chunks;
    /** Blocks that no copy shares. */
    private BitSet own = new BitSet();

    private long size;
    private int allocated;

    Content() {
        this(new byte[0][], 0, 0);
    }

    private Content(byte[] @Nullable [] chunks, long size, int allocated) {
        this.chunks = chunks;
        this.size = size;
        this.allocated = allocated;
    }

    Content copy() {
        own = new BitSet();
        return new Content(chunks.clone(), size, allocated);
    }

    long size() {
        return size;
    }

    int blocks() {
        return allocated;
    }

    /** How many blocks a write there would take that are not there yet. */
    int needed(long at, int length) {
        int needed = 0;
        for (long block = at / BLOCK; block * BLOCK < at + length; block++) {
            needed += block >= chunks.length || chunks[(int) block] == null ? 1 : 0;
        }
        return needed;
    }

    int read(long at, byte[] into, int offset, int length) {
        if (at >= size) {
            return -1;
        }
        int count = (int) Math.min(length, size - at);
        for (int done = 0; done < count; ) {
            int inside = (int) ((at + done) % BLOCK);
            int part = Math.min(BLOCK - inside, count - done);
            readPart((int) ((at + done) / BLOCK), inside, into, offset + done, part);
            done += part;
        }
        return count;
    }

    private void readPart(int block, int inside, byte[] into, int offset, int length) {
        byte[] chunk = block < chunks.length ? chunks[block] : null;
        int there = chunk == null ? 0 : Math.max(0, Math.min(length, chunk.length - inside));
        if (chunk != null && there > 0) {
            System.arraycopy(chunk, inside, into, offset, there);
        }
        Arrays.fill(into, offset + there, offset + length, (byte) 0);
    }

    void write(long at, byte[] from, int offset, int length) {
        for (int done = 0; done < length; ) {
            int inside = (int) ((at + done) % BLOCK);
            int part = Math.min(BLOCK - inside, length - done);
            byte[] chunk = writable((int) ((at + done) / BLOCK), inside + part);
            System.arraycopy(from, offset + done, chunk, inside, part);
            done += part;
        }
        size = Math.max(size, at + length);
    }

    /** The block, owned by this content alone and at least so long; small files have small blocks. */
    private byte[] writable(int block, int length) {
        if (block >= chunks.length) {
            chunks = Arrays.copyOf(chunks, Math.max(block + 1, chunks.length + chunks.length / 2));
        }
        byte[] chunk = chunks[block];
        if (chunk == null) {
            allocated++;
            chunk = new byte[length];
        } else if (chunk.length < length) {
            chunk = Arrays.copyOf(chunk, Math.min(BLOCK, Math.max(length, chunk.length * 2)));
        } else if (!own.get(block)) {
            chunk = chunk.clone();
        }
        own.set(block);
        chunks[block] = chunk;
        return chunk;
    }

    void truncate(long length) {
        if (length < size) {
            int keep = (int) ((length + BLOCK - 1) / BLOCK);
            for (int block = keep; block < chunks.length; block++) {
                allocated -= chunks[block] == null ? 0 : 1;
            }
            chunks = Arrays.copyOf(chunks, Math.min(keep, chunks.length));
            own.clear(keep, Math.max(keep, own.length()));
            clearTail((int) (length % BLOCK), keep - 1);
        }
        size = length;
    }

    /** What is cut off must read as zero if the file grows again. */
    private void clearTail(int inside, int block) {
        byte[] chunk = block >= 0 && block < chunks.length ? chunks[block] : null;
        if (inside > 0 && chunk != null && chunk.length > inside) {
            chunks[block] = Arrays.copyOf(chunk, inside);
            own.set(block);
        }
    }
}
