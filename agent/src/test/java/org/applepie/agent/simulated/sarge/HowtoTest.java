package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.applepie.agent.simulated.hardware.Copies;
import org.applepie.agent.simulated.hardware.Position;
import org.junit.jupiter.api.Test;

class HowtoTest {

    private static final long ROOT = 1_558_368;
    private static final String MAIL = "/var/mail/user01/cur/1145900000.M1P0.mailhost:2,S";

    private final Howto howto = new Howto();

    @Test
    void mailhostBootsFromItsSingleDrive() throws Exception {
        assertThat(howto.server.reachable()).as(howto.server.console()).isTrue();
        assertThat(howto.type("cat /proc/cmdline").text()).isEqualTo("auto BOOT_IMAGE=Linux ro root=806\n");
    }

    @Test
    void theFirstRebootBringsRaid1IntoTheKernel() throws Exception {
        howto.prepare();
        assertThat(howto.mdstat()).isEqualTo("Personalities : [raid1] \nread_ahead not set\nunused devices: <none>\n");
    }

    @Test
    void theArraysComeUpDegradedAndAreMountedOnTrial() throws Exception {
        howto.prepare().table().arrays().trial();
        assertThat(howto.mdstat()).contains("[2/1] [_U]").doesNotContain("[2/2]");
        assertThat(howto.type("mount").text()).isEqualTo("""
                        /dev/sda6 on / type ext3 (rw,errors=remount-ro)
                        proc on /proc type proc (rw)
                        devpts on /dev/pts type devpts (rw,gid=5,mode=620)
                        tmpfs on /dev/shm type tmpfs (rw)
                        /dev/sda1 on /boot type ext3 (rw)
                        /dev/md0 on /mnt/md0 type ext3 (rw)
                        /dev/md2 on /mnt/md2 type ext3 (rw)
                        """);
        assertThat(howto.type("free").text()).contains("Swap:       979796          0     979796");
    }

    @Test
    void theFourthRebootRunsOnTheArrays() throws Exception {
        howto.prepare().table().arrays().trial().switchOver();
        assertThat(howto.server.reachable()).as(howto.server.console()).isTrue();
        assertThat(howto.type("cat /proc/cmdline").text()).isEqualTo("auto BOOT_IMAGE=Linux ro root=902\n");
        assertThat(howto.type("df").text())
                .contains("/dev/md2              16721716")
                .contains("/dev/md0                279891");
    }

    @Test
    void theHowtoEndsWithBothDrivesInEveryArray() throws Exception {
        howto.complete();
        assertThat(howto.server.reachable()).as(howto.server.console()).isTrue();
        assertThat(howto.mdstat()).contains("[UU]").doesNotContain("[2/1]");
        assertThat(Copies.digest(howto.apple.contentAt(ROOT))).isEqualTo(Copies.digest(howto.pie.contentAt(ROOT)));
        assertThat(Copies.everyCopyOf(MAIL, List.of(howto.apple, howto.pie)))
                .hasSize(2)
                .extracting(Copies.Copy::digest)
                .containsOnly(
                        Copies.everyCopyOf(MAIL, List.of(howto.pie)).getFirst().digest());
    }

    @Test
    void eachDriveBootsAloneAfterTheHowto() throws Exception {
        howto.complete();
        howto.server.halt();
        howto.server.machine().pull(Position.scsi(1));
        howto.server.powerOn();
        assertThat(howto.server.reachable()).as(howto.server.console()).isTrue();
        howto.server.halt();
        howto.server.machine().pull(Position.scsi(0));
        howto.server.machine().plug(Position.scsi(1), howto.pie);
        howto.server.powerOn();
        assertThat(howto.server.reachable()).as(howto.server.console()).isTrue();
        assertThat(howto.mdstat()).contains("[2/1] [_U]");
    }

    @Test
    void theDataThatARebootIntoTheArrayFindsIsTheDataThatWasCopied() throws Exception {
        String before =
                Copies.everyCopyOf(MAIL, List.of(howto.apple)).getFirst().digest();
        howto.complete();
        assertThat(Copies.everyCopyOf(MAIL, List.of(howto.apple, howto.pie)))
                .extracting(Copies.Copy::digest)
                .containsOnly(before);
        assertThat(howto.server.files().orElseThrow().stat(MAIL).links()).isEqualTo(3);
    }

    @Test
    void aMachineThatIsSwitchedOffWhileItSyncsGoesOnSyncing() throws Exception {
        howto.prepare().table().arrays().trial().switchOver().adopt().wait(Duration.ofSeconds(30));
        assertThat(howto.mdstat()).contains("recovery =");
    }
}
