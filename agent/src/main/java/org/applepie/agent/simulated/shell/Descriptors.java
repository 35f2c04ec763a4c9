package org.applepie.agent.simulated.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The open descriptors of one process, by number. Who holds the table holds each of them. Safe for use by several threads. */
final class Descriptors {

    private static final int USUAL = 4;

    private @Nullable Descriptor[] open;
    private boolean closed;

    Descriptors() {
        open = new @Nullable Descriptor[USUAL];
    }

    private Descriptors(@Nullable Descriptor[] shared) {
        open = shared;
    }

    /** For a child. */
    synchronized Descriptors share() {
        @Nullable Descriptor[] copy = open.clone();
        for (Descriptor descriptor : copy) {
            if (descriptor != null) {
                descriptor.share();
            }
        }
        return new Descriptors(copy);
    }

    synchronized @Nullable Descriptor get(int number) {
        return number < open.length ? open[number] : null;
    }

    synchronized List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < open.length; number++) {
            if (open[number] != null) {
                numbers.add(number);
            }
        }
        return List.copyOf(numbers);
    }

    /** Puts a descriptor, null for none, in the place of another one, whose hold ends; after the end nothing is held. */
    void put(int number, @Nullable Descriptor descriptor) {
        Descriptor before = replaced(number, descriptor);
        if (before != null) {
            before.release();
        }
    }

    private synchronized @Nullable Descriptor replaced(int number, @Nullable Descriptor descriptor) {
        if (closed) {
            return descriptor;
        }
        if (number >= open.length) {
            if (descriptor == null) {
                return null;
            }
            open = Arrays.copyOf(open, number + USUAL);
        }
        Descriptor before = open[number];
        open[number] = descriptor;
        return before;
    }

    /** From now on nothing is held. */
    void close() {
        for (Descriptor descriptor : taken()) {
            if (descriptor != null) {
                descriptor.release();
            }
        }
    }

    private synchronized @Nullable Descriptor[] taken() {
        @Nullable Descriptor[] held = open;
        closed = true;
        open = new @Nullable Descriptor[0];
        return held;
    }
}
