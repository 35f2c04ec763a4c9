package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.applepie.app.lab.Drives;
import org.applepie.app.lab.Guest;
import org.applepie.app.lab.GuestImage;
import org.applepie.app.lab.Manifest;
import org.applepie.app.lab.RequiresQemu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The other releases, and another layout, are mirrored in one go. */
@RequiresQemu
@EnabledIfSystemProperty(
        named = "applepie.lab.releases",
        matches = "true",
        disabledReason =
                "each takes about ten minutes beside MigrationIT: ask for them by -Dapplepie.lab.releases=true")
class ReleasesIT {

    @TempDir
    Path directory;

    @Test
    void debian11InTheLayoutOfTheHowto() throws Exception {
        mirrors(GuestImage.ready("bullseye", "boot"), "/", "/boot");
    }

    @Test
    void debian13WithItsMailOnAPartitionOfItsOwnAndNoneForBoot() throws Exception {
        mirrors(GuestImage.ready("trixie", "srv"), "/", "/srv");
    }

    private void mirrors(GuestImage image, String... mountPoints) throws Exception {
        Drives drives = Drives.of(image, Files.createDirectory(directory.resolve("drives")))
                .withPie();
        try (Guest guest = new Guest(image, drives);
                ConsoleProcess console = new ConsoleProcess(directory)) {
            guest.start().awaitSsh();
            Manifest before = Data.of(guest);
            ConsoleApi api = new ConsoleApi(console);
            api.setUp(console);
            goAllTheWay(guest, api, new Operator(api));

            Mirror.isWhole(guest, mountPoints);
            assertThat(before.differences(Data.of(guest))).isEmpty();
            guest.shutdown();
            Mirror.startsFromEachDriveAlone(guest, directory, before);
        }
    }

    private static void goAllTheWay(Guest guest, ConsoleApi api, Operator operator) {
        JsonNode runbook = api.ok(operator.compile(operator.register(guest), ""));
        String run = operator.start(runbook);
        operator.passGates(run, runbook, "readiness", "destroy-pie", "quiesce", "point-of-no-return", "final-reboot");
        JsonNode end = operator.awaitPeople(run);
        assertThat(Operator.state(end)).as(end.toString()).isEqualTo("done");
    }
}
