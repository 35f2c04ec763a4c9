package org.applepie.app.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything about the files of some trees that a copy must not lose: bytes, kind, rights, owner, times to the nanosecond,
 * which names are one file, holes, extended attributes and ACLs. Not what no copy can keep: inode numbers, change times, and
 * how large a directory's own list is.
 *
 * @param files by path, each byte of which is one char; the facts of each by name
 */
public record Manifest(SortedMap<String, Map<String, String>> files) {

    private static final List<String> FIELDS = List.of(
            "path", "kind", "mode", "uid", "gid", "size", "links", "mtime", "target", "inode", "sparse", "sha256",
            "xattrs");

    /** Reads the trees in the guest, with nothing but what each Debian has: find, sha256sum and perl-base. */
    public static Manifest of(Guest guest, String... trees) {
        String[] argv = Stream.concat(Stream.of("perl", "-e", script(), "--"), Stream.of(trees))
                .toArray(String[]::new);
        Said said = guest.trySsh(argv);
        if (said.exit() != 0) {
            throw new IllegalStateException("no manifest, exit " + said.exit() + ": " + said.err());
        }
        return parse(said.bytes());
    }

    static Manifest parse(byte[] output) {
        String[] values = new String(output, StandardCharsets.ISO_8859_1).split("\0", -1);
        SortedMap<String, Map<String, String>> files = new TreeMap<>();
        for (int at = 0; at + FIELDS.size() < values.length; at += FIELDS.size()) {
            Map<String, String> facts = new LinkedHashMap<>();
            for (int field = 1; field < FIELDS.size(); field++) {
                facts.put(FIELDS.get(field), values[at + field]);
            }
            files.put(values[at], facts);
        }
        nameHardLinks(files);
        return new Manifest(Collections.unmodifiableSortedMap(files));
    }

    /** Inode numbers change with every copy; that the same names share one must not. */
    private static void nameHardLinks(SortedMap<String, Map<String, String>> files) {
        Map<String, String> firstName = new HashMap<>();
        files.forEach(
                (path, facts) -> facts.put("same as", firstName.computeIfAbsent(facts.remove("inode"), inode -> path)));
    }

    /** The same without some files or whole trees of them, such as what a migration is meant to change. */
    public Manifest without(String... paths) {
        SortedMap<String, Map<String, String>> left = new TreeMap<>(files);
        left.keySet()
                .removeIf(path -> Stream.of(paths).anyMatch(out -> path.equals(out) || path.startsWith(out + "/")));
        return new Manifest(left);
    }

    /** What is not the same in the other, one printable line each; none when nothing was lost and nothing came in. */
    public List<String> differences(Manifest other) {
        TreeSet<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(other.files.keySet());
        List<String> found = new ArrayList<>();
        for (String path : paths) {
            compare(path, files.get(path), other.files.get(path), found);
        }
        return found;
    }

    private static void compare(
            String path, Map<String, String> before, Map<String, String> after, List<String> found) {
        if (before == null || after == null) {
            found.add(printable(path) + (after == null ? ": gone" : ": new"));
            return;
        }
        before.forEach((fact, value) -> {
            if (!value.equals(after.get(fact))) {
                found.add(printable(path + ": " + fact + " was " + value + ", is " + after.get(fact)));
            }
        });
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.chars()
                .forEach(
                        c -> printable.append(c >= ' ' && c < 127 ? String.valueOf((char) c) : "\\x%02x".formatted(c)));
        return printable.toString();
    }

    private static String script() {
        try (InputStream script = Manifest.class.getResourceAsStream("manifest.pl")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
