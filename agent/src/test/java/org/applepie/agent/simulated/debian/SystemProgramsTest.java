package org.applepie.agent.simulated.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Services, packages, boot loader and power, as they answer on a real machine. */
class SystemProgramsTest {

    private final Typist typist = Typist.atNewMachine();

    @Test
    void theMenuIsTheOneOfARealMachine() {
        assertThat(typist.type("cat /boot/grub/grub.cfg").out())
                .hasLineCount(162)
                .contains("""
                \tset root='hd0,msdos1'
                \tif [ x$feature_platform_search_hint = xy ]; then
                \t  search --no-floppy --fs-uuid --set=root --hint-bios=hd0,msdos1 --hint-efi=hd0,msdos1 --hint-baremetal=ahci0,msdos1  b0070000-0a99-4e1e-8000-000000000001
                """);
        assertThat(typist.type("update-grub").err())
                .startsWith(
                        "Generating grub configuration file ...\nFound linux image: /boot/vmlinuz-6.1.0-56-cloud-amd64\n"
                                + "Found initrd image: /boot/initrd.img-6.1.0-56-cloud-amd64\n")
                .endsWith("done\n");
    }

    @Test
    void environmentBlocksNeverChangeTheirSize() {
        assertThat(typist.type("grub-editenv /boot/grub/grubenv set next_entry=one; wc -c </boot/grub/grubenv; "
                                + "grep -a -m1 next_entry=one /boot/grub/grubenv")
                        .out())
                .isEqualTo("1024\nnext_entry=one\n");
        assertThat(typist.type("grub-editenv /boot/grub/grubenv unset next_entry; grub-editenv - list")
                        .out())
                .isEmpty();
        assertThat(typist.type("grub-editenv /nowhere list").code()).isEqualTo(1);
    }

    @Test
    void grubNeedsDevicesAndATable() {
        assertThat(typist.type(
                        "grub-install --target=i386-pc --recheck /dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_APPLE001"))
                .isEqualTo(new Typist.Result(
                        "", "Installing for i386-pc platform.\nInstallation finished. No error reported.\n", 0));
        assertThat(typist.type("grub-install --target=i386-pc /dev/sdb").code()).isEqualTo(1);
        assertThat(typist.type("grub-install --target=i386-pc /dev/nothing").code())
                .isEqualTo(1);
        assertThat(typist.type("grub-probe --target=fs_uuid /boot").out())
                .isEqualTo("b0070000-0a99-4e1e-8000-000000000001\n");
    }

    @Test
    void servicesStopAndStart() {
        assertThat(typist.type("systemctl is-active cron.service ssh.service"))
                .isEqualTo(new Typist.Result("active\nactive\n", "", 0));
        assertThat(typist.type("systemctl stop cron.service fstrim.timer").code())
                .isZero();
        assertThat(typist.type("systemctl is-active cron").code()).isEqualTo(3);
        assertThat(typist.type("systemctl list-units --type=timer --plain --no-legend --no-pager --full")
                        .out())
                .doesNotContain("fstrim")
                .startsWith("dpkg-db-backup.timer         loaded active waiting Daily dpkg database backup timer\n");
        assertThat(typist.type("systemctl start cron.service; systemctl is-active cron")
                        .out())
                .isEqualTo("active\n");
        assertThat(typist.type("systemctl stop nothing.service").err())
                .isEqualTo("Failed to stop nothing.service: Unit nothing.service not loaded.\n");
        assertThat(typist.type("systemctl frobnicate").err()).isEqualTo("Unknown command verb frobnicate.\n");
    }

    @Test
    void packagesBringTheirProgramsAndTheInitramfsTakesMdadmAlong() {
        assertThat(typist.type("command -v mdadm").code()).isEqualTo(127);
        assertThat(typist.type("apt-get install --no-download --yes mdadm").code())
                .isEqualTo(100);
        assertThat(typist.type("apt-get install --download-only --yes --no-remove mdadm rsync")
                        .code())
                .isZero();
        assertThat(typist.type("command -v mdadm").code()).isEqualTo(127);
        Typist.Result installed = typist.type("apt-get install --no-download --yes --no-remove mdadm rsync");
        assertThat(installed.code()).as(installed.err()).isZero();
        assertThat(typist.type("command -v mdadm rsync").out()).isEqualTo("/usr/sbin/mdadm\n");
        assertThat(typist.type("dpkg-query -W -f '${Package} ${Version} ${db:Status-Abbrev}\\n' acl attr mdadm"))
                .isEqualTo(new Typist.Result(
                        "acl  un \nmdadm 4.2-5 ii \n", "dpkg-query: no packages found matching attr\n", 1));
        assertThat(typist.type("lsinitramfs /boot/initrd.img-6.1.0-56-cloud-amd64")
                        .out())
                .contains("/kernel/drivers/md/raid1.ko\n", "usr/sbin/mdadm\n", "etc/mdadm/mdadm.conf\n");
    }

    @Test
    void transientUnitsRunAndAreForgotten() {
        assertThat(typist.type(
                        "systemd-run --quiet --no-block --collect --unit=probe /bin/sh -c 'echo done >/run/probe'"))
                .isEqualTo(new Typist.Result("", "", 0));
        assertThat(typist.type("until [ -e /run/probe ]; do sleep 1; done; cat /run/probe")
                        .out())
                .isEqualTo("done\n");
        assertThat(typist.type("systemd-run --wait /bin/true").code()).isEqualTo(1);
    }
}
