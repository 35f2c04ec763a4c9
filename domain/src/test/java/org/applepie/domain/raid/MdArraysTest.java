package org.applepie.domain.raid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.applepie.domain.inventory.ReadingParser;
import org.applepie.domain.inventory.Readings;
import org.applepie.domain.remote.Answers;
import org.junit.jupiter.api.Test;

class MdArraysTest {

    private static final String UUID = "36c921d8:3371cdc3:3cb85622:144143aa";

    @Test
    void readsTheDegradedArraysOfARealServer() {
        List<MdArray> arrays = Readings.captured("debian-12-degraded-copy")
                .reading()
                .arrays()
                .known()
                .orElseThrow();
        assertThat(arrays).extracting(MdArray::kernelName).containsExactly("md0", "md1", "md2");
        assertThat(arrays).allSatisfy(array -> {
            assertThat(array.level()).isEqualTo("raid1");
            assertThat(array.metadata()).isEqualTo("1.2");
            assertThat(array.raidDevices()).isEqualTo(2);
            assertThat(array.recovery()).isEmpty();
            assertThat(array.isWhole()).isFalse();
            assertThat(array.inSync()).extracting(Member::slot).containsExactly(0);
        });
    }

    @Test
    void readsArraysTheOldSystemAssembledByItself() {
        List<MdArray> arrays = Readings.captured("debian-12-arrays-renamed")
                .reading()
                .arrays()
                .known()
                .orElseThrow();
        assertThat(arrays).extracting(MdArray::kernelName).containsExactly("md125", "md126", "md127");
        assertThat(arrays).allMatch(MdArray::readOnly);
        assertThat(arrays).extracting(MdArray::state).containsOnly("read-auto");
    }

    @Test
    void aNameThatUdevLeftBehindIsNoArray() {
        String left = """
                md1 array=
                md1 level=
                md1 raid_disks=0
                md1 array_state=clear
                md1 metadata_version=none""";
        assertThat(arraysOf(left)).isEmpty();
        assertThat(arraysOf(left + "\nmd1 member=sdb5\nmd1 sdb5 state=spare")).hasSize(1);
        assertThat(arraysOf(left.replace("=clear", "=inactive"))).hasSize(1);
    }

    private static List<MdArray> arraysOf(String listing) {
        byte[] answer = Readings.answerWith("debian-12-mbr-single", "arrays", listing);
        return ReadingParser.parse(answer, "SENTINEL", Readings.TAKEN_AT)
                .arrays()
                .known()
                .orElseThrow();
    }

    @Test
    void readsTheRecoveryOfARealServer() {
        List<MdArray> arrays = Readings.captured("debian-12-recovering")
                .reading()
                .arrays()
                .known()
                .orElseThrow();
        MdArray md2 = arrays.stream()
                .filter(a -> a.kernelName().equals("md2"))
                .findFirst()
                .orElseThrow();
        assertThat(md2.recovery()).contains(new Recovery("recover", 3078656, 3594240, 54305 * 1024L));
        assertThat(md2.members())
                .containsExactlyInAnyOrder(
                        new Member("sda6", 1, Member.State.REBUILDING), new Member("sdb6", 0, Member.State.IN_SYNC));
        assertThat(arrays)
                .filteredOn(MdArray::isWhole)
                .extracting(MdArray::kernelName)
                .containsExactly("md1");
    }

    @Test
    void readsARecovery() {
        MdArray array = one("""
                md2 array=
                md2 level=raid1
                md2 raid_disks=2
                md2 array_state=active
                md2 metadata_version=1.2
                md2 sync_action=recover
                md2 sync_completed=663040 / 3594240
                md2 sync_speed=110506
                md2 mismatch_cnt=0
                md2 member=sda6
                md2 sda6 state=spare
                md2 sda6 slot=1
                md2 member=sdb6
                md2 sdb6 state=in_sync,write_mostly
                md2 sdb6 slot=0
                """);
        assertThat(array.recovery()).contains(new Recovery("recover", 663040, 3594240, 110506 * 1024L));
        assertThat(array.members())
                .containsExactlyInAnyOrder(
                        new Member("sda6", 1, Member.State.REBUILDING), new Member("sdb6", 0, Member.State.IN_SYNC));
        assertThat(array.isWhole()).isFalse();
    }

    @Test
    void tellsMembersApart() {
        MdArray array = one("""
                md0 array=
                md0 level=raid1
                md0 raid_disks=2 (1)
                md0 array_state=clean
                md0 sync_action=idle
                md0 member=sda1
                md0 sda1 state=faulty
                md0 sda1 slot=none
                md0 member=sdb1
                md0 sdb1 state=spare
                md0 sdb1 slot=none
                md0 member=cciss!c0d0p1
                md0 cciss!c0d0p1 state=
                """);
        assertThat(array.raidDevices()).isEqualTo(2);
        assertThat(array.members())
                .containsExactly(
                        new Member("sda1", -1, Member.State.FAULTY),
                        new Member("sdb1", -1, Member.State.SPARE),
                        new Member("cciss/c0d0p1", -1, Member.State.UNKNOWN));
        assertThat(array.mismatchCount()).isEqualTo(-1);
    }

    @Test
    void anInactiveArrayHasNoMemberInSync() {
        MdArray array = one("md127 array_state=inactive\nmd127 member=sdc1\nmd127 sdc1 state=in_sync\n");
        assertThat(array.inSync()).isEmpty();
        assertThat(array.members()).containsExactly(new Member("sdc1", -1, Member.State.UNKNOWN));
    }

    @Test
    void seesWorkThatWaits() {
        assertThat(one("md1 array_state=clean\nmd1 sync_action=resync\nmd1 sync_completed=delayed\n")
                        .recovery())
                .contains(new Recovery("delayed", 0, 0, 0));
        Answers pending = new Answers()
                .part("arrays", "md1 array_state=read-auto\nmd1 sync_action=idle\n")
                .part("file:/proc/mdstat", "md1 : active (auto-read-only) raid1 sda5[0]\n      \tresync=PENDING\n");
        assertThat(MdArrays.of(pending.answer()).getFirst().recovery()).contains(new Recovery("pending", 0, 0, 0));
    }

    @Test
    void findsTheUuidWhoeverTellsIt() {
        String kernel = "md0 metadata_version=1.2\nmd0 uuid=36c921d8-3371-cdc3-3cb8-5622144143aa\n";
        assertThat(one(kernel).uuid()).isEqualTo(UUID);
        String old = "md0 metadata_version=0.90\nmd0 uuid=d821c936-3371-cdc3-3cb8-5622144143aa\nmd0 member=sda1\n";
        assertThat(one(old).uuid()).isEmpty();
        assertThat(MdArrays.of(new Answers()
                                .part("arrays", old)
                                .part("detail:md0", "MD_LEVEL=raid1\nMD_UUID=" + UUID + "\n")
                                .answer())
                        .getFirst()
                        .uuid())
                .isEqualTo(UUID);
        assertThat(MdArrays.of(new Answers()
                                .part("arrays", old)
                                .part("by-id", "md-name-x:0 ../../md0\nmd-uuid-" + UUID + " ../../md0\n")
                                .answer())
                        .getFirst()
                        .uuid())
                .isEqualTo(UUID);
        assertThat(MdArrays.of(new Answers()
                                .part("arrays", old)
                                .part("examined", "sda1")
                                .part(
                                        "signatures",
                                        "sda1,0xf00,linux_raid_member,36c921d8-3371-cdc3-3cb8-5622144143aa,\n")
                                .answer())
                        .getFirst()
                        .uuid())
                .isEqualTo(UUID);
    }

    @Test
    void membersThatDisagreeTellNoUuid() {
        Answers answers = new Answers()
                .part("arrays", "md0 member=sda1\nmd0 member=sdb1\n")
                .part("examined", "sda1 sdb1")
                .part(
                        "signatures",
                        "sda1,0xf00,linux_raid_member,36c921d8-3371-cdc3-3cb8-5622144143aa,\n"
                                + "sdb1,0xf00,linux_raid_member,46c921d8-3371-cdc3-3cb8-5622144143aa,\n");
        assertThat(MdArrays.of(answers.answer()).getFirst().uuid()).isEmpty();
    }

    @Test
    void refusesWhatItCannotRead() {
        assertThatThrownBy(() -> one("md0\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MdArrays.of(new Answers().answer())).hasMessageContaining("arrays");
    }

    private static MdArray one(String sysfs) {
        return MdArrays.of(new Answers().part("arrays", sysfs).answer()).getFirst();
    }
}
