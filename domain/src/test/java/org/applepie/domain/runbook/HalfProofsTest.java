package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.raid.Member;
import org.applepie.domain.runbook.Check.MemberOf;
import org.applepie.domain.runbook.Proofs.Judgement;
import org.applepie.domain.runbook.Proofs.ProbeAnswer;
import org.junit.jupiter.api.Test;

/** What two superblocks tell of each other, on the mirrored mailhost. */
class HalfProofsTest {

    private static final String SUPERBLOCK = """
            %s:
                      Magic : a92b4efc
                    Version : 00.90.00
                       UUID : %s
              Creation Time : Mon Apr 24 18:04:30 2006
                 Raid Level : raid1
                Device Size : 289024 (282.25 MiB 295.96 MB)
               Raid Devices : 2
              Total Devices : 2
            Preferred Minor : 0

                Update Time : Mon Apr 24 18:40:14 2006
                      State : clean
             Active Devices : 1
            Working Devices : 1
             Failed Devices : 0
              Spare Devices : 0
                   Checksum : 24ea4959 - correct
                     Events : 0.%d


                  Number   Major   Minor   RaidDevice State
            this     %d       8        1        %d      active sync   %s

               0     0       8        1        0      %s
               1     1       8       17        1      %s
            """;

    private static final String UUID = "0a18b095:fca8eb98:818abfe9:52f5019b";
    private static final Reading WHOLE =
            Readings.captured("sarge-mailhost-mirrored").reading();
    private static final DriveIdentity APPLE = identity("sda");
    private static final DriveIdentity PIE = identity("sdb");
    private static final MemberOf ON_APPLE = new MemberOf("apple", APPLE, 1);
    private static final MemberOf ON_PIE = new MemberOf("pie", PIE, 1);

    private static DriveIdentity identity(String name) {
        return WHOLE.disks().orElse(List.of()).stream()
                .filter(d -> d.kernelName().equals(name))
                .findFirst()
                .orElseThrow()
                .identity();
    }

    /** @param knows {@code both}, or {@code itself} if the other place is empty */
    private static String superblock(int slot, int events, String knows, String uuid) {
        String device = slot == 0 ? "/dev/sda1" : "/dev/sdb1";
        boolean both = knows.equals("both");
        return SUPERBLOCK.formatted(
                device,
                uuid,
                events,
                slot,
                slot,
                device,
                slot == 0 || both ? "active sync   /dev/sda1" : "faulty removed",
                slot == 1 || both ? "active sync   /dev/sdb1" : "faulty removed");
    }

    private static String apple(int events, String knows) {
        return superblock(0, events, knows, UUID);
    }

    private static String pie(int events, String knows) {
        return superblock(1, events, knows, UUID);
    }

    private static Judgement judge(Check check, Reading reading, String apple, String pie) {
        Map<Check.Probe, ProbeAnswer> answers = new HashMap<>();
        for (Check.Probe probe : Proofs.probesOf(List.of(check), reading)) {
            String text = probe.command().argv().getLast().equals("/dev/sda1") ? apple : pie;
            answers.put(probe, new ProbeAnswer(text.isEmpty() ? 1 : 0, text));
        }
        return Proofs.judge(check, reading, answers);
    }

    private static Judgement stale(String apple, String pie) {
        return judge(new Check.StaleHalf("md0", ON_APPLE, ON_PIE), WHOLE, apple, pie);
    }

    @Test
    void aHalfThatIsBehindAndNeverRanAloneIsStale() {
        assertThat(stale(apple(20, "itself"), pie(13, "both")).held()).isTrue();
    }

    @Test
    void twoHalvesThatEachRanAloneAreNever() {
        Judgement judgement = stale(apple(20, "itself"), pie(15, "itself"));

        assertThat(judgement.held()).isFalse();
        assertThat(judgement.detail())
                .contains("two halves that each ran alone")
                .contains("Nothing is filled");
    }

    @Test
    void aHalfThatRanAloneWhileTheOtherDidNotIsTheNewerOne() {
        assertThat(stale(apple(13, "both"), pie(20, "itself")))
                .isEqualTo(
                        new Judgement(
                                false,
                                "Partition 1 of pie ran alone, and partition 1 of apple did not: partition 1 of pie has the newest data."));
    }

    @Test
    void equalOrMoreEventsAreNotBehind() {
        assertThat(stale(apple(13, "itself"), pie(13, "both")).held()).isFalse();
        assertThat(stale(apple(13, "itself"), pie(14, "both")).held()).isFalse();
    }

    @Test
    void aHalfThatStillCountsTheOtherDoesNotProveThatItRanAlone() {
        assertThat(stale(apple(20, "both"), pie(13, "both")).held()).isFalse();
    }

    @Test
    void aHalfOfAnotherArrayIsNoneOfThis() {
        String foreign = superblock(1, 13, "both", "11111111:22222222:33333333:44444444");

        assertThat(stale(apple(20, "itself"), foreign).detail()).contains("belongs to another array");
    }

    @Test
    void whatCannotBeReadIsNotStale() {
        assertThat(stale(apple(20, "itself"), "").held()).isFalse();
        assertThat(stale("", pie(13, "both")).held()).isFalse();
        assertThat(stale(apple(20, "itself"), pie(13, "both").substring(0, 300)).held())
                .isFalse();
    }

    @Test
    void ranAloneIsReadFromTheHalfItself() {
        Check check = new Check.RanAlone("md0", ON_APPLE);

        assertThat(judge(check, WHOLE, apple(20, "itself"), "").held()).isTrue();
        assertThat(judge(check, WHOLE, apple(20, "both"), "").held()).isFalse();
    }

    @Test
    void asksUnderTheNamesOfThisReading() {
        assertThat(Proofs.probesOf(List.of(new Check.StaleHalf("md0", ON_APPLE, ON_PIE)), WHOLE))
                .extracting(probe -> probe.command().display())
                .containsExactly("mdadm --examine /dev/sda1", "mdadm --examine /dev/sdb1");
    }

    private static Reading runningOn(String member) {
        return Readings.of(WHOLE)
                .withArrays(Fact.of(WHOLE.arrays().orElse(List.of()).stream()
                        .map(array -> new MdArray(
                                array.kernelName(),
                                array.uuid(),
                                array.level(),
                                array.metadata(),
                                array.raidDevices(),
                                array.state(),
                                array.readOnly(),
                                List.of(new Member(member, 0, Member.State.IN_SYNC)),
                                array.recovery(),
                                array.mismatchCount()))
                        .toList()))
                .reading();
    }

    private static Judgement newest(Reading reading, String apple, String pie) {
        return judge(new Check.NewestRuns("md0", ON_APPLE, ON_PIE), reading, apple, pie);
    }

    @Test
    void theNewestHalfRunsWhicheverItIs() {
        assertThat(newest(runningOn("sda1"), apple(20, "itself"), pie(13, "both"))
                        .held())
                .isTrue();
        assertThat(newest(runningOn("sdb1"), apple(13, "both"), pie(20, "itself"))
                        .held())
                .isTrue();
        assertThat(newest(WHOLE, "", "").held()).isTrue();
    }

    @Test
    void anArrayOnTheOlderHalfIsNotFilledFromIt() {
        assertThat(newest(runningOn("sda1"), apple(13, "both"), pie(20, "itself"))
                        .detail())
                .startsWith("Partition 1 of apple, which runs, should have the newest data");
        assertThat(newest(runningOn("sda1"), apple(13, "both"), pie(20, "itself"))
                        .held())
                .isFalse();
    }

    @Test
    void halvesThatWentSeparateWaysAreNotJoinedWhicheverRuns() {
        for (String member : List.of("sda1", "sdb1")) {
            assertThat(newest(runningOn(member), apple(20, "itself"), pie(18, "itself"))
                            .detail())
                    .contains("two halves that each ran alone");
        }
    }

    private static Judgement alone(Reading reading) {
        return judge(new Check.Alone("apple", APPLE, "pie", PIE), reading, "", "");
    }

    @Test
    void tellsWhoUnpluggedTheWrongDriveWhatThatMeans() {
        assertThat(alone(Readings.of(WHOLE).withoutDisk(PIE).reading()).held()).isTrue();
        assertThat(alone(WHOLE).detail()).isEqualTo("Both drives are there; pie should be away.");
        assertThat(alone(Readings.of(WHOLE).withoutDisk(APPLE).reading()).detail())
                .contains("The wrong drive is away: pie runs without apple")
                .contains("pie has the newest data and apple is behind")
                .contains("Do not start apple alone");
    }
}
