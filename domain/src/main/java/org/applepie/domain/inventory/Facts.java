package org.applepie.domain.inventory;

import java.util.function.Function;
import java.util.function.Supplier;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** The one place where what a parser refuses becomes an unknown fact. */
final class Facts {

    private Facts() {}

    /** The fact in one part; unknown if its command failed or the parser cannot read what it printed. */
    static <T> Fact<T> of(FramedAnswer answer, String name, Function<String, T> parser) {
        Part part = answer.part(name);
        return part.succeeded() ? of(name, () -> parser.apply(part.text())) : Fact.unknown(part.failure());
    }

    /** What {@code parser} returns; unknown with the message if it throws IllegalArgumentException. */
    static <T> Fact<T> of(String name, Supplier<T> parser) {
        try {
            return Fact.of(parser.get());
        } catch (IllegalArgumentException e) {
            return Fact.unknown(name + ": " + e.getMessage());
        }
    }
}
