package org.applepie.agent.simulated.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Description;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** What was typed and not read yet, as processes read it: line by line. Ctrl-D ends one reading, not the keyboard. */
final class Keys implements Description {

    /** What a terminal of Linux keeps for a program that does not read. */
    private static final int LIMIT = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** An empty line stands for Ctrl-D. */
    private final Deque<byte[]> lines = new ArrayDeque<>();

    private int waiting;

    /** A line with its end; beyond what a terminal keeps nothing is taken. */
    void line(String text) {
        add(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void end() {
        add(new byte[0]);
    }

    private void add(byte[] line) {
        lock.lock();
        try {
            if (waiting + line.length < LIMIT) {
                lines.add(line);
                waiting += line.length + 1;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(SimulatedProcess reader, byte[] into, int offset, int length) throws IOException {
        reader.checkpoint();
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            while (lines.isEmpty()) {
                await(reader);
            }
            return take(lines.remove(), into, offset, length);
        } finally {
            lock.unlock();
        }
    }

    private int take(byte[] line, byte[] into, int offset, int length) {
        int part = Math.min(length, line.length);
        System.arraycopy(line, 0, into, offset, part);
        if (part < line.length) {
            lines.push(java.util.Arrays.copyOfRange(line, part, line.length));
            waiting -= part;
        } else {
            waiting -= part + 1;
        }
        return line.length == 0 ? -1 : part;
    }

    private void await(SimulatedProcess reader) {
        reader.checkpoint();
        try {
            changed.await();
        } catch (InterruptedException nudged) {
            reader.checkpoint();
        }
    }

    @Override
    public void write(SimulatedProcess writer, byte[] from, int offset, int length) throws IOException {
        throw new ErrnoException(Errno.EBADF);
    }

    @Override
    public void close() {
        // The keyboard stays for whoever comes next.
    }
}
