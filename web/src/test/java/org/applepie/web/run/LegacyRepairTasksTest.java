package org.applepie.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.applepie.domain.disk.DriveIdentity;
import org.applepie.domain.runbook.Layout;
import org.applepie.domain.runbook.Layout.PlannedArray;
import org.applepie.domain.runbook.Layout.PlannedDrive;
import org.applepie.web.run.RepairSheet.DeadDrive;
import org.applepie.web.run.RepairSheet.Task;
import org.junit.jupiter.api.Test;

/** What is on paper for a server with Debian 3.1, where a command for the wrong drive is the end. */
class LegacyRepairTasksTest {

    private static final long BYTES = 18_200_739_840L;

    private static PlannedDrive drive(String label, String path, String position) {
        return new PlannedDrive(
                label, new DriveIdentity("", "", "SEAGATE ST318404LW", BYTES, position), path, List.of(), "");
    }

    private static PlannedArray array(String name, int partition, String mountPoint) {
        String type = mountPoint.equals("swap") ? "swap" : "ext3";
        return new PlannedArray(name, "", partition, mountPoint, type, "", "", "", 578_000);
    }

    private static Layout layout(String apple, String pie) {
        return new Layout(
                drive("apple", apple, "scsi/host0/bus0/target0/lun0"),
                drive("pie", pie, "scsi/host0/bus0/target1/lun0"),
                List.of(array("md0", 1, "/boot"), array("md1", 5, "swap"), array("md2", 6, "/")),
                512);
    }

    private static DeadDrive appleIsDead() {
        Layout layout = layout("/dev/sda", "/dev/sdb");
        return LegacyRepairTasks.of(layout, layout.apple(), layout.pie());
    }

    private static DeadDrive pieIsDeadOnIde() {
        Layout layout = layout("/dev/hda", "/dev/hdc");
        return LegacyRepairTasks.of(layout, layout.pie(), layout.apple());
    }

    private static Task task(DeadDrive dead, String words) {
        return dead.tasks().stream()
                .filter(t -> t.words().contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing says " + words));
    }

    private static int place(DeadDrive dead, String words) {
        return dead.tasks().indexOf(task(dead, words));
    }

    @Test
    void saysThatTheDeadDriveIsDirtyAndThatIdleArraysHideIt() {
        Task look = appleIsDead().tasks().getFirst();

        assertThat(look.words())
                .contains(
                        "an array that nothing reads or writes still shows a dead member as up",
                        "the dead one, apple, is dirty from this moment");
        assertThat(look.commands()).containsExactly("cat /proc/mdstat");
    }

    @Test
    void marksEveryMemberFaultyBeforeOneIsTakenOutOfARunningServer() {
        assertThat(task(appleIsDead(), "cannot be powered down").commands())
                .containsExactly(
                        "mdadm /dev/md0 --set-faulty /dev/sda1",
                        "mdadm /dev/md1 --set-faulty /dev/sda5",
                        "mdadm /dev/md2 --set-faulty /dev/sda6",
                        "mdadm /dev/md0 --remove /dev/sda1",
                        "mdadm /dev/md1 --remove /dev/sda5",
                        "mdadm /dev/md2 --remove /dev/sda6");
    }

    @Test
    void exchangesWithThePowerOffAndPutsTheGoodDriveFirst() {
        Task exchange = task(appleIsDead(), "Power down.");

        assertThat(exchange.commands()).containsExactly("shutdown -h now");
        assertThat(exchange.words())
                .contains(
                        "Take apple out. Put pie in the primary position (SCSI id 0)",
                        "a drive of at least " + BYTES + " bytes that was cleaned",
                        "without cleaning it: the good drive could be overwritten from it",
                        "If each of the two drives ever ran alone, never start with both");
        assertThat(task(pieIsDeadOnIde(), "Power down.").words())
                .contains("Put apple in the primary position (master of the primary channel)");
    }

    @Test
    void expectsOneMemberUnderItsNewName() {
        assertThat(task(appleIsDead(), "[2/1]").words()).contains("one member on /dev/sda");
        assertThat(task(pieIsDeadOnIde(), "[2/1]").words()).contains("one member on /dev/hda");
    }

    @Test
    void copiesTheTableFromTheGoodDriveToTheNewOneAndNeverBack() {
        assertThat(task(appleIsDead(), "Copy the table").commands())
                .containsExactly(
                        "sfdisk -d /dev/sda | sfdisk /dev/sdb",
                        "mdadm --zero-superblock /dev/sdb1",
                        "mdadm --zero-superblock /dev/sdb5",
                        "mdadm --zero-superblock /dev/sdb6");
        assertThat(task(pieIsDeadOnIde(), "Copy the table").commands())
                .contains("sfdisk -d /dev/hda | sfdisk /dev/hdc");
    }

    @Test
    void addsOneAfterTheOtherAfterSuperblocksAreCleared() {
        DeadDrive dead = appleIsDead();

        assertThat(place(dead, "Copy the table")).isLessThan(place(dead, "Add one partition"));
        assertThat(task(dead, "Add one partition").commands())
                .startsWith(
                        "mdadm --add /dev/md0 /dev/sdb1",
                        "mdadm --add /dev/md1 /dev/sdb5",
                        "mdadm --add /dev/md2 /dev/sdb6");
        assertThat(task(dead, "Add one partition").words()).contains("Never reboot meanwhile");
    }

    @Test
    void runsLiloOnlyWhenEveryArrayIsWholeAndAsksForThreeRecords() {
        DeadDrive dead = appleIsDead();

        assertThat(place(dead, "Add one partition")).isLessThan(place(dead, "Only when all arrays"));
        assertThat(task(dead, "Only when all arrays").words()).contains("[UU]", "three boot records");
        assertThat(task(dead, "Only when all arrays").commands()).endsWith("lilo", "reboot");
    }

    @Test
    void tellsWhatToDoWhenNeitherDriveStarts() {
        assertThat(task(appleIsDead(), "If neither drive starts").words())
                .contains("the data is not lost", "the system on /dev/md2 comes up");
    }

    @Test
    void tellsWhereToReadOn() {
        assertThat(appleIsDead().tasks().getLast().words()).contains("mdadm(8)", "README.raid1");
    }
}
