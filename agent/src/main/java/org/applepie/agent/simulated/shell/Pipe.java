package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.jspecify.annotations.Nullable;

/** A pipe in memory. Its two ends may be held by simulated processes or, as streams, by the world outside. */
public final class Pipe {

    /** As many bytes as Linux lets wait in a pipe. */
    public static final int CAPACITY = 65536;

    private static final int FIRST = 128;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int capacity;
    private byte[] buffer = new byte[FIRST];
    private int start;
    private int count;
    private boolean noReader;
    private boolean noWriter;

    public Pipe() {
        this(CAPACITY);
    }

    /** @param capacity bytes that can wait before a writer has to */
    public Pipe(int capacity) {
        this.capacity = capacity;
    }

    /** The end to read from, for a process. To be asked for once. */
    public Descriptor reader() {
        return new Descriptor(new Reader());
    }

    /** The end to write to, for a process. To be asked for once. */
    public Descriptor writer() {
        return new Descriptor(new Writer());
    }

    /** The end to read from, for the world outside; an interrupt throws {@link InterruptedIOException}. */
    public InputStream input() {
        return new Input();
    }

    /** The end to write to, for the world outside; EPIPE where nobody reads any more. */
    public OutputStream output() {
        return new Output();
    }

    /** Takes what is there, waits if nothing is. {@code process} null stands for the world outside. */
    private int take(@Nullable SimulatedProcess process, byte[] into, int offset, int length) throws IOException {
        lock.lock();
        try {
            while (count == 0) {
                if (noWriter) {
                    return -1;
                }
                await(process);
            }
            int part = Math.min(length, count);
            for (int done = 0; done < part; ) {
                int run = Math.min(part - done, buffer.length - start);
                System.arraycopy(buffer, start, into, offset + done, run);
                start = (start + run) % buffer.length;
                done += run;
            }
            count -= part;
            changed.signalAll();
            return part;
        } finally {
            lock.unlock();
        }
    }

    /** All that is written, once nobody writes any more: the end to read from was never asked for. */
    byte[] collected(SimulatedProcess reader) throws IOException {
        reader.checkpoint();
        lock.lock();
        try {
            while (!noWriter) {
                await(reader);
            }
            return Arrays.copyOf(buffer, count);
        } finally {
            lock.unlock();
        }
    }

    private void put(@Nullable SimulatedProcess process, byte[] from, int offset, int length) throws IOException {
        lock.lock();
        try {
            for (int done = 0; done < length; ) {
                while (!noReader && count >= capacity) {
                    await(process);
                }
                if (noReader) {
                    throw new ErrnoException(Errno.EPIPE);
                }
                int part = Math.min(length - done, capacity - count);
                append(from, offset + done, part);
                done += part;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void append(byte[] from, int offset, int length) {
        if (count + length > buffer.length) {
            byte[] larger = new byte[Math.min(capacity, Math.max(count + length, buffer.length * 2))];
            int run = Math.min(count, buffer.length - start);
            System.arraycopy(buffer, start, larger, 0, run);
            System.arraycopy(buffer, 0, larger, run, count - run);
            buffer = larger;
            start = 0;
        }
        int end = (start + count) % buffer.length;
        int run = Math.min(length, buffer.length - end);
        System.arraycopy(from, offset, buffer, end, run);
        System.arraycopy(from, offset + run, buffer, 0, length - run);
        count += length;
    }

    private void await(@Nullable SimulatedProcess process) throws IOException {
        try {
            if (process != null) {
                process.checkpoint();
            }
            changed.await();
        } catch (InterruptedException nudged) {
            if (process == null) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
            process.checkpoint();
        }
    }

    private void closed(boolean readerGone) {
        lock.lock();
        noReader |= readerGone;
        noWriter |= !readerGone;
        changed.signalAll();
        lock.unlock();
    }

    private final class Reader implements Description {
        @Override
        public int read(SimulatedProcess reader, byte[] into, int offset, int length) throws IOException {
            reader.checkpoint();
            return length == 0 ? 0 : take(reader, into, offset, length);
        }

        @Override
        public void write(SimulatedProcess writer, byte[] from, int offset, int length) throws IOException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public void close() {
            closed(true);
        }
    }

    private final class Writer implements Description {
        @Override
        public int read(SimulatedProcess reader, byte[] into, int offset, int length) throws IOException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public void write(SimulatedProcess writer, byte[] from, int offset, int length) throws IOException {
            writer.checkpoint();
            try {
                put(writer, from, offset, length);
            } catch (ErrnoException broken) {
                writer.signal(Signal.PIPE);
                writer.checkpoint();
                throw broken;
            }
        }

        @Override
        public void close() {
            closed(false);
        }
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return take(null, one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return length == 0 ? 0 : take(null, into, offset, length);
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return count;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            closed(true);
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            put(null, new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            put(null, from, offset, length);
        }

        @Override
        public void close() {
            closed(false);
        }
    }
}
