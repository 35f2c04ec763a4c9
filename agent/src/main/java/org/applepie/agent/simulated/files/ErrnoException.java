package org.applepie.agent.simulated.files;

import java.io.IOException;

/** The kernel's refusal; the message is libc's text for it and nothing more. */
public final class ErrnoException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Errno errno;

    public ErrnoException(Errno errno) {
        super(errno.text());
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }

    /** Refusals are everyday answers here, so none pays for a stack trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
