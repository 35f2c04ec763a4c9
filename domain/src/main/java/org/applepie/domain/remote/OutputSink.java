package org.applepie.domain.remote;

/** Takes the output of a job while it runs. Called by one thread at a time; must be quick or block (which slows the reader, never the job). */
public interface OutputSink {

    /**
     * Bytes of the job's log, in order, without gap or overlap.
     *
     * @param offset position of the first byte in the log
     */
    void output(long offset, byte[] bytes);

    /** The link to the server changed while the job goes on. */
    default void link(LinkState state) {}
}
