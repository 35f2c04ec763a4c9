package org.applepie.web.run;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.applepie.domain.run.Runner.OutputMark;

/**
 * One event of a run's feed.
 *
 * @param after where a reader is who has got it
 */
record FeedEvent(FeedCursor after, Content content) {

    /** What an event tells. */
    sealed interface Content {
        /** Name of the event on the wire. */
        String event();
    }

    /** Something about the run changed; whoever shows it asks for it anew. */
    record Changed(long version) implements Content {
        @Override
        public String event() {
            return "state";
        }
    }

    /** Output of another attempt follows. */
    record Attempted(int attempt) implements Content {
        @Override
        public String event() {
            return "attempt";
        }
    }

    /** The run is over and everything was told. */
    record Over(long version) implements Content {
        @Override
        public String event() {
            return "over";
        }
    }

    /**
     * Bytes of the log, exactly.
     *
     * @param offset position of the first byte
     * @param data Base64
     * @param marks pairs of offset and epoch milliseconds: bytes from there on arrived then
     */
    record Output(int attempt, long offset, String data, List<long[]> marks) implements Content {

        static Output of(int attempt, long offset, byte[] bytes, List<OutputMark> marks) {
            List<long[]> pairs = new ArrayList<>();
            for (OutputMark mark : marks) {
                if (mark.offset() < offset + bytes.length) {
                    pairs.add(new long[] {mark.offset(), mark.epochMilli()});
                }
            }
            return new Output(attempt, offset, Base64.getEncoder().encodeToString(bytes), pairs);
        }

        @Override
        public String event() {
            return "output";
        }
    }
}
