package org.applepie.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.applepie.agent.simulated.SimulatedServers;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Endpoint;
import org.applepie.domain.remote.Login;
import org.applepie.domain.remote.Reply;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.remote.Shell.Answer;
import org.junit.jupiter.api.Test;

/** The command lines of a runbook for Debian 3.1 are understood by the simulated one. */
class SargeToolsTest {

    private static final String LINES = """
            mkdir -p -m 0700 /var/backups/applepie/x/etc
            mkdir -p -m 0700 /dev/shm/applepie
            mkdir -p /mnt/md0 /mnt/md2 /mnt/applepie-source /var/lib/applepie
            dd if=/dev/sda of=/var/backups/applepie/x/mib.bin bs=1024k count=1
            sfdisk -d /dev/sda > /var/backups/applepie/x/apple.sfdisk
            cp -p /etc/fstab /var/backups/applepie/x/etc/fstab
            md5sum /var/backups/applepie/x/apple.sfdisk /var/backups/applepie/x/etc/fstab > /var/backups/applepie/x/SUMS
            md5sum --check --status /var/backups/applepie/x/SUMS
            printf 'mdadm mdadm/autostart boolean true\\n' | debconf-set-selections
            env DEBIAN_FRONTEND=noninteractive apt-get --yes --download-only install mdadm
            env DEBIAN_FRONTEND=noninteractive apt-get --yes --no-download --no-remove install mdadm
            modprobe md
            modprobe raid1
            sed -e 's/Id=8[23]/Id=fd/' /var/backups/applepie/x/apple.sfdisk | sfdisk /dev/sdb
            mdadm --zero-superblock /dev/sdb1; test $? = 5
            mdadm --create /dev/md0 --level=1 --raid-disks=2 missing /dev/sdb1
            mdadm --create /dev/md1 --level=1 --raid-disks=2 missing /dev/sdb5
            mdadm --create /dev/md2 --level=1 --raid-disks=2 missing /dev/sdb6
            mkfs.ext3 -q /dev/md0
            mkfs.ext3 -q /dev/md2
            mkswap /dev/md1
            tune2fs -U b54b1904-91b3-4a5d-9a17-15fff3e147a1 /dev/md2
            blkid -c /dev/null /dev/md2 | grep -q b54b1904
            mount /dev/md2 /mnt/md2
            mount -n --bind / /mnt/applepie-source
            cp -dpR /mnt/applepie-source/. /mnt/md2/
            umount -n /mnt/md2
            mount -n -t ext3 /dev/md2 /mnt/md2
            find /mnt/applepie-source -mindepth 1 -path /mnt/applepie-source/var/lib/applepie -prune -o -path /mnt/applepie-source/etc/mtab -prune -o -type d -printf '%P d %m %U %G %T@\\0' -o -type f -printf '%P f %m %U %G %n %s %T@\\0' -o -printf '%P %y %m %U %G %n %l\\0' > /var/lib/applepie/source.names
            find /mnt/md2 -mindepth 1 -path /mnt/md2/var/lib/applepie -prune -o -path /mnt/md2/etc/mtab -prune -o -type d -printf '%P d %m %U %G %T@\\0' -o -type f -printf '%P f %m %U %G %n %s %T@\\0' -o -printf '%P %y %m %U %G %n %l\\0' > /var/lib/applepie/copy.names
            sort -z -o /var/lib/applepie/source.names.sorted /var/lib/applepie/source.names
            sort -z -o /var/lib/applepie/copy.names.sorted /var/lib/applepie/copy.names
            cmp /var/lib/applepie/source.names.sorted /var/lib/applepie/copy.names.sorted
            find /mnt/applepie-source -mindepth 1 -path /mnt/applepie-source/var/lib/applepie -prune -o -path /mnt/applepie-source/etc/mtab -prune -o -type f '(' -exec md5sum '{}' ';' -o -printf 'unread: %p\\n' ')' -o '(' -type b -o -type c ')' -exec stat -c '%t:%T  %n' '{}' ';' > /var/lib/applepie/source.sums
            find /mnt/md2 -mindepth 1 -path /mnt/md2/var/lib/applepie -prune -o -path /mnt/md2/etc/mtab -prune -o -type f '(' -exec md5sum '{}' ';' -o -printf 'unread: %p\\n' ')' -o '(' -type b -o -type c ')' -exec stat -c '%t:%T  %n' '{}' ';' > /var/lib/applepie/copy.sums
            sed -e 's,  /mnt/applepie-source/,  ,' /var/lib/applepie/source.sums > /var/lib/applepie/source.relative
            sed -e 's,  /mnt/md2/,  ,' /var/lib/applepie/copy.sums > /var/lib/applepie/copy.relative
            sort -d -o /var/lib/applepie/source.relative.sorted /var/lib/applepie/source.relative
            sort -d -o /var/lib/applepie/copy.relative.sorted /var/lib/applepie/copy.relative
            cmp /var/lib/applepie/source.relative.sorted /var/lib/applepie/copy.relative.sorted
            find /etc -perm 0600 -name lilo.conf
            find / -maxdepth 1 -type l -lname 'boot/*'
            grep -q -E -c '^Personalities.*raid1' /proc/mdstat
            umount -n /mnt/applepie-source
            mount -n -t proc proc /mnt/md2/proc
            mkdir -p /mnt/md2/boot; mount -n -t ext3 /dev/sdb1 /mnt/md2/boot
            umount -n /mnt/md2/proc
            umount -n /mnt/md2/boot
            mkinitrd -o /boot/initrd.img-2.4.27-2-386-temp /lib/modules/2.4.27-2-386
            ln -f /boot/initrd.img-2.4.27-2-386 /boot/initrd.img-2.4.27-2-386-previous
            mv -f /boot/initrd.img-2.4.27-2-386-temp /boot/initrd.img-2.4.27-2-386
            sync
            lilo > /var/lib/applepie/lilo.out 2>&1
            tune2fs -l /dev/md2
            lilo -R Linux panic=30
            mdadm --detail --scan > /var/lib/applepie/mdadm.scan
            sed -e '/^ *devices=/d' -e 's/ spares=[0-9]*//' /var/lib/applepie/mdadm.scan
            umount /mnt/md2
            mdadm --stop /dev/md0
            mdadm --assemble /dev/md0 --run /dev/sdb1
            mdadm --stop /dev/md0
            mdadm --stop /dev/md1
            mdadm --stop /dev/md2
            mdadm --zero-superblock /dev/sdb1
            rmdir /mnt/md0
            dd if=/dev/zero of=/dev/sdb bs=512 count=63
            test -z "$(od -An -v -tx1 -N512 /dev/sdb | tr -d ' 0\\n')"
            /etc/init.d/cron stop
            /etc/init.d/cron start
            """;

    @Test
    void understandsTheLinesOfARunbook() {
        StringBuilder script = new StringBuilder("PATH=/usr/sbin:/usr/bin:/sbin:/bin\n");
        int number = 0;
        for (String line : LINES.split("\n")) {
            number++;
            script.append("{ ")
                    .append(line)
                    .append("\n} >/dev/shm/said 2>&1 || { echo 'line ")
                    .append(number)
                    .append("' $?; head -c 300 /dev/shm/said; }\n");
        }
        assertThat(said(script.toString())).isEmpty();
    }

    /** In the words of coreutils 5.2.1; and what is not simulated must not seem to be done. */
    @Test
    void complainsAsInItsDaysAndIgnoresNoOption() {
        assertThat(said("""
                        exec 2>&1
                        cp /nothing /tmp/x; echo $?
                        mv -n /etc/fstab /tmp/x; echo $?
                        cp --sparse=always /etc/fstab /tmp/x; echo $?
                        cp -u /etc/fstab /tmp/x; echo $?
                        dd if=/etc/fstab of=/tmp/x conv=noerror,sync; echo $?
                        test -e /tmp/x; echo $?
                        """)).isEqualTo("""
                        cp: cannot stat `/nothing': No such file or directory
                        1
                        mv: invalid option -- n
                        Try `mv --help' for more information.
                        1
                        cp: unrecognized option `--sparse'
                        Try `cp --help' for more information.
                        1
                        cp: invalid option -- u
                        Try `cp --help' for more information.
                        1
                        dd: invalid conversion: `noerror,sync'
                        1
                        1
                        """);
    }

    private static String said(String script) {
        SimulatedTime time = SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 100);
        try (SimulatedServers servers =
                        SimulatedServers.start(List.of(SargeMachine.mailhost(time, 7, 20_000, new Secret("pie"))));
                SshShell shell = new SshShell(AgentSettings.standard())) {
            Login given = servers.all().getFirst().login();
            Login login = new Login(
                    given.endpoint().speaking(Endpoint.Algorithms.LEGACY_TOO),
                    given.username(),
                    given.credential(),
                    given.sudo(),
                    given.pinned(),
                    null);
            return switch (shell.ask(login, script, List.of(), Duration.ofMinutes(1))) {
                case Reply.Got<Answer>(Answer answer) -> {
                    assertThat(answer.exitCode()).isZero();
                    yield new String(answer.stdout(), StandardCharsets.ISO_8859_1);
                }
                case Reply.NotConnected<Answer>(var fault) -> throw new AssertionError(fault);
            };
        }
    }
}
