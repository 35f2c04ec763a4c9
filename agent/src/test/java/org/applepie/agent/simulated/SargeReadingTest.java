package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

/** The console reads a simulated Debian 3.1 over its SSH port and plans its mirror. */
class SargeReadingTest extends ReadOverSsh {

    SargeReadingTest() {
        super(
                SargeMachine.mailhost(
                        SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 50), 7, 20_000, new Secret("pie")),
                Endpoint.Algorithms.LEGACY_TOO,
                Runbook.Family.LEGACY);
    }

    @Test
    void showsBothDrivesWhereTheySit() {
        assertThat(reading.disks().orElse(List.of()))
                .extracting(disk -> disk.kernelName())
                .containsExactly("sda", "sdb");
        assertThat(reading.disks().orElse(List.of()))
                .extracting(disk -> disk.identity().position())
                .containsExactly("scsi/host0/bus0/target0/lun0", "scsi/host0/bus0/target1/lun0");
    }

    @Test
    void knowsMountsSwapServicesAndTools() {
        assertThat(reading.mount("/").orElseThrow().sourceKernelName()).isEqualTo("sda6");
        assertThat(reading.mount("/boot").orElseThrow().sourceKernelName()).isEqualTo("sda1");
        assertThat(reading.swaps().orElse(List.of())).hasSize(1);
        assertThat(reading.activeUnits().orElse(List.of())).contains("ssh", "exim4", "cron");
        assertThat(reading.tools().orElse(Map.of())).containsKeys("sfdisk", "lilo", "mkinitrd", "tune2fs");
        assertThat(reading.file("/etc/lilo.conf").orElseThrow()).contains("boot=/dev/sda");
        assertThat(reading.file("/etc/fstab").orElseThrow()).contains("/dev/sda6");
    }
}
