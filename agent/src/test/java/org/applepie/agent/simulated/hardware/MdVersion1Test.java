package org.applepie.agent.simulated.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.FileSystem;
import org.applepie.agent.simulated.files.Format;
import org.applepie.agent.simulated.hardware.MdSuperblock.Role;
import org.junit.jupiter.api.Test;

/** Arrays with metadata 1.2, over boots, failures and power cuts. */
class MdVersion1Test {

    private static final String ARRAY = "592ad309:7d984a5d:a5b3f440:be1a4792";
    private static final long SECTORS = 327680;

    private final SimulatedDrive apple = drive("APPLE001");
    private final SimulatedDrive pie = drive("PIE001");
    private final List<String> log = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private MdDriver driver = boot();

    private static SimulatedDrive drive(String serial) {
        SimulatedDrive drive = new SimulatedDrive(new DriveModel("QEMU", "QEMU HARDDISK", "2.5+"), serial, 4194304);
        drive.attached(true);
        return drive;
    }

    private MdDriver boot() {
        return new MdDriver(() -> now, log::add, 16384);
    }

    private MdDevice part(SimulatedDrive drive) {
        String name = drive == apple ? "sda1" : "sdb1";
        return new MdDevice(new Region(drive, 2048, SECTORS), 8, drive == apple ? 1 : 17, name);
    }

    private MdArray degraded() throws Exception {
        return driver.create(0, ARRAY, "mail1:0", true, List.of(Optional.of(part(pie)), Optional.empty()));
    }

    private MdArray mirror() throws Exception {
        MdArray array = degraded();
        array.fill(files());
        driver.hotAdd(array, part(apple));
        now = now.plusSeconds(60);
        driver.settle();
        return array;
    }

    private static Content.Files files() {
        UUID uuid = new UUID(7, 8);
        return new Content.Files(1, "ext4", uuid, "", 162816, tree(uuid));
    }

    private static FileSystem tree(UUID uuid) {
        return new FileSystem(new Format("ext4", uuid.toString(), "", 40000, 40960));
    }

    private void write(MdArray array, String text) throws Exception {
        array.written();
        TreeDigest.view(((Content.Files) array.content()).tree()).write("/note", text);
        array.touch();
    }

    private String note(MdArray array) throws Exception {
        return TreeDigest.view(((Content.Files) array.content()).tree()).text("/note");
    }

    private MdArray assemble() throws Exception {
        driver = boot();
        return driver.assemble(0, List.of(part(apple), part(pie))).orElseThrow();
    }

    @Test
    void sizesAreThoseThatMdadmMakes() {
        assertThat(MdGeometry.dataOffset(327680)).isEqualTo(2048);
        assertThat(MdGeometry.dataOffset(262144)).isEqualTo(2048);
        assertThat(MdGeometry.dataOffset(3598336)).isEqualTo(4096);
        // 1 TB: 264192 sectors, as every array of that size has
        assertThat(MdGeometry.dataOffset(1953523055L)).isEqualTo(264192);
        assertThat(MdGeometry.bitmapChunkKib(1797120)).isEqualTo(65536);
    }

    @Test
    void dataLiesBehindTheOffsetAndTheMemberShowsOnlyItsSuperblock() throws Exception {
        MdArray array = degraded();
        array.fill(files());
        Region member = part(pie).region();

        assertThat(array.sectors()).isEqualTo(325632);
        assertThat(array.degraded()).isTrue();
        assertThat(member.content()).isInstanceOf(Content.Zeros.class);
        assertThat(member.superblock().orElseThrow().data(member).content()).isInstanceOf(Content.Files.class);
        assertThat(member.superblock().orElseThrow().version1().orElseThrow().name())
                .isEqualTo("mail1:0");
        array.write(0, sector(3));
        assertThat(pie.peek(2048 + 2048)).isEqualTo(sector(3));
        assertThat(array.read(0)).isEqualTo(sector(3));
    }

    private static byte[] sector(int value) {
        byte[] bytes = new byte[SimulatedDrive.SECTOR];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void anAddedMemberIsFilledInItsSlotAndKeepsItsNumber() throws Exception {
        MdArray array = degraded();
        array.fill(files());
        driver.hotAdd(array, part(apple));

        MdMember spare = array.filling().orElseThrow().target();
        assertThat(spare.number()).isEqualTo(2);
        assertThat(spare.slot()).isEqualTo(1);
        assertThat(array.degraded()).isTrue();
        assertThat(apple.contentAt(4096)).isInstanceOf(Content.Garbage.class);

        now = now.plusSeconds(10);
        driver.settle();
        assertThat(array.degraded()).isFalse();
        assertThat(array.inSlot(1).orElseThrow().number()).isEqualTo(2);
        assertThat(array.inSlot(0).orElseThrow().device().name()).isEqualTo("sdb1");
        assertThat(array.members()).extracting(one -> one.device().name()).containsExactly("sda1", "sdb1");
        assertThat(apple.contentAt(4096)).isSameAs(pie.contentAt(4096));
        assertThat(array.bitmap().orElseThrow().dirty()).isFalse();
    }

    @Test
    void aPowerCutWhileFillingLeavesGarbageAndTheFillBeginsAgainWithTheFirstWrite() throws Exception {
        MdArray array = degraded();
        array.fill(files());
        driver.hotAdd(array, part(apple));
        now = now.plusSeconds(1);
        driver.vanish();

        MdArray again = assemble();
        assertThat(again.readAuto()).isTrue();
        assertThat(again.filling()).isEmpty();
        assertThat(again.working()).isEqualTo(1);
        again.written();
        assertThat(again.filling()).isPresent();
        now = now.plusSeconds(20);
        driver.settle();
        assertThat(again.degraded()).isFalse();
    }

    @Test
    void aMemberThatWasAwayIsBroughtUpToDateByTheBitmap() throws Exception {
        MdArray array = mirror();
        write(array, "before");
        apple.failing(true);
        write(array, "after");
        assertThat(array.degraded()).isTrue();
        driver.vanish();
        apple.failing(false);

        MdArray again = assemble();
        assertThat(log).contains("md: kicking non-fresh sda1 from array!");
        assertThat(note(again)).isEqualTo("after");
        again.written();
        assertThat(again.filling().orElseThrow().byBitmap()).isTrue();
        now = now.plusSeconds(2);
        driver.settle();
        assertThat(again.degraded()).isFalse();
        assertThat(TreeDigest.view(((Content.Files) apple.contentAt(4096)).tree())
                        .text("/note"))
                .isEqualTo("after");
    }

    @Test
    void drivesThatEachWentOnAloneAreNotMixed() throws Exception {
        MdArray array = mirror();
        write(array, "both");
        driver.stop(array);
        driver = boot();
        write(driver.assemble(0, List.of(part(apple))).orElseThrow(), "apple");
        driver.vanish();
        driver = boot();
        MdArray alone = driver.assemble(0, List.of(part(pie))).orElseThrow();
        write(alone, "pie");
        driver.stop(alone);

        MdArray again = assemble();
        again.written();
        assertThat(again.working()).isEqualTo(1);
        assertThat(again.members()).hasSize(1);
        assertThat(note(again)).isEqualTo("pie");
    }

    @Test
    void failRemoveAndReAdd() throws Exception {
        MdArray array = mirror();
        MdMember member = array.inSlot(1).orElseThrow();
        assertThatThrownBy(() -> driver.remove(array, member)).isInstanceOf(ErrnoException.class);
        driver.fail(array, member);
        MdMember failed = array.member(8, 1).orElseThrow();
        assertThat(failed.role()).isEqualTo(Role.FAULTY);
        assertThat(failed.slot()).isEqualTo(-1);
        assertThatThrownBy(() -> driver.fail(array, array.inSlot(0).orElseThrow()))
                .isInstanceOf(ErrnoException.class);
        driver.remove(array, failed);
        assertThat(driver.readd(array, part(apple))).isTrue();
        now = now.plusSeconds(2);
        driver.settle();
        assertThat(array.inSlot(1).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void whoHasNoSuperblockOrAnotherArraysCannotBeTakenBack() throws Exception {
        MdArray array = degraded();
        assertThat(driver.readd(array, part(apple))).isFalse();
    }

    @Test
    void aKnownDegradedArrayIsCompleteAndOneThatLostADriveIsNot() throws Exception {
        MdArray array = degraded();
        array.fill(files());
        assertThat(MdDriver.complete(List.of(part(pie)))).isTrue();
        driver.hotAdd(array, part(apple));
        now = now.plusSeconds(60);
        driver.settle();
        assertThat(MdDriver.complete(List.of(part(pie)))).isFalse();
        assertThat(MdDriver.complete(List.of(part(pie), part(apple)))).isTrue();
    }

    @Test
    void aCheckTakesTimeCountsDifferencesAndCorrectsNothing() throws Exception {
        MdArray array = mirror();
        driver.check(array);
        assertThat(array.checking()).isPresent();
        now = now.plusSeconds(60);
        driver.settle();
        assertThat(array.checking()).isEmpty();
        assertThat(array.mismatchCount()).isZero();

        apple.lay(4096, 325632, new Content.Garbage());
        driver.check(array);
        now = now.plusSeconds(60);
        driver.settle();
        assertThat(array.mismatchCount()).isPositive();
        assertThat(apple.contentAt(4096)).isInstanceOf(Content.Garbage.class);
    }

    @Test
    void oneArrayAtATimeIsFilledOrChecked() throws Exception {
        MdArray array = mirror();
        MdDevice other = new MdDevice(new Region(pie, 331776, 262144), 8, 21, "sdb5");
        MdArray second = driver.create(1, "1:2:3:4", "mail1:1", true, List.of(Optional.of(other), Optional.empty()));
        driver.check(array);
        driver.hotAdd(second, new MdDevice(new Region(apple, 331776, 262144), 8, 5, "sda5"));
        assertThat(second.filling()).isEmpty();
        assertThat(second.delayed()).isTrue();
        now = now.plusSeconds(10);
        driver.settle();
        assertThat(second.filling()).isPresent();
        assertThat(second.delayed()).isFalse();
    }

    @Test
    void mkfsOnAMemberCoversItsSuperblock() throws Exception {
        MdArray array = degraded();
        driver.stop(array);
        part(pie).region().fill(files());
        assertThat(part(pie).region().superblock()).isEmpty();
    }
}
