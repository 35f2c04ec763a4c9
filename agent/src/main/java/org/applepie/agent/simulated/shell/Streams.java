package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.applepie.agent.simulated.files.Errno;
import org.applepie.agent.simulated.files.ErrnoException;
import org.jspecify.annotations.Nullable;

/** Descriptors of a process as the streams of Java. */
final class Streams {

    private static final Description CLOSED = new Description() {
        @Override
        public int read(SimulatedProcess reader, byte[] into, int offset, int length) throws IOException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public void write(SimulatedProcess writer, byte[] from, int offset, int length) throws IOException {
            throw new ErrnoException(Errno.EBADF);
        }

        @Override
        public void close() {}
    };

    private Streams() {}

    static Descriptor orClosed(@Nullable Descriptor descriptor) {
        return descriptor == null ? new Descriptor(CLOSED) : descriptor;
    }

    static Descriptor require(SimulatedProcess process, int number) throws ErrnoException {
        Descriptor descriptor = process.descriptor(number);
        if (descriptor == null) {
            process.checkpoint();
            throw new ErrnoException(Errno.EBADF);
        }
        return descriptor;
    }

    static InputStream input(SimulatedProcess process, int number) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return require(process, number).description().read(process, into, offset, length);
            }
        };
    }

    static OutputStream output(SimulatedProcess process, int number) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                if (length > 0) {
                    require(process, number).description().write(process, from, offset, length);
                }
            }
        };
    }
}
