package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulated machines with Debian 3.1, from one disk to RAID1 and back, by the real compiler, engine and agent over SSH. */
class SargeMigrationTest {

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200);

    @TempDir
    Path directory;

    @Test
    void mailhostGoesFromOneDiskToRaid1AndEachDriveStartsAlone() {
        SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        Witness witness = Witness.of(mailhost);

        MigrationConsole.at(directory, mailhost, MigrationConsole::migrate);

        witness.isWhole();
        witness.eachDriveStartsAlone();
    }

    @Test
    void theSameOnIdeDrivesWhichTellTheirSerials() {
        SargeMachine idehost = SargeMachine.idehost(time, 7, 200_000, new Secret("pie"));

        MigrationConsole.at(directory, idehost, MigrationConsole::migrate);

        assertThat(idehost.server().arrays().orElseThrow().arrays())
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
    }

    @Test
    void comesBackFromTheArraysToTheOldSystem() throws Exception {
        SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));
        SargeServer server = mailhost.server();
        Witness witness = Witness.of(mailhost);
        String fstab = witness.file("/etc/fstab");
        String lilo = witness.file("/etc/lilo.conf");

        MigrationConsole.at(
                directory, mailhost, (console, simulated) -> console.goBackFrom("point-of-no-return", simulated));

        assertThat(witness.arrays()).isEmpty();
        assertThat(server.files().orElseThrow().text("/etc/fstab")).isEqualTo(fstab);
        assertThat(server.files().orElseThrow().text("/etc/lilo.conf")).isEqualTo(lilo);
        witness.startsWithoutTheSecond();
    }
}
