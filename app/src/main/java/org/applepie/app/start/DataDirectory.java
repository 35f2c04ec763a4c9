package org.applepie.app.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where the console keeps everything it keeps; only its owner may enter. */
public record DataDirectory(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * Opens the directory, made if it is missing.
     *
     * @throws StartRefused if it cannot be made or others may enter it
     */
    public static DataDirectory open(Path wanted) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(path);
            if (!OWNER_ONLY.containsAll(granted)) {
                throw new StartRefused(
                        "The data directory " + path + " is open to others (" + PosixFilePermissions.toString(granted)
                                + ").",
                        "Run: chmod 700 " + path);
            }
            return new DataDirectory(path);
        } catch (IOException e) {
            throw new StartRefused(
                    "The data directory " + path + " cannot be used: " + e,
                    "Make it, or name another one with --applepie.data=<directory>.");
        }
    }

    public Path file(String name) {
        return path.resolve(name);
    }

    /** URL of the database in it. A session that forgets its statements parses them again at every step of a run. */
    public String databaseUrl() {
        return "jdbc:h2:file:" + file("applepie")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
                + ";QUERY_CACHE_SIZE=64";
    }
}
