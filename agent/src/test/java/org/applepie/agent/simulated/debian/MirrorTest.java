package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.applepie.agent.simulated.hardware.Content;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one drive to a mirror by hand, with the commands of a runbook, and what the machine boots at each stage. */
class MirrorTest {

    private static final String ID = "/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_";
    private static final String BOOT = "592ad309:7d984a5d:a5b3f440:be1a4792";
    private static final String SWAP = "1ee88ee9:40ae4fdf:9993e7be:b252edfc";
    private static final String ROOT = "a440e265:1db344e9:88e60506:bdf81cb7";
    private static final String MD = "/dev/disk/by-id/md-uuid-";
    private static final String COPY = "/run/applepie/copy";

    private final Typist typist = Typist.atNewMachine();
    private final DebianServer server = typist.server();

    private String type(String line) {
        Typist.Result result = typist.type(line);
        assertThat(result.code()).as(line + "\n" + result.out() + result.err()).isZero();
        return result.out();
    }

    @BeforeEach
    void copyOntoArrays() {
        type("apt-get install --yes --no-remove mdadm");
        type(
                "printf '%s\\n' 'label: dos' 'label-id: 0x02770b39' 'unit: sectors' '' '1 : start=2048, size=327680, type=fd, bootable'"
                        + " '2 : start=329728, size=3864576, type=5' '5 : start=331776, size=262144, type=fd'"
                        + " '6 : start=595968, size=3598336, type=fd' | sfdisk --wipe always --wipe-partitions always "
                        + ID + "PIE001");
        create(0, 1, BOOT);
        create(1, 5, SWAP);
        create(2, 6, ROOT);
        type("mkfs.ext4 -q -U b54b1904-91b3-4a5d-9a17-15fff3e147a1 " + MD + BOOT);
        type("mkswap --uuid 154de301-afca-44e5-adc2-6f161bfba4ce " + MD + SWAP);
        type("mkfs.ext4 -q -U 96c697fb-b258-4069-b914-dd2d973295f1 " + MD + ROOT);
        type("mkdir -p /run/applepie/source " + COPY);
        copy("/", ROOT);
        copy("/boot", BOOT);
        configure();
    }

    private void create(int number, int partition, String uuid) {
        type("mdadm --create /dev/md" + number
                + " --run --level=1 --raid-devices=2 --metadata=1.2 --bitmap=internal --uuid=" + uuid + " " + ID
                + "PIE001-part" + partition + " missing");
        type("udevadm settle --timeout=60");
    }

    private void copy(String from, String uuid) {
        type("mount --bind " + from + " /run/applepie/source && mount -t ext4 " + MD + uuid + " " + COPY);
        type("cp -a /run/applepie/source/. " + COPY + "/");
        type("umount " + COPY + " && umount /run/applepie/source");
    }

    private void configure() {
        type("mount -t ext4 " + MD + ROOT + " " + COPY + " && mount -t ext4 " + MD + BOOT + " " + COPY + "/boot");
        type("printf '%s\\n' 'UUID=96c697fb-b258-4069-b914-dd2d973295f1 / ext4 errors=remount-ro 0 1'"
                + " 'UUID=b54b1904-91b3-4a5d-9a17-15fff3e147a1 /boot ext4 defaults 0 2'"
                + " 'UUID=154de301-afca-44e5-adc2-6f161bfba4ce none swap sw 0 0' >" + COPY + "/etc/fstab");
        type("printf '%s\\n' 'HOMEHOST <system>' 'ARRAY /dev/md0 metadata=1.2 UUID=" + BOOT
                + "' 'ARRAY /dev/md1 metadata=1.2 UUID=" + SWAP + "' 'ARRAY /dev/md2 metadata=1.2 UUID=" + ROOT + "' >"
                + COPY + "/etc/mdadm/mdadm.conf");
        type("echo RESUME=UUID=154de301-afca-44e5-adc2-6f161bfba4ce >" + COPY + "/etc/initramfs-tools/conf.d/resume");
        for (String place : List.of("dev", "proc", "sys", "run")) {
            type("mount --rbind /" + place + " " + COPY + "/" + place + " && mount --make-rslave " + COPY + "/"
                    + place);
        }
        type("chroot " + COPY + " update-initramfs -u -k all");
        type("chroot " + COPY + " grub-install --target=i386-pc --recheck " + ID + "PIE001");
        type("chroot " + COPY + " env GRUB_DISABLE_OS_PROBER=true update-grub");
        assertThat(type("cat " + COPY + "/boot/grub/grub.cfg"))
                .contains("set root='mduuid/" + BOOT.replace(":", "") + "'", "root=UUID=96c697fb-")
                .doesNotContain("b0070000-0a99", "70070000-0a99");
        type("umount --recursive " + COPY);
    }

    private void trialBoot() {
        type("printf '%s\\n' \"menuentry 'Trial' --id trial {\" '  insmod mdraid1x' \"  set root='mduuid/"
                + BOOT.replace(":", "")
                + "'\" '  search --no-floppy --fs-uuid --set=root b54b1904-91b3-4a5d-9a17-15fff3e147a1'"
                + " '  configfile /grub/grub.cfg' '}' >/boot/grub/custom.cfg");
        type("grub-reboot trial");
        server.reboot();
        assertThat(type("findmnt -n -o SOURCE /")).isEqualTo("/dev/md2\n");
        assertThat(type("findmnt -n -o SOURCE /boot")).isEqualTo("/dev/md0\n");
        assertThat(type("cat /proc/swaps")).contains("/dev/md1 ");
    }

    private void adopt(String uuid, int partition) {
        type("wipefs --all " + ID + "APPLE001-part" + partition);
        type("mdadm --manage " + MD + uuid + " --add " + ID + "APPLE001-part" + partition);
    }

    private void mirror() throws InterruptedException {
        trialBoot();
        type("grub-install --target=i386-pc --recheck " + ID + "APPLE001");
        adopt(BOOT, 1);
        adopt(SWAP, 5);
        adopt(ROOT, 6);
        server.time().sleep(Duration.ofHours(1));
        assertThat(server.arrays().orElseThrow().arrays()).hasSize(3).noneMatch(MdArray::degraded);
        type("update-grub && grub-install --target=i386-pc --recheck " + ID
                + "APPLE001 && grub-install --target=i386-pc --recheck " + ID + "PIE001");
    }

    @Test
    void theTrialBootIsOneAndTheNextBringsTheOldSystemBackWithItsArraysUnderOtherNames() {
        trialBoot();

        server.reset();

        assertThat(type("findmnt -n -o SOURCE /")).matches("/dev/sd[ab]6\n");
        assertThat(server.arrays().orElseThrow().arrays())
                .extracting(MdArray::minor)
                .containsExactlyInAnyOrder(125, 126, 127);
    }

    @Test
    void theMirrorBootsFromBothAndFromEachDriveAlone() throws InterruptedException {
        mirror();
        server.reboot();
        assertThat(type("findmnt -n -o SOURCE /")).isEqualTo("/dev/md2\n");
        assertThat(server.arrays().orElseThrow().arrays()).noneMatch(MdArray::degraded);

        server.halt();
        SimulatedDrive pie = server.machine().pull(Position.scsi(1)).orElseThrow();
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
        assertThat(server.arrays().orElseThrow().arrays()).hasSize(3).allMatch(MdArray::degraded);

        server.halt();
        server.machine().pull(Position.scsi(0));
        server.machine().plug(Position.scsi(1), pie);
        server.powerOn();
        assertThat(server.reachable()).as(server.console()).isTrue();
    }

    @Test
    void thePowerMayFailWhileTheArrayOfBootIsFilledBecauseTheNewDriveHasSlotZero() {
        trialBoot();
        type("grub-install --target=i386-pc --recheck " + ID + "APPLE001");
        adopt(BOOT, 1);

        server.reset();

        assertThat(server.reachable()).as(server.console()).isTrue();
        assertThat(type("findmnt -n -o SOURCE /boot")).isEqualTo("/dev/md0\n");
    }

    @Test
    void grubReadsSlotZeroWhateverIsInIt() {
        trialBoot();
        SimulatedDrive pie = server.machine().at(Position.scsi(1)).orElseThrow();
        server.powerOff();
        // As if the member in slot 0 were the one that is being filled.
        pie.contents().forEach((start, content) -> {
            if (start > 2048 && start < 329_728) {
                pie.lay(start, 1000, new Content.Garbage());
            }
        });
        server.machine().bootOrder(List.of(Position.scsi(1)));

        server.powerOn();

        assertThat(server.failure()).contains(BootFailure.GRUB_RESCUE);
    }
}
