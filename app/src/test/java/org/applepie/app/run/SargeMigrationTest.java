package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.applepie.agent.AgentSettings;
import org.applepie.agent.SshShell;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.hardware.Copies;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated machines with Debian 3.1, from one disk to RAID1 and back, by the real compiler, engine and agent over SSH. */
class SargeMigrationTest {

    private static final String MAIL = "/var/mail/user01/cur/1145900000.M1P0.mailhost:2,S";

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200);

    @TempDir
    Path directory;

    @Test
    void mailhostGoesFromOneDiskToRaid1AndEachDriveStartsAlone() throws Exception {
        SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        List<SimulatedDrive> drives =
                List.copyOf(mailhost.server().machine().drives().values());
        String before = Copies.everyCopyOf(MAIL, drives).getFirst().digest();

        inConsole(mailhost, (console, server) -> console.migrate(server));

        assertThat(mailhost.server().arrays().orElseThrow().arrays())
                .hasSize(3)
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
        assertThat(Copies.everyCopyOf(MAIL, drives))
                .hasSize(2)
                .extracting(Copies.Copy::digest)
                .containsOnly(before);
        eachDriveStartsAlone(mailhost.server(), Position.scsi(0), Position.scsi(1));
    }

    private static void eachDriveStartsAlone(SargeServer server, Position first, Position second) {
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
    void theSameOnIdeDrivesWhichTellTheirSerials() throws Exception {
        SargeMachine idehost = SargeMachine.idehost(time, 7, 200_000, new Secret("pie"));

        inConsole(idehost, (console, server) -> console.migrate(server));

        assertThat(idehost.server().arrays().orElseThrow().arrays())
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
    }

    @Test
    void comesBackFromTheArraysToTheOldSystem() throws Exception {
        SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        String fstab = mailhostFile(mailhost, "/etc/fstab");
        String lilo = mailhostFile(mailhost, "/etc/lilo.conf");

        inConsole(mailhost, (console, server) -> console.goBackFrom("point-of-no-return", server));

        assertThat(mailhost.server().arrays().orElseThrow().arrays()).isEmpty();
        assertThat(mailhost.server().files().orElseThrow().text("/etc/fstab")).isEqualTo(fstab);
        assertThat(mailhost.server().files().orElseThrow().text("/etc/lilo.conf"))
                .isEqualTo(lilo);
        mailhost.server().halt();
        mailhost.server().machine().pull(Position.scsi(1));
        mailhost.server().powerOn();
        assertThat(mailhost.server().reachable())
                .as(mailhost.server().console())
                .isTrue();
    }

    /** As it is on the drives before anything was done. */
    private static String mailhostFile(SargeMachine machine, String path) throws Exception {
        machine.server().powerOn();
        String text = machine.server().files().orElseThrow().text(path);
        machine.server().powerOff();
        return text;
    }

    private interface Work {
        void with(MigrationConsole console, SimulatedServer server);
    }

    private void inConsole(SargeMachine machine, Work work) {
        SimulatedServers servers = SimulatedServers.start(List.of(machine));
        try (SshShell shell = new SshShell(AgentSettings.standard());
                MigrationConsole console = new MigrationConsole(directory, shell)) {
            work.with(console, servers.all().getFirst());
        }
    }
}
