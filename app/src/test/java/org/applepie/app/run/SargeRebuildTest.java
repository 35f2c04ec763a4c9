package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.runbook.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirrored mailhost after kernel upgrades, by the real compiler, engine and agent over SSH. */
class SargeRebuildTest {

    private static final Goal NEWEST = new Goal.RebuildBoot(Optional.empty());

    private final SimulatedTime time = SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200);
    private final SargeMachine mailhost = SargeMachine.mailhost(time, 7, 200_000, new Secret("pie"));

    @TempDir
    Path directory;

    @Test
    void rebuildsForTheSameKernelAndForTheNextAndFindsBackAndRefusesWhatNobodyCameBackFrom() throws Exception {
        MigrationConsole.at(directory, mailhost, (console, server) -> {
            console.migrate(server);
            console.reach(NEWEST, server);
            assertThat(console.type("cat /proc/cmdline", server)).contains("BOOT_IMAGE=2.4.27-2-386 ");

            console.type("apt-get --yes install kernel-image-2.4.27-3-386", server);
            console.goBackFrom("final-reboot", NEWEST, server);
            assertThat(console.type("uname -r", server)).isEqualTo("2.4.27-2-386\n");

            console.reach(NEWEST, server);
            assertThat(console.type("uname -r", server)).isEqualTo("2.4.27-3-386\n");
            assertThat(console.type("lilo -q", server))
                    .contains("2.4.27-3-386    *")
                    .contains("LinuxKEPT", "LinuxOLD");

            refuses(console, server);
        });

        eachDriveStarts("2.4.27-3-386");
        mailhost.server().powerOff();
        mailhost.server().powerOn("LinuxKEPT");
        assertThat(running()).isEqualTo("2.4.27-2-386");
    }

    private static void refuses(MigrationConsole console, SimulatedServer server) {
        Goal same = new Goal.RebuildBoot(Optional.of("2.4.27-3-386"));
        console.type("apt-get --yes --download-only install kernel-image-2.6.8-3-386", server);
        assertThat(console.refused(NEWEST, server)).isEmpty();
        console.type(
                "cp /boot/vmlinuz-2.4.27-3-386 /boot/vmlinuz-2.6.8-3-386 && mkdir /lib/modules/2.6.8-3-386", server);
        assertThat(console.refused(NEWEST, server)).containsExactly("kernel-of-another-series");
        assertThat(console.refused(same, server)).isEmpty();
        console.type("apt-get --yes install udev", server);
        assertThat(console.refused(same, server)).containsExactly("upgrade-brings-udev");
    }

    private String running() throws Exception {
        SargeServer server = mailhost.server();
        assertThat(server.reachable()).as(server.console()).isTrue();
        return server.files().orElseThrow().text("/proc/sys/kernel/osrelease").strip();
    }

    private void eachDriveStarts(String kernel) throws Exception {
        SargeServer server = mailhost.server();
        server.halt();
        SimulatedDrive pie = server.machine().pull(Position.scsi(1)).orElseThrow();
        server.powerOn();
        assertThat(running()).isEqualTo(kernel);
        server.halt();
        server.machine().pull(Position.scsi(0));
        server.machine().plug(Position.scsi(1), pie);
        server.powerOn();
        assertThat(running()).isEqualTo(kernel);
    }
}
