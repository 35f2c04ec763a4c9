package org.applepie.app.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.applepie.domain.kernel.KernelRelease;

/** Makes values of any record or sealed type of the domain from a seed. */
final class AnyValue {

    private static final List<String> TEXTS = List.of(
            "",
            "sda",
            "$(reboot)",
            "quote \" backslash \\ slash /",
            "line\nline\r\n\ttab\u0000nul",
            "grüße \u202e \ud83e\udd67",
            "</script>");

    private final Random random;

    AnyValue(long seed) {
        this.random = new Random(seed);
    }

    <T> T of(Class<T> type) {
        return type.cast(make(type, Map.of()));
    }

    private Object make(Type type, Map<TypeVariable<?>, Type> bound) {
        return switch (type) {
            case TypeVariable<?> variable -> make(bound.get(variable), bound);
            case ParameterizedType generic -> generic(generic, bound);
            case Class<?> plain -> plain(plain, bound);
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    private Object generic(ParameterizedType type, Map<TypeVariable<?>, Type> bound) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == List.class) {
            return several(arguments[0], bound);
        }
        if (raw == Set.class) {
            return Set.copyOf(several(arguments[0], bound));
        }
        if (raw == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(make(arguments[0], bound));
        }
        if (raw == Map.class) {
            return Map.of("/etc/fstab", make(arguments[1], bound), "x y", make(arguments[1], bound));
        }
        Map<TypeVariable<?>, Type> inner = new HashMap<>();
        IntStream.range(0, arguments.length)
                .forEach(i -> inner.put(raw.getTypeParameters()[i], resolve(arguments[i], bound)));
        return plain(raw, inner);
    }

    private static Type resolve(Type type, Map<TypeVariable<?>, Type> bound) {
        return type instanceof TypeVariable<?> variable ? bound.get(variable) : type;
    }

    private List<Object> several(Type type, Map<TypeVariable<?>, Type> bound) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> make(type, bound))
                .toList();
    }

    private Object plain(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type.isSealed()) {
            Class<?> chosen = type.getPermittedSubclasses()[random.nextInt(type.getPermittedSubclasses().length)];
            return record(chosen, rebind(chosen, bound));
        }
        return type.isRecord() ? record(type, bound) : scalar(type);
    }

    /** Fact and its records each have one type parameter, which stands for the same. */
    private static Map<TypeVariable<?>, Type> rebind(Class<?> chosen, Map<TypeVariable<?>, Type> bound) {
        return chosen.getTypeParameters().length == 1 && bound.size() == 1
                ? Map.of(
                        chosen.getTypeParameters()[0], bound.values().iterator().next())
                : bound;
    }

    private Object record(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> special(component, bound))
                .toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    /** A command needs a program, and a kernel a name of its own kind. */
    private Object special(RecordComponent component, Map<TypeVariable<?>, Type> bound) {
        boolean argv = component.getName().equals("argv");
        if (component.getDeclaringRecord().equals(KernelRelease.class)) {
            return "2.4." + random.nextInt(40) + "-386";
        }
        return argv ? List.of("mdadm", text(), text()) : make(component.getGenericType(), bound);
    }

    private Object scalar(Class<?> type) {
        return switch (type.getName()) {
            case "java.lang.String" -> text();
            case "int", "java.lang.Integer" -> random.nextInt(1, 1_000);
            case "long" -> random.nextLong(1, Long.MAX_VALUE);
            case "boolean" -> random.nextBoolean();
            case "java.util.UUID" -> new UUID(random.nextLong(), random.nextLong());
            case "java.time.Instant" ->
                Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
            case "java.time.Duration" -> Duration.ofMillis(random.nextLong(100_000_000));
            default -> throw new IllegalArgumentException(type.getName());
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
