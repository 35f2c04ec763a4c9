package org.applepie.domain.runbook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.applepie.domain.Later;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over a tree of records: each node gives its type's name and its parts, each text its length, so that two
 * different trees never give the same bytes. Sets count in sorted order.
 */
final class CanonicalDigest {

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
        for (RecordComponent component : r.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                part(component, component.getAccessor().invoke(r));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a record's parts are readable", e);
            }
        }
    }

    /** A part that came later is named, so that it is never taken for the part of another record. */
    private void part(RecordComponent component, @Nullable Object value) {
        Later later = component.getAnnotation(Later.class);
        if (later != null) {
            if (String.valueOf(value).equals(later.absent())) {
                return;
            }
            text("later " + component.getName());
        }
        add(value);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
