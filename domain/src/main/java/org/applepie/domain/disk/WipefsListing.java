package org.applepie.domain.disk;

import java.util.List;

/** Reads what {@code wipefs -n -p -O OFFSET,TYPE,UUID,LABEL} prints: no heading or one, then {@code 0x438,ext4,uuid,label}. */
public final class WipefsListing {

    private WipefsListing() {}

    /**
     * The signatures in the order found.
     *
     * @throws IllegalArgumentException if a line has another form
     */
    public static List<Signature> parse(String output) {
        return output.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(WipefsListing::signature)
                .toList();
    }

    private static Signature signature(String line) {
        // The label comes last: it is the one field that may hold a comma.
        String[] fields = line.split(",", 4);
        if (fields.length < 4 || !fields[0].matches("0x[0-9a-f]{1,15}") || fields[1].isBlank()) {
            throw new IllegalArgumentException("wipefs printed a line of another form");
        }
        long offset = Long.parseLong(fields[0].substring(2), 16);
        return new Signature(fields[1], offset, HexEscapes.decode(fields[2]), HexEscapes.decode(fields[3]));
    }
}
