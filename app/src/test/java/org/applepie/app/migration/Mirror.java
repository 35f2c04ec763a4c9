package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.applepie.app.lab.Drives;
import org.applepie.app.lab.Guest;
import org.applepie.app.lab.Manifest;

/** What is true of a guest whose drives are mirrored, looked at from outside the console. */
final class Mirror {

    /** The UUIDs of the recipe's file systems and swap, which only apple's old partitions had. */
    private static final List<String> OLD = List.of(
            "70070000-0a99-4e1e-8000-000000000006",
            "b0070000-0a99-4e1e-8000-000000000001",
            "53760000-0a99-4e1e-8000-000000000003",
            "5a990000-0a99-4e1e-8000-000000000005");

    private static final List<String> STARTING =
            List.of("/etc/fstab", "/boot/grub/grub.cfg", "/etc/initramfs-tools", "/etc/default/grub");

    private Mirror() {}

    /** Three whole arrays carry the mount points and swap, and nothing that starts the machine names an old partition. */
    static void isWhole(Guest guest, String... mountPoints) {
        assertThat(guest.ssh("cat", "/proc/mdstat").lines().filter(l -> l.contains("[UU]")))
                .hasSize(3);
        for (String mountPoint : mountPoints) {
            assertThat(source(guest, mountPoint)).as(mountPoint).startsWith("/dev/md");
        }
        assertThat(guest.ssh("cat", "/proc/swaps")).contains("/dev/md").doesNotContain("/dev/sd");
        for (String old : OLD) {
            assertThat(guest.trySsh(grep(old)).exit()).as("old UUID " + old).isEqualTo(1);
        }
    }

    private static String[] grep(String word) {
        List<String> argv = new ArrayList<>(List.of("grep", "-rl", word));
        argv.addAll(STARTING);
        return argv.toArray(String[]::new);
    }

    private static String source(Guest guest, String mountPoint) {
        return guest.ssh("findmnt", "-no", "SOURCE", mountPoint);
    }

    /** On copies of the drives: two halves that each ran alone must never meet again. */
    static void startsFromEachDriveAlone(Guest off, Path directory, Manifest before) throws IOException {
        for (String drive : List.of("apple", "pie")) {
            Drives copies = off.forkDrives(Files.createDirectory(directory.resolve("alone-" + drive)));
            try (Guest alone = new Guest(off.image(), copies)) {
                alone.start(drive).awaitSsh();
                assertThat(source(alone, "/")).startsWith("/dev/md");
                assertThat(before.differences(Data.of(alone)))
                        .as("on " + drive + " alone")
                        .isEmpty();
            }
        }
    }
}
