package org.applepie.agent.simulated.files;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Files whose content comes into being when somebody looks, as those of /proc and /sys. Text is one char per byte. */
public sealed interface Generated {

    /** What a write to a generated file does; it gets the bytes of one write(2). */
    @FunctionalInterface
    interface Control {
        void write(String text) throws ErrnoException;
    }

    /** What a read of a generated file gives, asked once for each open. */
    @FunctionalInterface
    interface Content {
        String read() throws ErrnoException;
    }

    /** @param mode permission bits such as 0444 */
    record File(int mode, Content content, Control control) implements Generated {}

    /** A symbolic link; the target depends on the process that looks, whose number it gets (/proc/self). */
    record Link(IntFunction<String> target, int mode) implements Generated {
        public Link(IntFunction<String> target) {
            this(target, 0777);
        }
    }

    /** A directory; {@code find} gives null for names that are not there. */
    record Tree(Supplier<? extends Collection<String>> names, Function<String, @Nullable Generated> find)
            implements Generated {}

    static Generated text(Content content) {
        return new File(0444, content, text -> {
            throw new ErrnoException(Errno.EACCES);
        });
    }

    static Generated control(Content content, Control control) {
        return new File(0644, content, control);
    }

    static Generated link(String target) {
        return new Link(viewer -> target);
    }

    /** A directory that holds what the map holds at the moment somebody looks. */
    static Tree tree(Map<String, ? extends Generated> entries) {
        return new Tree(entries::keySet, entries::get);
    }
}
