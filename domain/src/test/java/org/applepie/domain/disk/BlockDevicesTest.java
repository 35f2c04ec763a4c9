package org.applepie.domain.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.applepie.domain.disk.BlockDevice.Disk;
import org.applepie.domain.disk.BlockDevice.Mapped;
import org.applepie.domain.disk.BlockDevice.Partition;
import org.applepie.domain.disk.sfdisk.SfdiskDump;
import org.applepie.domain.remote.Answers;
import org.junit.jupiter.api.Test;

class BlockDevicesTest {

    private static final String NO_TABLE = "sfdisk: /dev/x: does not contain a recognized partition table";

    @Test
    void readsEncryptedLogicalVolumesOnAGptDrive() {
        BlockDevices devices = read(new Answers()
                .part(
                        "lsblk",
                        disk("nvme0n1", "259:0", 1 << 30)
                                + part("nvme0n1p1", "nvme0n1", "259:1", "vfat")
                                + part("nvme0n1p2", "nvme0n1", "259:2", "crypto_LUKS")
                                + row("nvme0n1p2_crypt", "dm-0", "nvme0n1p2", "254:0", "crypt", 1 << 29, "LVM2_member")
                                + row("vg-root", "dm-1", "dm-0", "254:1", "lvm", 1 << 28, "ext4"))
                .part("blocks", """
                        nvme0n1p1 partition=1
                        nvme0n1p1 start=2048
                        nvme0n1p2 partition=2
                        nvme0n1p2 start=264192
                        nvme0n1p2 holder=dm-0
                        dm-0 holder=dm-1
                        """)
                .part("by-id", "nvme-eui.0025 ../../nvme0n1\nnvme-Sam_S1 ../../nvme0n1\ndm-name-vg-root ../../dm-1\n")
                .part(
                        "table:nvme0n1",
                        "label: gpt\nlabel-id: 1-2\n\n/dev/nvme0n1p1 : start=2048, size=262144, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B\n")
                .part("examined", " nvme0n1 nvme0n1p1 nvme0n1p2 dm-0 dm-1")
                .part("signatures", """
                        nvme0n1,0x200,gpt,,
                        nvme0n1,0x3ffffe00,gpt,,
                        nvme0n1,0x1fe,PMBR,,
                        nvme0n1p1,0x52,vfat,58E3-477E,EFI
                        nvme0n1p1,0x0,vfat,58E3-477E,EFI
                        nvme0n1p1,0x1fe,vfat,58E3-477E,EFI
                        nvme0n1p2,0x0,crypto_LUKS,c0ffee,
                        dm-0,0x218,LVM2_member,a-b-c,
                        dm-1,0x438,ext4,e-f,my\\x20root
                        """));
        Disk disk = devices.disks().getFirst();
        assertThat(disk.table()).isInstanceOf(PartitionTable.Gpt.class);
        assertThat(disk.byId()).containsExactly("nvme-Sam_S1", "nvme-eui.0025");
        assertThat(disk.content()).isEqualTo(Content.NONE);
        assertThat(disk.partitions())
                .extracting(Partition::content)
                .containsExactly(new Content("vfat", "58E3-477E", "EFI"), new Content("crypto_LUKS", "c0ffee", ""));
        assertThat(disk.partitions().getLast().holders()).containsExactly("dm-0");
        assertThat(devices.mapped()).extracting(Mapped::kind).containsExactly("crypt", "lvm");
        assertThat(devices.mapped().getLast().parents()).containsExactly("dm-0");
        assertThat(devices.mapped().getLast().content()).isEqualTo(new Content("ext4", "e-f", "my root"));
        assertThat(devices.names().at("/dev/mapper/vg-root")).contains("dm-1");
        assertThat(devices.names().numbered("254:1")).contains("dm-1");
    }

    @Test
    void readsAnArrayOnceThoughLsblkListsItTwice() {
        BlockDevices devices = read(new Answers()
                .part(
                        "lsblk",
                        disk("sda", "8:0", 4096)
                                + row("md0", "md0", "sda", "9:0", "raid1", 2048, "btrfs")
                                + disk("sdb", "8:16", 4096)
                                + row("md0", "md0", "sdb", "9:0", "raid1", 2048, "btrfs"))
                .part("blocks", "sda holder=md0\nsdb holder=md0\n"));
        assertThat(devices.disks()).hasSize(2);
        assertThat(devices.mapped()).hasSize(1);
        assertThat(devices.mapped().getFirst().parents()).containsExactly("sda", "sdb");
    }

    @Test
    void takesPartitionsOfAMultipathDeviceForDevicesOfTheirOwn() {
        BlockDevices devices = read(new Answers()
                .part(
                        "lsblk",
                        disk("sda", "8:0", 4096)
                                + row("mpatha", "dm-0", "sda", "254:0", "mpath", 4096, "")
                                + row("mpatha1", "dm-1", "dm-0", "254:1", "part", 2048, "ext4"))
                .part("blocks", "sda holder=dm-0\ndm-0 holder=dm-1\n"));
        assertThat(devices.disks().getFirst().holders()).containsExactly("dm-0");
        assertThat(devices.mapped()).extracting(Mapped::kind).containsExactly("mpath", "part");
    }

    @Test
    void leavesOutWhatIsNoDrive() {
        BlockDevices devices = read(new Answers()
                .part(
                        "lsblk",
                        row("sr0", "sr0", "", "11:0", "rom", 2048, "iso9660")
                                + row("zram0", "zram0", "", "253:0", "disk", 4096, "swap")
                                + row("loop0", "loop0", "", "7:0", "loop", 4096, "squashfs"))
                .part("blocks", ""));
        assertThat(devices.disks()).isEmpty();
        assertThat(devices.mapped()).extracting(Mapped::kernelName).containsExactly("zram0", "loop0");
    }

    @Test
    void countsStartsInTheDrivesOwnSectors() {
        String fourK = disk("sda", "8:0", 1 << 20).replace("LOG-SEC=\"512\"", "LOG_SEC=\"4096\"");
        BlockDevices devices = read(new Answers()
                .part("lsblk", fourK + part("sda1", "sda", "8:1", ""))
                .part("blocks", "sda1 partition=1\nsda1 start=2048\n"));
        assertThat(devices.disks().getFirst().partitions().getFirst().startSector())
                .isEqualTo(256);
        assertThat(devices.disks().getFirst().sizeSectors()).isEqualTo(256);
    }

    @Test
    void aTableThatSfdiskCannotReadIsNotNoTable() {
        Answers answers = new Answers().part("lsblk", disk("sda", "8:0", 4096)).part("blocks", "");
        assertThat(table(answers.part("table:sda", "", 1, NO_TABLE)
                        .part("examined", "sda")
                        .part("signatures", "sda,0x200,gpt,,\n")))
                .isEqualTo(new PartitionTable.Other("gpt, which sfdisk cannot read"));
        assertThat(table(new Answers()
                        .part("lsblk", disk("sda", "8:0", 4096).replace("PTTYPE=\"\"", "PTTYPE=\"mac\""))
                        .part("blocks", "")
                        .part("table:sda", "", 1, NO_TABLE)
                        .part("examined", "sda")
                        .part("signatures", "")))
                .isEqualTo(new PartitionTable.Other("mac, which sfdisk cannot read"));
        assertThat(table(new Answers()
                        .part("lsblk", disk("sda", "8:0", 4096))
                        .part("blocks", "")
                        .part("table:sda", "", 1, "sfdisk: cannot open /dev/sda: Input/output error")))
                .isInstanceOf(PartitionTable.Other.class);
        assertThat(table(new Answers()
                        .part("lsblk", disk("sda", "8:0", 4096))
                        .part("blocks", "")
                        .part("table:sda", "nonsense\n")))
                .isInstanceOf(PartitionTable.Other.class);
    }

    @Test
    void tellsBootRecordsApart() {
        assertThat(bootRecord(sector("LILO", 6))).isEqualTo(new BootRecord.Lilo());
        assertThat(bootRecord(sector("GRUB ", 0x180))).isEqualTo(new BootRecord.Grub());
        assertThat(bootRecord(sector("", 0))).isEqualTo(new BootRecord.Empty());
        assertThat(bootRecord(sector("x", 0x1b8))).isEqualTo(new BootRecord.Empty());
        assertThat(bootRecord(sector("x", 0))).isEqualTo(new BootRecord.Foreign());
        assertThat(bootRecord("00 00\n")).isInstanceOf(BootRecord.Unread.class);
        assertThat(bootRecord("not hex")).isInstanceOf(BootRecord.Unread.class);
    }

    @Test
    void severalKindsOfContentAreJudgedAsLsblkDoes() {
        BlockDevices devices = read(new Answers()
                .part("lsblk", row("sda", "sda", "", "8:0", "disk", 4096, "linux_raid_member"))
                .part("blocks", "")
                .part("examined", "sda")
                .part("signatures", "sda,0x438,ext4,u,\nsda,0xf00,linux_raid_member,r,\n"));
        assertThat(devices.disks().getFirst().content().type()).isEqualTo("linux_raid_member");
        assertThat(devices.disks().getFirst().signatures()).hasSize(2);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> read(new Answers().part("lsblk", "", 127, "")))
                .hasMessage("lsblk: the tool is missing");
        assertThatThrownBy(() -> read(new Answers().part("lsblk", ""))).hasMessageContaining("blocks");
        assertThatThrownBy(() -> read(new Answers().part("lsblk", "NAME sda\n").part("blocks", "")))
                .hasMessageContaining("not pairs");
    }

    private static PartitionTable table(Answers answers) {
        return read(answers).disks().getFirst().table();
    }

    private static BootRecord bootRecord(String od) {
        return read(new Answers()
                        .part("lsblk", disk("sda", "8:0", 4096))
                        .part("blocks", "")
                        .part("sector:sda", od))
                .disks()
                .getFirst()
                .bootRecord();
    }

    private static String sector(String text, int at) {
        byte[] sector = new byte[512];
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, sector, at, bytes.length);
        StringBuilder od = new StringBuilder();
        for (int i = 0; i < sector.length; i++) {
            od.append(' ')
                    .append(java.util.HexFormat.of().toHexDigits(sector[i]))
                    .append(i % 16 == 15 ? "\n" : "");
        }
        return od.toString();
    }

    private static BlockDevices read(Answers answers) {
        return BlockDevices.of(answers.answer(), dump -> SfdiskDump.parse(dump).table());
    }

    private static String disk(String name, String number, long size) {
        return row(name, name, "", number, "disk", size, "");
    }

    private static String part(String name, String parent, String number, String type) {
        return row(name, name, parent, number, "part", 2048, type);
    }

    private static String row(
            String name, String kernelName, String parent, String number, String type, long size, String content) {
        return "NAME=\"%s\" KNAME=\"%s\" PKNAME=\"%s\" MAJ:MIN=\"%s\" TYPE=\"%s\" SIZE=\"%d\" SERIAL=\"S1\" WWN=\"\" MODEL=\"m\" ROTA=\"0\" TRAN=\"\" RM=\"0\" RO=\"0\" LOG-SEC=\"512\" PHY-SEC=\"512\" FSTYPE=\"%s\" UUID=\"\" LABEL=\"\" PTTYPE=\"\" PARTUUID=\"\"\n"
                .formatted(name, kernelName, parent, number, type, size, content);
    }
}
