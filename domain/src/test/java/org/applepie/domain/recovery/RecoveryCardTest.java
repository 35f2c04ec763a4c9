package org.applepie.domain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.inventory.ServerId;
import org.applepie.domain.remote.Command;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.runbook.Runbook.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person finds on paper before a server that does not start. */
class RecoveryCardTest {

    private static final Server SERVER = new Server(
            new ServerId(new UUID(1, 1)),
            "mailhost",
            new Endpoint("mailhost.example", 22),
            "root",
            Server.Environment.TEST,
            Server.Authentication.CONSOLE_KEY,
            Server.SudoMode.NOT_NEEDED,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            1);

    private static RecoveryCard card(String captured) {
        return of(Readings.captured(captured));
    }

    private static RecoveryCard of(Readings readings) {
        return RecoveryCard.of(SERVER, Optional.of(readings.reading()), List.of());
    }

    private static List<String> commands(RecoveryCard card) {
        return card.steps().stream()
                .flatMap(s -> s.commands().stream())
                .map(Command::display)
                .toList();
    }

    @Test
    void namesDrivesBySerialAndArraysByUuid() {
        RecoveryCard card = card("debian-12-mirrored");

        assertThat(card.drives())
                .extracting(RecoveryCard.Plate::mark)
                .containsExactlyInAnyOrder("serial APPLE001", "serial PIE001");
        assertThat(card.arrays()).extracting(RecoveryCard.Pair::use).containsExactlyInAnyOrder("/boot", "swap", "/");
        assertThat(card.arrays()).allSatisfy(a -> {
            assertThat(a.uuid()).matches("[0-9a-f]{8}(:[0-9a-f]{8}){3}");
            assertThat(a.members()).hasSize(2);
        });
    }

    @Test
    void looksReadOnlyBeforeAnythingIsWritten() {
        List<String> commands = commands(card("debian-12-mirrored"));

        assertThat(commands).anyMatch(c -> c.startsWith("mdadm --assemble --readonly --run /dev/md2 /dev/disk/by-id/"));
        assertThat(commands.stream().filter(c -> c.startsWith("mount -o ro")).toList())
                .isNotEmpty();
        assertThat(commands.indexOf("mdadm --readwrite /dev/md2"))
                .isGreaterThan(commands.indexOf("umount --recursive /mnt"));
        assertThat(commands)
                .containsSubsequence(
                        "mount /dev/md2 /mnt",
                        "mount /dev/md0 /mnt/boot",
                        "chroot /mnt update-initramfs -u -k 6.1.0-56-cloud-amd64",
                        "chroot /mnt update-grub",
                        "umount --recursive /mnt",
                        "reboot");
    }

    @Test
    void speaksTheToolsOfDebian31WhereThatRuns() {
        RecoveryCard card = card("sarge-mirrored");

        assertThat(card.family()).contains(Family.LEGACY);
        assertThat(commands(card))
                .contains("mdadm -E /dev/sda6", "mdadm -A -R /dev/md2 /dev/sda6 /dev/sdb6")
                .contains("chroot /mnt mkinitrd -o /boot/initrd.img-2.4.27-2-386-temp /lib/modules/2.4.27-2-386")
                .noneMatch(c -> c.contains("update-initramfs") || c.contains("by-id"));
        assertThat(card.never()).anyMatch(n -> n.contains("udev"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian-12-mirrored",
                "sarge-mirrored",
                "debian-12-mbr-single",
                "sarge-mailhost",
                "debian-12-degraded-copy"
            })
    void noCommandCreatesForcesOrAdds(String captured) {
        assertThat(commands(card(captured)))
                .noneMatch(c -> c.contains("--create")
                        || c.contains("--force")
                        || c.contains("--add")
                        || c.contains("--zero-superblock")
                        || c.contains("grub-reboot"));
    }

    @Test
    void isThereForAServerThatWasNeverRead() {
        RecoveryCard card = RecoveryCard.of(SERVER, Optional.empty(), List.of());

        assertThat(card.family()).isEmpty();
        assertThat(card.drives()).hasSize(2);
        assertThat(RecoveryText.print(card))
                .contains("The server was never read", "Label " + RecoveryText.BLANK, "mdadm --examine /dev/NAME1");
    }

    @Test
    void whatIsNotKnownIsABlank() {
        Readings unknown = Readings.captured("debian-12-mirrored")
                .withArrays(Fact.unknown("cut"))
                .withBootloader(Fact.unknown("cut"));

        assertThat(RecoveryText.print(of(unknown)))
                .contains("Boot loader: " + RecoveryText.BLANK)
                .contains("None known: " + RecoveryText.BLANK);
    }

    @Test
    void wordsOfAServerCannotBecomeCommands() {
        RecoveryCard card = of(Readings.captured("debian-12-mirrored")
                .withHost(h -> new org.applepie.domain.inventory.Host(
                        h.os(),
                        h.hostname(),
                        Fact.of("6.1; rm -rf /"),
                        h.firmware(),
                        h.machineId(),
                        h.bootId(),
                        h.kernelCommandLine(),
                        h.uid())));

        assertThat(commands(card)).contains("chroot /mnt update-initramfs -u -k '6.1; rm -rf /'");
    }
}
