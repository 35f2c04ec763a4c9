package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.applepie.app.lab.Drives;
import org.applepie.app.lab.Guest;
import org.applepie.app.lab.GuestImage;
import org.applepie.app.lab.Manifest;
import org.applepie.app.lab.RequiresQemu;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A real Debian 12 takes the way back twice: when pie vanishes during the copy, and, with pie back and its remains confirmed
 * as worthless, after the trial boot. Both times the old system is as it was.
 */
@RequiresQemu
class WayBackIT {

    @TempDir
    Path directory;

    @Test
    void theOldSystemComesBackAfterTheTrialBoot() throws Exception {
        GuestImage image = GuestImage.ready();
        Drives both = Drives.of(image, Files.createDirectory(directory.resolve("drives")))
                .withPie();
        long aSectorLess = Files.size(both.file("pie")) - 512;
        try (Guest guest = new Guest(image, both.withBlank("runt", aSectorLess));
                ConsoleProcess console = new ConsoleProcess(directory)) {
            guest.start().awaitSsh();
            Manifest before = Data.of(guest);
            String fstab = guest.ssh("cat", "/etc/fstab");
            ConsoleApi api = new ConsoleApi(console);
            api.setUp(console);
            Operator operator = new Operator(api);
            String server = operator.register(guest);

            aDriveOneSectorTooSmallIsRefused(operator, server);
            pieVanishesDuringTheCopy(guest, api, operator, server);
            String run = goToTheTrial(api, operator, server);
            operator.tell(run, "roll-back", "", "the application does not like it");
            JsonNode end = operator.awaitPeople(run);

            assertThat(Operator.state(end)).as(end.toString()).isEqualTo("rolled-back");
            assertThat(guest.ssh("findmnt", "-no", "SOURCE", "/")).startsWith("/dev/sd");
            assertThat(guest.ssh("cat", "/proc/swaps")).contains("/dev/sd").doesNotContain("/dev/md");
            assertThat(guest.ssh("cat", "/etc/fstab")).isEqualTo(fstab);
            assertThat(before.differences(Data.of(guest))).isEmpty();
            assertThat(operator.drive(Drives.serial("pie")).toString()).containsIgnoringCase("dirty");
            guest.shutdown();
            try (Guest alone = new Guest(image, both)) {
                alone.start("apple").awaitSsh();
                assertThat(before.differences(Data.of(alone))).as("apple alone").isEmpty();
            }
        }
    }

    private static void aDriveOneSectorTooSmallIsRefused(Operator operator, String server) {
        ConsoleApi.Answer refused = operator.compileFor(server, Drives.serial("runt"), "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("target-too-small", "1 too few");
    }

    private static void pieVanishesDuringTheCopy(Guest guest, ConsoleApi api, Operator operator, String server) {
        JsonNode runbook = api.ok(operator.compileFor(server, Drives.serial("pie"), ""));
        String run = operator.start(runbook);
        operator.passGates(run, runbook, "readiness", "destroy-pie");
        operator.awaitInFlight(run, "copy-root");
        guest.pull("pie");
        JsonNode stopped = operator.awaitPeople(run);
        assertThat(Operator.state(stopped)).as(stopped.toString()).isEqualTo("needs-decision");

        operator.tell(run, "roll-back", "", "pie died");
        JsonNode end = operator.awaitPeople(run);

        assertThat(Operator.state(end)).as(end.toString()).isEqualTo("rolled-back");
        assertThat(guest.ssh("cat", "/proc/mdstat")).doesNotContain("raid1 sd");
        assertThat(guest.trySsh("findmnt", "/run/applepie/copy").exit()).isEqualTo(1);
        guest.plug("pie");
        Awaitility.await("pie is back")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> guest.sees("pie"));
        ConsoleApi.Answer refused = operator.compileFor(server, Drives.serial("pie"), "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("target-not-blank", "it is dirty", "linux_raid_member");
    }

    private static String goToTheTrial(ConsoleApi api, Operator operator, String server) {
        JsonNode runbook = api.ok(operator.compileFor(server, Drives.serial("pie"), "pie"));
        String run = operator.start(runbook);
        operator.passGates(run, runbook, "readiness", "destroy-pie", "quiesce");
        operator.awaitGate(run, "point-of-no-return");
        return run;
    }
}
