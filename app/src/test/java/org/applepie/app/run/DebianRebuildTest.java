package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.runbook.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirrored postoffice after kernel upgrades, by the real compiler, engine and agent over SSH, with somebody at GRUB's menu. */
class DebianRebuildTest {

    private static final Goal NEWEST = new Goal.RebuildBoot(Optional.empty());
    private static final String FIRST = "6.1.0-56-cloud-amd64";
    private static final String SECOND = "6.1.0-57-cloud-amd64";
    private static final String THIRD = "6.1.0-58-cloud-amd64";

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 200);
    private final DebianMachine postoffice = DebianMachine.postoffice(time, 7, 200_000, new Secret("pie"));
    private final Witness witness = Witness.of(postoffice);

    @TempDir
    Path directory;

    private MigrationConsole console;
    private SimulatedServer server;

    /** What is done with the mirror that the console has made of the machine. */
    private interface Work {
        void run();
    }

    private void afterItsMigration(Work work) {
        MigrationConsole.at(directory, postoffice, (at, simulated) -> {
            console = at;
            server = simulated;
            console.migrate(server);
            work.run();
        });
    }

    private void choosesAtTheMenu(String kernel) {
        postoffice.server().whenMenuWaits(() -> server.controls().console().type("Applepie: try kernel " + kernel));
    }

    private String type(String line) {
        return console.type(line, server);
    }

    private void upgrade(String kernel) {
        type("apt-get --yes install linux-image-" + kernel);
    }

    @Test
    void rebuildsForTheSameKernelForTheNextAndForTheOneAfter() throws Exception {
        afterItsMigration(() -> {
            choosesAtTheMenu(FIRST);
            console.reach(NEWEST, server);
            assertThat(type("uname -r")).isEqualTo(FIRST + "\n");

            upgrade(SECOND);
            choosesAtTheMenu(SECOND);
            console.reach(NEWEST, server);
            assertThat(type("uname -r")).isEqualTo(SECOND + "\n");
            assertThat(type("cat /proc/cmdline")).doesNotContain("applepie=");
            assertThat(type("grep -c menuentry /boot/grub/custom.cfg")).isEqualTo("1\n");

            upgrade(THIRD);
            choosesAtTheMenu(THIRD);
            console.reach(NEWEST, server);
        });

        witness.isWhole();
        witness.eachDriveStartsAlone();
        assertThat(postoffice.server().files().orElseThrow().text("/proc/sys/kernel/osrelease"))
                .isEqualTo(THIRD + "\n");
    }
}
