package org.applepie.domain.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.applepie.domain.SargeSamples;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.filesystem.SwapArea;
import org.applepie.domain.inventory.Fact;
import org.applepie.domain.inventory.FileFact;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.raid.MdArray;
import org.applepie.domain.runbook.Check.LiloEntry;
import org.applepie.domain.runbook.Check.MemberOf;
import org.applepie.domain.runbook.Proofs.Judgement;
import org.applepie.domain.runbook.Proofs.ProbeAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only servers of kernel 2.4 are asked for, each question once with the right answer and with every wrong one. */
class LegacyProofsTest {

    private static final String UUID = "7cb5650b:0d0c9505:94ffb265:c052450f";
    private static final Readings MAILHOST = Readings.captured("sarge-mailhost");
    private static final String MDSTAT = "/proc/mdstat";
    private static final String CONF = "/etc/mdadm/mdadm.conf";
    private static final String DEFAULTS = "/etc/default/mdadm";

    private static Judgement judge(Check check, Readings readings) {
        return Proofs.judge(check, readings.reading(), Map.of());
    }

    @Test
    void raid1IsAmongThePersonalitiesOrNot() {
        Check raid1 = new Check.PersonalityLoaded("raid1");

        assertThat(judge(raid1, MAILHOST.withFile(MDSTAT, SargeSamples.text("mdstat.empty")))
                        .held())
                .isTrue();
        assertThat(judge(raid1, MAILHOST).detail()).contains("the md driver is not loaded");
        assertThat(judge(raid1, MAILHOST.withFile(MDSTAT, "Personalities : \nread_ahead not set\n"))
                        .held())
                .isFalse();
        assertThat(judge(raid1, MAILHOST.withFile(MDSTAT, "Personalities : [raid10] \n"))
                        .detail())
                .contains("should be able to run raid1; it can run raid10");
        assertThat(judge(raid1, MAILHOST.withFile(MDSTAT, "")).held()).isFalse();
    }

    private static Readings running(String uuid) {
        return MAILHOST.withArrays(
                new MdArray("md0", uuid, "raid1", "0.90", 2, "active", false, List.of(), Optional.empty(), -1));
    }

    private static String line(String device, String uuid) {
        return "ARRAY " + device + " level=raid1 num-devices=2 UUID=" + uuid + "\n";
    }

    @Test
    void mdadmConfNamesTheArraysThatRun() {
        Check lists = new Check.MdadmConfLists(List.of("md0"));
        Readings running = running(UUID);
        String other = UUID.replace('7', '8');

        assertThat(judge(lists, running.withFile(CONF, "DEVICE partitions\n" + line("/dev/md0", UUID)))
                        .held())
                .isTrue();
        assertThat(judge(lists, running.withFile(CONF, line("/dev/md0", other))).held())
                .isFalse();
        assertThat(judge(lists, running.withFile(CONF, line("/dev/md1", UUID))).held())
                .isFalse();
        assertThat(judge(lists, running.withFile(CONF, line("/dev/md0", UUID) + line("/dev/md1", other)))
                        .held())
                .isFalse();
        assertThat(judge(lists, running.withFile(CONF, "DEVICE partitions\n")).held())
                .isFalse();
        assertThat(judge(lists, running("").withFile(CONF, line("/dev/md0", UUID)))
                        .held())
                .isFalse();
    }

    @Test
    void aListOfDevicesInMdadmConfIsAFilterAndNoProof() {
        Judgement judged = judge(
                new Check.MdadmConfLists(List.of("md0")),
                running(UUID).withFile(CONF, line("/dev/md0", UUID) + "   devices=/dev/sdb1\n"));

        assertThat(judged.held()).isFalse();
        assertThat(judged.detail()).contains("with a list of devices");
    }

    @Test
    void anMdadmConfThatIsNotThereOrCannotBeReadIsNoProof() {
        Check lists = new Check.MdadmConfLists(List.of("md0"));

        assertThat(judge(lists, running(UUID).withFile(CONF, new FileFact.Absent()))
                        .detail())
                .contains("is not there");
        assertThat(judge(lists, running(UUID).withFile(CONF, new FileFact.Unreadable("no right")))
                        .detail())
                .contains("no right");
        assertThat(judge(lists, running(UUID).withFile(CONF, "ARRAY /dev/md0 UUID=1\n"))
                        .detail())
                .contains("cannot be understood");
    }

    @Test
    void swapIsThePartitionAndTheArrayAndNothingElse() {
        DriveIdentity apple =
                MAILHOST.reading().disks().orElse(List.of()).getFirst().identity();
        Check both = new Check.SwapIsBoth(new MemberOf("apple", apple, 5), "md0");
        Readings running = running(UUID);

        assertThat(judge(both, running.withSwaps(area("sda5"), area("md0"))).held())
                .isTrue();
        assertThat(judge(both, running.withSwaps(area("sda5"))).held()).isFalse();
        assertThat(judge(both, running.withSwaps(area("sda5"), area("md0"), area("sdc1")))
                        .held())
                .isFalse();
        assertThat(judge(both, running.withSwaps(area("sda5"), area("sda5"))).held())
                .isFalse();
        assertThat(judge(both, MAILHOST.withSwaps(area("sda5"), area("md0"))).detail())
                .contains("no array md0 runs");
    }

    private static SwapArea area(String kernelName) {
        return new SwapArea("/dev/" + kernelName, kernelName, 489944L * 1024, 0);
    }

    @Test
    void theFirstSectorStartsLiloOrNot() {
        Reading reading = MAILHOST.reading();
        DriveIdentity apple = reading.disks().orElse(List.of()).getFirst().identity();
        DriveIdentity pie = reading.disks().orElse(List.of()).getLast().identity();

        assertThat(judge(new Check.LiloOn("apple", apple), MAILHOST).held()).isTrue();
        assertThat(judge(new Check.LiloOn("pie", pie), MAILHOST).held()).isFalse();
        assertThat(judge(new Check.LiloOn("apple", apple), MAILHOST.withDisks(Fact.unknown("cut")))
                        .held())
                .isFalse();
    }

    @Test
    void mdadmStartsArraysIfItsDefaultsSayTrue() {
        Check starts = new Check.MdadmStartsArrays();

        assertThat(judge(starts, MAILHOST.withFile(DEFAULTS, SargeSamples.text("default-mdadm.original")))
                        .held())
                .isTrue();
        assertThat(judge(starts, MAILHOST.withFile(DEFAULTS, "AUTOSTART='true'\n"))
                        .held())
                .isTrue();
        assertThat(judge(starts, MAILHOST.withFile(DEFAULTS, "AUTOSTART=true\nAUTOSTART=false\n"))
                        .held())
                .isFalse();
        assertThat(judge(starts, MAILHOST.withFile(DEFAULTS, "# AUTOSTART=true\n"))
                        .held())
                .isFalse();
        assertThat(judge(starts, MAILHOST.withFile(DEFAULTS, "AUTOSTART=true; exit\n"))
                        .held())
                .isFalse();
        assertThat(judge(starts, MAILHOST).detail()).contains("is not there");
    }

    @Test
    void aFileSystemWithTheMarkOrWithoutAnAnswerMayHaveHadAttributes() {
        DriveIdentity apple =
                MAILHOST.reading().disks().orElse(List.of()).getFirst().identity();
        Check never = new Check.NeverHadAttributes("/", new MemberOf("apple", apple, 6));
        String features =
                "Filesystem features:      has_journal ext_attr filetype sparse_super\nFilesystem state:  clean\n";

        assertThat(judge(never, MAILHOST).held()).isTrue();
        assertThat(judge(never, Readings.of(Readings.answerWith("sarge-mailhost", "features:sda6", features)))
                        .detail())
                .isEqualTo("No file at / should ever have had an extended attribute; its file system has the features"
                        + " ext_attr filetype has_journal sparse_super.");
        assertThat(judge(never, Readings.of(Readings.answerWith("sarge-mailhost", "features:sda6", "")))
                        .detail())
                .contains("does not tell the features");
        assertThat(judge(new Check.NeverHadAttributes("swap", new MemberOf("apple", apple, 5)), MAILHOST)
                        .held())
                .isFalse();
    }

    private static final Check.LiloDid PLAIN = new Check.LiloDid(
            "/out",
            List.of(
                    new LiloEntry("Linux", "/vmlinuz", false),
                    new LiloEntry("LinuxNORAID", "/vmlinuz", false),
                    new LiloEntry("LinuxOLD", "/vmlinuz.old", true)),
            "Linux",
            List.of());

    private static Judgement said(Check.LiloDid check, String output) {
        return Proofs.judge(check, MAILHOST.reading(), Map.of(check.probe(), new ProbeAnswer(0, output)));
    }

    @Test
    void liloDidWhatItSaidAndItsWarningsAreListed() {
        Judgement judged = said(PLAIN, SargeSamples.text("lilo.plain"));

        assertThat(judged.held()).isTrue();
        assertThat(judged.detail())
                .contains("LILO added Linux, LinuxNORAID, by default Linux", "it warned: '/proc/partitions' does not");
        assertThat(said(PLAIN, "Added Linux *\nAdded LinuxNORAID\nAdded LinuxOLD\n")
                        .held())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Added Linux *\nAdded LinuxNORAID\n",
                "Added LinuxNORAID\nSkipping /vmlinuz.old\n",
                "Added Linux\nAdded LinuxNORAID *\nSkipping /vmlinuz.old\n",
                "Added Linux *\nAdded LinuxNORAID\nAdded Other\nSkipping /vmlinuz.old\n",
                "Added Linux *\nAdded LinuxNORAID\nSkipping /vmlinuz.old\nCylinder number is too big\n",
                "Added Linux *\nAdded LinuxNORAID\nSkipping /vmlinuz.old",
                "Added Linux *\nAdded LinuxNORAID\nSkipping /vmlinuz.old\nFatal: Checksum error\n",
                "Added Linux *\nAdded LinuxNORAID\nSkipping /vmlinuz.old\nThe boot record of  /dev/md0  has been updated.\n",
                "Added Linux *\nAdded LinuxNORAID\nSkipping /vmlinuz.old\nThe boot sector and the map file have *NOT* been altered.\n"
            })
    void liloDidNotDoWhatItDidNotSay(String output) {
        assertThat(said(PLAIN, output).held()).isFalse();
    }

    @Test
    void liloMustNameEveryBootRecordOfAnArray() {
        Check.LiloDid records = new Check.LiloDid(
                "/out",
                List.of(new LiloEntry("Linux", "/vmlinuz", false)),
                "Linux",
                List.of("/dev/md0", "/dev/sda", "/dev/sdb"));
        String whole = "Added Linux *\n" + "The boot record of  /dev/md0  has been updated.\n"
                + "Warning: /dev/sdb is not on the first disk\n"
                + "The Master boot record of  /dev/sda  has been updated.\n"
                + "The Master boot record of  /dev/sdb  has been updated.\n";

        assertThat(said(records, whole).held()).isTrue();
        assertThat(said(records, whole).detail()).contains("it warned: /dev/sdb is not on the first disk");
        assertThat(said(records, whole.replaceFirst("The Master boot record of  /dev/sdb .*\n", ""))
                        .detail())
                .contains("wrote the boot records of /dev/md0, /dev/sda in place of");
    }

    @Test
    void whatLiloSaidIsAskedForAndAnAnswerIsNeeded() {
        assertThat(Proofs.probesOf(List.of(PLAIN, PLAIN), Readings.typical().reading()))
                .containsExactly(PLAIN.probe());
        assertThat(judge(PLAIN, MAILHOST).held()).isFalse();
        assertThat(Proofs.judge(PLAIN, MAILHOST.reading(), Map.of(PLAIN.probe(), new ProbeAnswer(1, "Added Linux *\n")))
                        .held())
                .isFalse();
    }
}
