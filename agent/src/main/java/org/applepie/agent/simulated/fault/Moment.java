package org.applepie.agent.simulated.fault;

import java.time.Duration;
import java.util.regex.Pattern;

/** When a fault strikes, counted from when it was set. */
public sealed interface Moment {

    /** Right before the n-th command from now starts; 1 is the next one. */
    record AtCommand(int nth) implements Moment {
        public AtCommand {
            if (nth < 1) {
                throw new IllegalArgumentException("commands are counted from 1");
            }
        }
    }

    /** Right before the first command starts in whose text {@code pattern}, a regular expression, is found. */
    record AtMatch(String pattern) implements Moment {
        public AtMatch {
            Pattern.compile(pattern);
        }

        boolean fits(String command) {
            return Pattern.compile(pattern).matcher(command).find();
        }
    }

    /** When the machine's clock has gone on by this much. */
    record After(Duration time) implements Moment {}

    /** When the server has sent exactly this many bytes of standard output; those bytes still arrive. */
    record AtOutput(long bytes) implements Moment {
        public AtOutput {
            if (bytes < 0) {
                throw new IllegalArgumentException("output has no byte " + bytes);
            }
        }
    }
}
