package org.applepie.domain.disk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.applepie.domain.remote.Part;

/** The features of an ext file system by {@code tune2fs -l} of e2fsprogs 1.37. */
final class ExtFeatures {

    private static final String LINE = "Filesystem features:";

    /** Only says that the file system is mounted. */
    private static final String MOUNTED = "needs_recovery";

    private ExtFeatures() {}

    /** Names in alphabetical order with a blank between each two; empty if the answer does not tell them for sure. */
    static String of(Part listing) {
        List<String> lines =
                listing.text().lines().filter(line -> line.startsWith(LINE)).toList();
        // the state comes right below the features, so a line cut short is noticed
        boolean whole =
                listing.succeeded() && lines.size() == 1 && listing.text().contains("\nFilesystem state:");
        return whole
                ? Stream.of(lines.getFirst().substring(LINE.length()).strip().split(" +"))
                        .filter(word -> !word.equals(MOUNTED))
                        .sorted()
                        .collect(Collectors.joining(" "))
                : "";
    }
}
