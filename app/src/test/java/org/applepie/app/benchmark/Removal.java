package org.applepie.app.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Takes away what a benchmark left on the disk. */
final class Removal {

    private Removal() {}

    /** The directory and all in it. */
    static void of(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Those directories in {@code parent} whose names fit. */
    static void of(Path parent, String names) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, names)) {
            for (Path directory : found) {
                of(directory);
            }
        }
    }
}
