package org.applepie.agent.simulated.hardware;

import java.util.List;
import java.util.Map;

/** Looks from outside at what lies where. Needs no power and disturbs nothing. */
public final class Copies {

    private Copies() {}

    /**
     * One copy of a file.
     *
     * @param start first sector of the file system it is in
     */
    public record Copy(SimulatedDrive drive, long start, String digest) {}

    /** SHA-256 of everything in a content that a copy must keep; a fixed word for what is no file system. */
    public static String digest(Content content) {
        return switch (content) {
            case Content.Files files -> TreeDigest.of(files.tree());
            case Content.Swap swap -> "swap " + swap.uuid();
            case Content.Foreign foreign -> "foreign " + foreign.type();
            case Content.Zeros zeros -> "zeros";
            case Content.Garbage garbage -> "garbage " + System.identityHashCode(garbage);
        };
    }

    /** Every copy of a file, by its path within its own file system, on all these drives. */
    public static List<Copy> everyCopyOf(String path, List<SimulatedDrive> drives) {
        return drives.stream()
                .flatMap(
                        drive -> drive.contents().entrySet().stream().flatMap(area -> copy(path, drive, area).stream()))
                .toList();
    }

    private static List<Copy> copy(String path, SimulatedDrive drive, Map.Entry<Long, Content> area) {
        return area.getValue() instanceof Content.Files files
                ? TreeDigest.ofFile(files.tree(), path).stream()
                        .map(digest -> new Copy(drive, area.getKey(), digest))
                        .toList()
                : List.of();
    }
}
