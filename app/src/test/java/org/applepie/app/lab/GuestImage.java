package org.applepie.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The disk of a freshly installed Debian, made once and kept. Never started itself: {@link Drives} are copies of it.
 *
 * @param apple the disk
 * @param key the private key that {@code root} and {@code ops} accept
 * @param hostKey the guest's own key, as {@code known_hosts} has it after the name
 */
public record GuestImage(Path apple, Path key, String hostKey) {

    private static final Duration BUILDING = Duration.ofMinutes(30);

    /** Debian 12 in the HOWTO's layout: /boot, swap and / on partitions of their own. */
    public static GuestImage ready() {
        return ready("bookworm", "boot");
    }

    /**
     * The image of the recipe as it stands; built first, which takes minutes, unless the cache has it.
     *
     * @param release Debian's name of it, such as {@code trixie}
     * @param layout of the drive, by its name in the recipe
     */
    public static GuestImage ready(String release, String layout) {
        Path folder = Path.of(Tool.run(
                        BUILDING,
                        "env",
                        "APPLEPIE_LAB_RELEASE=" + release,
                        "APPLEPIE_LAB_LAYOUT=" + layout,
                        "bash",
                        recipe().toString())
                .strip());
        return new GuestImage(
                folder.resolve("apple.img"), folder.resolve("lab_ed25519"), read(folder.resolve("host_ed25519.pub")));
    }

    /** Tests run in their module's folder, or at the root when started by hand. */
    private static Path recipe() {
        return Stream.of("src/test/lab/build-guest.sh", "app/src/test/lab/build-guest.sh")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no build-guest.sh below " + Path.of("").toAbsolutePath()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
