package org.applepie.domain.inventory;

import java.util.Optional;
import java.util.function.Function;

/** Something a reading tells, or the reason why it cannot. */
public sealed interface Fact<T> {

    record Known<T>(T value) implements Fact<T> {}

    record Unknown<T>(String reason) implements Fact<T> {}

    static <T> Fact<T> of(T value) {
        return new Known<>(value);
    }

    static <T> Fact<T> unknown(String reason) {
        return new Unknown<>(reason);
    }

    /** The value, if it is known. */
    default Optional<T> known() {
        return switch (this) {
            case Known<T>(T v) -> Optional.of(v);
            case Unknown<T> u -> Optional.empty();
        };
    }

    default <U> Fact<U> map(Function<T, U> change) {
        return switch (this) {
            case Known<T>(T v) -> of(change.apply(v));
            case Unknown<T>(String reason) -> unknown(reason);
        };
    }

    default T orElse(T other) {
        return known().orElse(other);
    }
}
