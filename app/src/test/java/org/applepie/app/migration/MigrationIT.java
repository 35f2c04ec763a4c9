package org.applepie.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.applepie.app.browser.Chromium;
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
 * A real Debian whose only drive is in use, and a blank second one, end up mirrored. On the way the console is killed
 * twice, and the power fails in the middle of the sync of the array that holds /boot.
 */
@RequiresQemu
class MigrationIT {

    @TempDir
    Path directory;

    @Test
    void aServerGoesFromOneDiskToAMirror() throws Exception {
        GuestImage image = GuestImage.ready();
        Drives drives = Drives.of(image, Files.createDirectory(directory.resolve("drives")))
                .withPie();
        try (Guest guest = new Guest(image, drives);
                ConsoleProcess console = new ConsoleProcess(directory)) {
            guest.start().awaitSsh();
            Manifest before = Data.of(guest);
            ConsoleApi api = new ConsoleApi(console);
            api.setUp(console);
            Operator operator = new Operator(api);
            String server = operator.register(guest);

            foreignSignatureIsRefused(guest, operator, server);
            JsonNode runbook = api.ok(operator.compile(server, ""));
            goAllTheWay(guest, console, api, operator, runbook);

            Mirror.isWhole(guest, "/", "/boot");
            assertThat(before.differences(Data.of(guest))).isEmpty();
            trailHolds(api);
            guest.shutdown();
            Mirror.startsFromEachDriveAlone(guest, directory, before);
        }
    }

    /** A drive that holds anything is refused, with the name of what it holds. */
    private static void foreignSignatureIsRefused(Guest guest, Operator operator, String server) {
        String pie = Drives.byId("pie");
        guest.ssh("mkfs.ext4", "-q", "-L", "precious", pie);
        guest.ssh("udevadm", "settle");
        ConsoleApi.Answer refused = operator.compile(server, "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("target-not-blank", "ext4 (precious)");
        guest.ssh("wipefs", "-a", pie);
        guest.ssh("udevadm", "settle");
    }

    private static void goAllTheWay(
            Guest guest, ConsoleProcess console, ConsoleApi api, Operator operator, JsonNode runbook) {
        String run = operator.start(runbook);
        operator.awaitGate(run, "readiness");
        if (Chromium.isThere()) {
            aPageFollowsThePackages(guest, console, operator, run, runbook);
        } else {
            operator.approve(run, runbook, "readiness");
            System.err.println("The page of the run is not looked at: apt-get install chromium fonts-dejavu-core");
        }
        operator.passGates(run, runbook, "destroy-pie");

        operator.awaitInFlight(run, "copy-root");
        console.killAndRestart();
        api.awaitUp();

        operator.awaitGate(run, "quiesce");
        everyStepRanOnce(operator, run);
        outputEqualsTheJobsLog(guest, api, operator, run);
        operator.approve(run, runbook, "quiesce");
        JsonNode trial = operator.awaitGate(run, "point-of-no-return");
        assertThat(bootable(trial)).containsExactly("apple yes", "pie yes");
        assertThat(guest.ssh("findmnt", "-no", "SOURCE", "/")).contains("/dev/md");

        guest.limitSync(4_000);
        operator.approve(run, runbook, "point-of-no-return");
        powerFailsWhileBootIsHalfSynced(guest, operator, run);

        guest.limitSync(20_000);
        operator.awaitInFlight(run, "sync-md2");
        console.killAndRestart();
        api.awaitUp();
        guest.limitSync(500_000);

        operator.awaitGate(run, "final-reboot");
        everyStepRanOnce(operator, run);
        operator.approve(run, runbook, "final-reboot");
        JsonNode done = operator.awaitPeople(run);
        assertThat(Operator.state(done)).as(done.toString()).isEqualTo("done");
        assertThat(bootable(done)).containsExactly("apple yes", "pie yes");
        everyStepRanOnce(operator, run);
    }

    /**
     * GRUB reads slot 0 of an array and knows nothing of a recovery: with the half-synced drive there, neither drive would
     * start. The runbook gives that slot to pie, so the machine comes back by itself and the sync goes on.
     */
    private static void powerFailsWhileBootIsHalfSynced(Guest guest, Operator operator, String run) {
        operator.awaitInFlight(run, "sync-md0");
        Awaitility.await("a sync of /boot under way")
                .atMost(Duration.ofMinutes(2))
                .until(() -> recovering(guest.ssh("cat", "/proc/mdstat"), "md0"));
        awaitMeter(operator, run, "apple with-the-other", "pie yes");
        String boot = guest.bootId();
        guest.powerLoss().awaitBootAfter(boot);
        assertThat(guest.ssh("findmnt", "-no", "SOURCE", "/")).isEqualTo("/dev/md2");
        awaitMeter(operator, run, "apple with-the-other", "pie yes");
    }

    private static void awaitMeter(Operator operator, String run, String... answers) {
        Awaitility.await("the meter to say " + List.of(answers))
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(bootable(operator.run(run))).containsExactly(answers));
    }

    private static boolean recovering(String mdstat, String array) {
        int at = mdstat.indexOf(array + " :");
        return at >= 0 && mdstat.substring(at).split("\\n\\s*\\n")[0].contains("recovery =");
    }

    private static List<String> bootable(JsonNode run) {
        return run.get("bootableDrives")
                .valueStream()
                .map(b -> b.get("label").stringValue() + " " + b.get("answer").stringValue())
                .toList();
    }

    private static void everyStepRanOnce(Operator operator, String run) {
        List<String> steps = operator.run(run)
                .get("attempts")
                .valueStream()
                .map(a -> a.get("step").stringValue())
                .toList();
        assertThat(steps).doesNotHaveDuplicates();
    }

    /** The line to the page is cut while packages are installed; in the end it shows what lies on the server. */
    private static void aPageFollowsThePackages(
            Guest guest, ConsoleProcess console, Operator operator, String run, JsonNode runbook) {
        try (Watcher watcher = Watcher.of(console, run)) {
            operator.approve(run, runbook, "readiness");
            operator.awaitInFlight(run, "install-packages");
            watcher.cutTheLine();
            operator.awaitGate(run, "destroy-pie");
            int attempt =
                    attempt(operator, run, "install-packages").get("number").intValue();
            byte[] log = guest.trySsh("cat", jobLog(run, attempt)).bytes();
            assertThat(log).isNotEmpty();
            watcher.sees(attempt, new String(log, StandardCharsets.UTF_8));
        }
    }

    /** The copy during which the console was killed: no byte of its log is missing or there twice. */
    private static void outputEqualsTheJobsLog(Guest guest, ConsoleApi api, Operator operator, String run) {
        JsonNode copy = attempt(operator, run, "copy-root");
        int number = copy.get("number").intValue();
        byte[] stored = api.get("/api/v1/runs/" + run + "/attempts/" + number + "/output?offset=0")
                .body();
        String onServer = guest.ssh("sha256sum", jobLog(run, number)).split(" ")[0];
        assertThat(sha256(stored)).isEqualTo(onServer);
        assertThat(copy.get("output").get("sha256").stringValue()).isEqualTo(onServer);
    }

    private static JsonNode attempt(Operator operator, String run, String step) {
        return operator.run(run)
                .get("attempts")
                .valueStream()
                .filter(a -> a.get("step").stringValue().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static String jobLog(String run, int attempt) {
        return "/var/lib/applepie/jobs/run-" + run.substring(0, 13) + "-" + attempt + "/out";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void trailHolds(ConsoleApi api) {
        assertThat(api.ok(api.get("/api/v1/audit/verification")).get("holds").booleanValue())
                .isTrue();
    }
}
