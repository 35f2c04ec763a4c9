package org.applepie.domain.runbook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.Later;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a tree of records: each node gives its type's name and its parts, each text its length, so that two
 * different trees never give the same bytes. Sets count in sorted order.
 */
final class CanonicalDigest {

    /** A digest is asked for before every step; to look at the same classes anew each time would cost most of it. */
    private static final ClassValue<List<Part>> PARTS = new ClassValue<>() {
        @Override
        protected List<Part> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Part::of).toList();
        }
    };

    private final MessageDigest digest;

    private CanonicalDigest(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(Record root) {
        try {
            CanonicalDigest canonical = new CanonicalDigest(MessageDigest.getInstance("SHA-256"));
            canonical.add(root);
            return HexFormat.of().formatHex(canonical.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> text("null");
            case Record r -> record(r);
            case Set<?> s -> all(s.stream().map(String::valueOf).sorted().toList());
            case Collection<?> c -> all(c);
            case Optional<?> o -> add(o.orElse(null));
            default -> text(value.toString());
        }
    }

    private void all(Collection<?> values) {
        text("list " + values.size());
        values.forEach(this::add);
    }

    private void record(Record r) {
        text(r.getClass().getName());
        for (Part part : PARTS.get(r.getClass())) {
            part(part, part.of(r));
        }
    }

    private void part(Part part, @Nullable Object value) {
        Later later = part.later();
        if (later != null) {
            if (String.valueOf(value).equals(later.absent())) {
                return;
            }
            text("later " + part.name());
        }
        add(value);
    }

    /**
     * A component of a record.
     *
     * @param later if it came later than the record: it is named, so that it is never taken for the part of another record
     */
    private record Part(
            String name, Method accessor, @Nullable Later later) {

        static Part of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            return new Part(component.getName(), component.getAccessor(), component.getAnnotation(Later.class));
        }

        @Nullable
        Object of(Record r) {
            try {
                return accessor.invoke(r);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a record's parts are readable", e);
            }
        }
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
