package org.applepie.agent;

import org.applepie.domain.remote.LinkState;
import org.applepie.domain.remote.OutputSink;

/** How far the log of a job has been handed to its sink. Used by one thread. */
final class Progress {

    private final OutputSink sink;
    private long offset;
    private long connections;
    private LinkState link = LinkState.CONNECTED;

    Progress(OutputSink sink, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("an offset is never negative");
        }
        this.sink = sink;
        this.offset = offset;
    }

    /** Where the next byte belongs. */
    long offset() {
        return offset;
    }

    void output(byte[] bytes) {
        sink.output(offset, bytes);
        offset += bytes.length;
    }

    /** How often our script was heard. */
    long connections() {
        return connections;
    }

    void connected() {
        connections++;
        link(LinkState.CONNECTED);
    }

    /** Tells the sink, if it is news. */
    void link(LinkState state) {
        if (state != link) {
            link = state;
            sink.link(state);
        }
    }
}
