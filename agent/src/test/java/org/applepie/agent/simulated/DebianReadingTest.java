package org.applepie.agent.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.runbook.Runbook;
import org.junit.jupiter.api.Test;

/** The console reads a simulated Debian 12 over its SSH port and plans its mirror. */
class DebianReadingTest extends ReadOverSsh {

    private static final Path CAPTURED =
            Path.of("../domain/src/test/resources/org/applepie/domain/inventory/reading/debian-12-mbr-single.txt");

    DebianReadingTest() {
        super(
                DebianMachine.postoffice(
                        SimulatedTime.scaled(Instant.parse("2026-11-22T12:00:00Z"), 50), 7, 20_000, new Secret("pie")),
                Endpoint.Algorithms.MODERN,
                Runbook.Family.CURRENT);
    }

    /** What it answers is what a real machine with the same layout answered. */
    @Test
    void readsAsTheRealMachineDoes() throws IOException {
        Reading real = ReadingParser.parse(Files.readAllBytes(CAPTURED), "SENTINEL", reading.takenAt());

        assertThat(reading.disks()).isEqualTo(real.disks());
        assertThat(reading.mapped()).isEqualTo(real.mapped());
        assertThat(reading.arrays()).isEqualTo(real.arrays());
        assertThat(reading.swaps()).isEqualTo(real.swaps());
        assertThat(reading.bootloader()).isEqualTo(real.bootloader());
        assertThat(reading.initramfs()).isEqualTo(real.initramfs());
        assertThat(reading.files()).isEqualTo(real.files());
        assertThat(reading.tools()).isEqualTo(real.tools());
        assertThat(reading.packageManager()).isEqualTo(real.packageManager());
        assertThat(reading.activeUnits()).isEqualTo(real.activeUnits());
        assertThat(reading.packages()).isEqualTo(real.packages());
        assertThat(reading.mount("/boot").orElseThrow().sourceKernelName()).isEqualTo("sda1");
    }
}
