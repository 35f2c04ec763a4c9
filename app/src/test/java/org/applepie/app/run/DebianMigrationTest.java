package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.debian.DebianServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated machine with Debian 12, from one disk to RAID1 and back, by the real compiler, engine and agent over SSH. */
class DebianMigrationTest {

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 200);
    private final DebianMachine postoffice = DebianMachine.postoffice(time, 7, 200_000, new Secret("pie"));
    private final Witness witness = Witness.of(postoffice);

    @TempDir
    Path directory;

    @Test
    void postofficeGoesFromOneDiskToRaid1AndEachDriveStartsAlone() {
        MigrationConsole.at(directory, postoffice, MigrationConsole::migrate);

        witness.isWhole();
        witness.eachDriveStartsAlone();
    }

    @Test
    void comesBackFromTheArraysToTheOldSystem() throws Exception {
        DebianServer server = postoffice.server();
        String fstab = witness.file("/etc/fstab");
        String menu = witness.file("/boot/grub/grub.cfg");

        MigrationConsole.at(
                directory, postoffice, (console, simulated) -> console.goBackFrom("point-of-no-return", simulated));

        assertThat(witness.arrays()).isEmpty();
        assertThat(server.files().orElseThrow().text("/etc/fstab")).isEqualTo(fstab);
        assertThat(server.files().orElseThrow().text("/boot/grub/grub.cfg")).isEqualTo(menu);
        witness.startsWithoutTheSecond();
    }
}
