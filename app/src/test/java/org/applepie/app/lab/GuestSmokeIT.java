package org.applepie.app.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lab itself, each verb once on one guest, about five minutes. The migration tests use most of the verbs, so this runs
 * only when asked for: {@code -Dapplepie.lab.smoke=true}, after a change of the lab.
 */
@RequiresQemu
@EnabledIfSystemProperty(
        named = "applepie.lab.smoke",
        matches = "true",
        disabledReason = "The lab's own test; to run it, say -Dapplepie.lab.smoke=true")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestSmokeIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MIB = 1 << 20;

    @TempDir
    static Path folder;

    private static Guest guest;
    private static Manifest installed;

    @BeforeAll
    static void switchOn() {
        GuestImage image = GuestImage.ready();
        guest = new Guest(image, Drives.of(image, folder).withPie()).start().awaitSsh();
    }

    @AfterAll
    static void switchOff() {
        guest.close();
    }

    @Test
    @Order(1)
    void seesBothDrivesByTheirSerialNumbers() {
        assertThat(guest.ssh("lsblk", "-dno", "SERIAL").lines()).contains("APPLE001", "PIE001");
        assertThat(guest.ssh("findmnt", "-no", "SOURCE", "/"))
                .isEqualTo(guest.ssh("realpath", Drives.byId("apple") + "-part6"));
        assertThat(guest.ssh("blkid", "-p", "-u", "filesystem,raid", Drives.byId("apple") + "-part1"))
                .contains("ext4");
        assertThat(guest.trySsh("blkid", "-p", Drives.byId("pie")).exit()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void hasEverythingThatACopyMayLose() {
        installed = Manifest.of(guest, "/srv", "/home", "/boot", "/etc");
        assertThat(installed.files()).hasSizeGreaterThan(2300);
        assertThat(facts("/srv/mail/links/other/three"))
                .containsEntry("links", "4")
                .containsEntry("same as", "/srv/mail/box02/hard");
        assertThat(facts("/srv/mail/sparse/tail-only-hole")).containsEntry("sparse", "yes");
        assertThat(facts("/srv/mail/archive.mbox")).containsEntry("sparse", "no");
        assertThat(facts("/srv/mail/box01/notify")).containsEntry("kind", "p");
        assertThat(facts("/srv/mail/rights/setuid")).containsEntry("mode", "04755");
        assertThat(facts("/srv/mail/rights/acl").get("xattrs")).startsWith("system.posix_acl_access=02000000");
        assertThat(facts("/srv/mail/rights/shared").get("xattrs"))
                .contains("system.posix_acl_default=", "user.on-a-directory=796573");
        assertThat(facts("/srv/mail/odd names/new\nline").get("mtime"))
                .matches("1[0-9]{9}\\.[0-9]{9}0")
                .doesNotEndWith("000000000");
        assertThat(facts("/srv/mail/odd names/latin1-\u00e9\u00ff")).containsEntry("kind", "f");
    }

    @Test
    @Order(3)
    void namesEachDifferenceOnce() {
        guest.ssh("sh", "-c", "cd /srv/mail/rights && cp -p acl kept && mv kept acl && printf x >>../box03/new");
        assertThat(installed.differences(Manifest.of(guest, "/srv", "/home", "/boot", "/etc")))
                .anyMatch(line -> line.startsWith("/srv/mail/box03/new: new"))
                .anyMatch(line -> line.startsWith("/srv/mail/rights: mtime was"))
                .noneMatch(line -> line.contains("sha256"));
        installed = Manifest.of(guest, "/srv", "/home", "/boot", "/etc");
    }

    @Test
    @Order(4)
    void comesBackAfterARebootWithTheSameFiles() {
        String before = guest.bootId();
        guest.reboot();
        assertThat(guest.bootId()).isNotEqualTo(before);
        assertThat(installed.differences(Manifest.of(guest, "/srv", "/home", "/boot", "/etc")))
                .isEmpty();
    }

    @Test
    @Order(5)
    void pullsAndPlugsADrive() {
        guest.pull("pie");
        Await.until("pie is gone", SOON, guest::console, () -> !guest.sees("pie"));
        guest.plug("pie");
        Await.until("pie is back", SOON, guest::console, () -> guest.sees("pie"));
    }

    @Test
    @Order(6)
    void slowsADriveAndLetsItRunFreeAgain() {
        guest.throttle("pie", 2 * MIB);
        long slow = millisToWrite(8);
        guest.throttle("pie", 0);
        assertThat(slow).isGreaterThan(2000).isGreaterThan(millisToWrite(8));
    }

    @Test
    @Order(7)
    void breaksADriveDown() {
        guest.breakDown("pie");
        assertThat(guest.trySsh("dd", "if=" + Drives.byId("pie"), "of=/dev/null", "count=1", "iflag=direct")
                        .exit())
                .isNotZero();
        assertThat(guest.sees("pie")).isTrue();
        assertThat(guest.ssh("findmnt", "-no", "FSTYPE", "/")).isEqualTo("ext4");
    }

    @Test
    @Order(8)
    void startsAgainAfterThePowerFailed() {
        String before = guest.bootId();
        guest.powerLoss().awaitBootAfter(before);
        assertThatThrownBy(() -> guest.forkDrives(folder.resolve("too-early")))
                .hasMessageContaining("switch the guest off");
    }

    @Test
    @Order(9)
    void startsWithSwappedDrivesOrOneAloneOnACopy() {
        guest.shutdown();
        Drives copies = guest.forkDrives(folder.resolve("copy"));
        try (Guest twin = new Guest(guest.image(), copies)) {
            twin.startFrom("apple", List.of("pie", "apple")).awaitSsh().powerOff();
            assertThatThrownBy(() -> twin.start("pie").awaitSsh()).hasMessageContaining("No bootable device");
        }
    }

    private static long millisToWrite(int mib) {
        long begin = System.nanoTime();
        guest.ssh("dd", "if=/dev/urandom", "of=" + Drives.byId("pie"), "bs=1M", "count=" + mib, "oflag=direct");
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static Map<String, String> facts(String path) {
        assertThat(installed.files()).containsKey(path);
        return installed.files().get(path);
    }
}
