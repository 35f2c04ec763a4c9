package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.StillTime;

/** The HOWTO's steps in the HOWTO's order, typed by hand at mailhost. Each test goes as far as it wants, and then goes wrong. */
final class Howto {

    private static final String INITRD = "/boot/initrd.img-2.4.27-2-386";

    /** When the HOWTO's first commands were typed. */
    static final Instant START = Instant.parse("2006-04-24T17:33:20Z");

    final StillTime time = new StillTime(START);
    final SargeServer server = SargeServers.mailhost(time, new Random(20060430), 30_000);
    final Typist typist = new Typist(server);
    final SimulatedDrive apple = server.machine().at(Position.scsi(0)).orElseThrow();
    final SimulatedDrive pie = server.machine().at(Position.scsi(1)).orElseThrow();

    Howto() {
        server.powerOn();
    }

    Typist.Output type(String line) throws Exception {
        return typist.type(line);
    }

    void ok(String line) throws Exception {
        Typist.Output output = type(line);
        assertThat(output.code()).as(line + "\n" + output.text()).isZero();
    }

    void reboot() {
        server.reboot();
    }

    void build() throws Exception {
        ok("mkinitrd -o " + INITRD + "-temp /lib/modules/2.4.27-2-386/");
        ok("cp " + INITRD + "-temp " + INITRD);
    }

    Howto prepare() throws Exception {
        for (String file : List.of("fstab", "mtab", "modules", "lilo.conf")) {
            ok("cp /etc/" + file + " /etc/" + file + "-backup");
        }
        ok("cp " + INITRD + " " + INITRD + "-backup");
        ok("apt-get install vim initrd-tools mdadm");
        typist.append("/etc/modules", "md\nraid1\n");
        ok("grep -vE '^$|^#' /etc/modules >> /etc/mkinitrd/modules");
        typist.edit("/etc/mkinitrd/modules", "psmouse\n", "");
        typist.edit("/etc/mkinitrd/modules", "ide-cd\n", "");
        build();
        typist.edit(
                "/etc/lilo.conf",
                "#\tprompt\n#\tdelay=100\n#\ttimeout=100\n",
                "\tprompt\n#\tdelay=100\n\ttimeout=50\n");
        ok("lilo");
        reboot();
        return this;
    }

    Howto table() throws Exception {
        ok("sfdisk -d /dev/sda | sfdisk /dev/sdb");
        for (int partition : new int[] {1, 5, 6}) {
            ok("sfdisk --change-id /dev/sdb " + partition + " fd");
        }
        reboot();
        return this;
    }

    Howto arrays() throws Exception {
        for (int partition : new int[] {1, 5, 6}) {
            assertThat(type("mdadm --zero-superblock /dev/sdb" + partition).code())
                    .isEqualTo(5);
        }
        ok("mdadm --create /dev/md0 --level=1 --raid-disks=2 missing /dev/sdb1");
        ok("mdadm --create /dev/md1 --level=1 --raid-disks=2 missing /dev/sdb5");
        ok("mdadm --create /dev/md2 --level=1 --raid-disks=2 missing /dev/sdb6");
        ok("mkfs.ext3 /dev/md0");
        ok("mkswap /dev/md1");
        ok("mkfs.ext3 /dev/md2");
        configuration();
        rebuild();
        return this;
    }

    void configuration() throws Exception {
        ok("echo \"DEVICE partitions\" > /etc/mdadm/mdadm.conf");
        ok("mdadm --detail --scan >> /etc/mdadm/mdadm.conf");
    }

    void rebuild() throws Exception {
        ok("rm " + INITRD + "-temp");
        build();
    }

    Howto trial() throws Exception {
        ok("mkdir /mnt/md0");
        ok("mkdir /mnt/md2");
        typist.append("/etc/fstab", """
                /dev/md0        /mnt/md0        ext3    defaults        0       0
                /dev/md1        none            swap    sw              0       0
                /dev/md2        /mnt/md2        ext3    defaults        0       0
                """);
        reboot();
        return this;
    }

    Howto configureSwitch() throws Exception {
        typist.edit("/etc/fstab", "/dev/md0        /mnt/md0        ext3    defaults        0       0\n", "");
        typist.edit("/etc/fstab", "/dev/md1        none            swap    sw              0       0\n", "");
        typist.edit("/etc/fstab", "/dev/md2        /mnt/md2        ext3    defaults        0       0\n", "");
        typist.edit("/etc/fstab", "/dev/sda6 ", "/dev/md2  ");
        typist.edit("/etc/fstab", "/dev/sda1 ", "/dev/md0  ");
        typist.edit("/etc/fstab", "/dev/sda5 ", "/dev/md1  ");
        typist.edit("/etc/mkinitrd/mkinitrd.conf", "ROOT=probe", "ROOT=\"/dev/md2 ext3\"");
        rebuild();
        typist.edit("/etc/lilo.conf", "root=/dev/sda6\n", "#root=/dev/sda6\nroot=/dev/md2\n");
        typist.edit(
                "/etc/lilo.conf",
                "image=/vmlinuz.old\n",
                "image=/vmlinuz\n\tlabel=LinuxNORAID\n\tread-only\n#\trestricted\n#\talias=1\n\troot=/dev/sda6\n\tinitrd=/initrd.img\n\nimage=/vmlinuz.old\n");
        ok("lilo");
        return this;
    }

    Howto copy() throws Exception {
        server.singleUser();
        ok("cp -dpRx / /mnt/md2");
        ok("cp -dpRx /boot /mnt/md0");
        return this;
    }

    Howto switchOver() throws Exception {
        configureSwitch().copy().reboot();
        return this;
    }

    Howto adopt() throws Exception {
        for (int partition : new int[] {1, 5, 6}) {
            ok("sfdisk --change-id /dev/sda " + partition + " fd");
        }
        ok("mdadm --add /dev/md2 /dev/sda6");
        ok("mdadm --add /dev/md0 /dev/sda1");
        ok("mdadm --add /dev/md1 /dev/sda5");
        return this;
    }

    Howto wait(Duration duration) {
        time.sleep(duration);
        return this;
    }

    Howto finish() throws Exception {
        wait(Duration.ofHours(1));
        configuration();
        rebuild();
        typist.edit("/etc/lilo.conf", "boot=/dev/sda\n", "#boot=/dev/sda\nboot=/dev/md0\nraid-extra-boot=mbr\n");
        ok("lilo");
        reboot();
        typist.edit(
                "/etc/lilo.conf",
                "image=/vmlinuz\n\tlabel=LinuxNORAID\n\tread-only\n#\trestricted\n#\talias=1\n\troot=/dev/sda6\n\tinitrd=/initrd.img\n",
                "");
        ok("lilo");
        reboot();
        return this;
    }

    Howto complete() throws Exception {
        return prepare().table().arrays().trial().switchOver().adopt().finish();
    }

    String mdstat() throws Exception {
        return type("cat /proc/mdstat").text();
    }
}
