package org.applepie.app.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import org.applepie.app.start.StartRefused;

/** The file that holds the key, as 64 hexadecimal digits; only its owner may read it. */
final class KeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    KeyFile(Path file) {
        this.file = file;
    }

    /**
     * The key; made on first start.
     *
     * @param inUse true if something is sealed already, so that a new key would be of no use
     * @throws StartRefused if the file is missing though it is needed, is no key, or is open to others
     */
    SealingKey open(boolean inUse) {
        try {
            if (!Files.exists(file)) {
                refuseIf(
                        inUse,
                        "The key file " + file + " is missing, and the stored passwords and keys need it.",
                        "Put the file back from your backup.");
                create();
            }
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create() throws IOException {
        byte[] text = (HexFormat.of().formatHex(SealingKey.random()) + "\n").getBytes(StandardCharsets.US_ASCII);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(text));
            channel.force(true);
        }
    }

    private SealingKey read() throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        boolean tooWide = granted.stream().anyMatch(permission -> !OWNER_ONLY.contains(permission));
        refuseIf(
                tooWide,
                "The key file " + file + " is open to others (" + PosixFilePermissions.toString(granted) + ").",
                "Run: chmod 600 " + file + " - and think about who may have read it.");
        String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        refuseIf(
                !text.matches("[0-9a-f]{64}"),
                "The file " + file + " does not hold a key of 64 hexadecimal digits.",
                "Put the file back from your backup.");
        return new SealingKey(HexFormat.of().parseHex(text));
    }

    private static void refuseIf(boolean wrong, String reason, String remedy) {
        if (wrong) {
            throw new StartRefused(reason, remedy);
        }
    }
}
