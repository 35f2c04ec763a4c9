package org.applepie.domain.disk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.applepie.domain.remote.FramedAnswer;
import org.applepie.domain.remote.Part;

/** Tables and boot records of drives on kernel 2.4. sfdisk 2.12 complains of a blank drive, so its first sector decides. */
final class LegacyTables {

    private static final String END_OF_TABLE = "55aa";
    // LILO gives each drive it sees an id at byte 0x1b8, those it does not install on too.
    private static final Pattern ZEROS = Pattern.compile("0*|0{880}[0-9a-f]{8}0{136}");

    private final FramedAnswer answer;
    private final Function<String, PartitionTable> dumpReader;
    private final Map<String, String> digits = new HashMap<>();

    LegacyTables(FramedAnswer answer, Function<String, PartitionTable> dumpReader) {
        this.answer = answer;
        this.dumpReader = dumpReader;
    }

    PartitionTable table(String drive) {
        Part sector = answer.part("sector:" + drive);
        if (!sector.succeeded()) {
            return new PartitionTable.Other("unread: " + sector.failure());
        }
        if (!hex(sector).endsWith(END_OF_TABLE)) {
            return new PartitionTable.None();
        }
        Part dump = answer.part("table:" + drive);
        if (!dump.succeeded()) {
            return new PartitionTable.Other("unread: " + dump.failure());
        }
        try {
            return withId(
                    dumpReader.apply(dump.text()),
                    BootSector.ofDigits(hex(sector)).volumeId());
        } catch (IllegalArgumentException e) {
            return new PartitionTable.Other("unread: " + e.getMessage());
        }
    }

    /** sfdisk of that age does not tell the id, which LILO uses. */
    private static PartitionTable withId(PartitionTable table, String id) {
        return switch (table) {
            case PartitionTable.Dos dos -> new PartitionTable.Dos(id, dos.entries());
            case PartitionTable.Gpt gpt -> gpt;
            case PartitionTable.None none -> none;
            case PartitionTable.Other other -> other;
        };
    }

    BootRecord bootRecord(String drive) {
        Part sector = answer.part("sector:" + drive);
        if (!sector.succeeded()) {
            return new BootRecord.Unread(sector.failure());
        }
        try {
            return BootSector.ofDigits(hex(sector)).record();
        } catch (IllegalArgumentException e) {
            return new BootRecord.Unread(String.valueOf(e.getMessage()));
        }
    }

    /** What a first sector without a table holds, if it is not blank: a drive that was cleaned holds zeros. */
    Optional<Signature> unexplained(String drive) {
        Part sector = answer.part("sector:" + drive);
        if (!sector.succeeded()) {
            return Optional.of(Signature.unread(sector.failure()));
        }
        String hex = hex(sector);
        return hex.endsWith(END_OF_TABLE) || ZEROS.matcher(hex).matches()
                ? Optional.empty()
                : Optional.of(new Signature("data in its first sector", 0, "", ""));
    }

    private String hex(Part sector) {
        return digits.computeIfAbsent(sector.name(), name -> FirstSector.digits(sector.text()));
    }
}
