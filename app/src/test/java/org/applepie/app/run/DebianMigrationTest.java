package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.debian.DebianServer;
import org.applepie.agent.simulated.hardware.Copies;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated machine with Debian 12, from one disk to RAID1 and back, by the real compiler, engine and agent over SSH. */
class DebianMigrationTest {

    private static final String MAIL = "/var/mail/user01/cur/1145900000.M1P0.mailhost:2,S";

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 200);
    private final DebianMachine postoffice = DebianMachine.postoffice(time, 7, 200_000, new Secret("pie"));

    @TempDir
    Path directory;

    @Test
    void postofficeGoesFromOneDiskToRaid1AndEachDriveStartsAlone() {
        List<SimulatedDrive> drives =
                List.copyOf(postoffice.server().machine().drives().values());
        String before = Copies.everyCopyOf(MAIL, drives).getFirst().digest();

        inConsole((console, server) -> console.migrate(server));

        assertThat(postoffice.server().arrays().orElseThrow().arrays())
                .hasSize(3)
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
        assertThat(Copies.everyCopyOf(MAIL, drives))
                .hasSize(2)
                .extracting(Copies.Copy::digest)
                .containsOnly(before);
        eachDriveStartsAlone(postoffice.server(), Position.scsi(0), Position.scsi(1));
    }

    private static void eachDriveStartsAlone(DebianServer server, Position first, Position second) {
        server.halt();
        SimulatedDrive pie = server.machine().pull(second).orElseThrow();
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
        server.halt();
        server.machine().pull(first);
        server.machine().plug(second, pie);
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
    }

    @Test
    void comesBackFromTheArraysToTheOldSystem() throws Exception {
        DebianServer server = postoffice.server();
        String fstab = file("/etc/fstab");
        String menu = file("/boot/grub/grub.cfg");

        inConsole((console, simulated) -> console.goBackFrom("point-of-no-return", simulated));

        assertThat(server.arrays().orElseThrow().arrays()).isEmpty();
        assertThat(server.files().orElseThrow().text("/etc/fstab")).isEqualTo(fstab);
        assertThat(server.files().orElseThrow().text("/boot/grub/grub.cfg")).isEqualTo(menu);
        server.halt();
        server.machine().pull(Position.scsi(1));
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
    }

    /** As it is on the drives before anything was done. */
    private String file(String path) throws Exception {
        DebianServer server = postoffice.server();
        server.powerOn();
        String text = server.files().orElseThrow().text(path);
        server.powerOff();
        return text;
    }

    private interface Work {
        void with(MigrationConsole console, SimulatedServer server);
    }

    private void inConsole(Work work) {
        SimulatedServers servers = SimulatedServers.start(List.of(postoffice));
        try (SshShell shell = new SshShell(AgentSettings.standard());
                MigrationConsole console = new MigrationConsole(directory, shell)) {
            work.with(console, servers.all().getFirst());
        }
    }
}
