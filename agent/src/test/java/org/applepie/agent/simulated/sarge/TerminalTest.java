package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.applepie.agent.simulated.Cabinet.Bay;
import org.applepie.agent.simulated.Network;
import org.applepie.agent.simulated.Terminal;
import org.applepie.agent.simulated.Terminal.Key;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person at the machine's own screen and keyboard. */
class TerminalTest {

    private static final Secret PASSWORD = new Secret("pie");

    private final SargeMachine machine = SargeMachine.mailhost(
            SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 200), 7, 200_000, PASSWORD);
    private final Terminal terminal = machine.terminal();
    private int seen;

    @BeforeEach
    void boot() {
        machine.powerOn(new Network() {
            @Override
            public void up() {}

            @Override
            public void refuse() {}

            @Override
            public void shutDown() {}

            @Override
            public void cutPower() {}
        });
        shows("mailhost login: ");
    }

    @AfterEach
    void end() {
        machine.powerOff();
    }

    /** Waits for what comes after what was waited for before. */
    private String shows(String wanted) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(
                        () -> assertThat(terminal.screen().substring(seen)).contains(wanted));
        int end = terminal.screen().indexOf(wanted, seen) + wanted.length();
        String text = terminal.screen().substring(seen, end);
        seen = end;
        return text;
    }

    private void logIn() {
        terminal.type("root");
        shows("Password: ");
        terminal.password(PASSWORD);
        shows("mailhost:~# ");
    }

    @Test
    void asksForNameAndPasswordAndRunsLines() {
        logIn();
        terminal.type("cd /etc && pwd");
        assertThat(shows("mailhost:/etc# ")).isEqualTo("cd /etc && pwd\n/etc\nmailhost:/etc# ");
        terminal.type("for d in sda sdb; do");
        shows("> ");
        terminal.type("echo $d; done");
        assertThat(shows("mailhost:/etc# ")).isEqualTo("echo $d; done\nsda\nsdb\nmailhost:/etc# ");
        terminal.type("frobnicate");
        shows("-bash: frobnicate: command not found\nmailhost:/etc# ");
        terminal.type("${x?gone}");
        shows("gone\nmailhost:/etc# ");
        terminal.type("exit");
        shows("mailhost login: ");
    }

    @Test
    void showsNoPasswordAndLetsNobodyInWithAWrongOne() {
        terminal.password(PASSWORD);
        terminal.type("root");
        assertThat(terminal.hides()).isTrue();
        terminal.type("apple");
        shows("Login incorrect");
        terminal.type("nobody");
        terminal.password(PASSWORD);
        shows("Login incorrect");
        assertThat(terminal.hides()).isFalse();
        assertThat(terminal.screen()).doesNotContain("pie\n");
    }

    @Test
    void singleUserModeEndsAllElseAndAsksOnceMore() {
        logIn();
        terminal.type("sleep 100000 &");
        terminal.type("init 1");
        shows("Give root password for maintenance\n(or type Control-D to continue): ");
        assertThat(machine.server().reachable()).isFalse();
        assertThat(machine.server().single()).isTrue();
        assertThat(machine.server().kernel().orElseThrow().processes()).isEmpty();
        terminal.type("apple");
        shows("Login incorrect\nGive root password");
        terminal.password(PASSWORD);
        shows("mailhost:~# ");
        terminal.type("init 2");
        shows("mailhost login: ");
        assertThat(machine.server().reachable()).isTrue();
        assertThat(machine.server().single()).isFalse();
    }

    @Test
    void controlDGoesOnFromSingleUserMode() {
        machine.server().singleUser();
        shows("continue): ");
        terminal.press(Key.CONTROL_D);
        shows("mailhost login: ");
        assertThat(machine.server().reachable()).isTrue();

        machine.server().singleUser();
        shows("continue): ");
        terminal.password(PASSWORD);
        shows("mailhost:~# ");
        terminal.press(Key.CONTROL_D);
        shows("mailhost login: ");
        assertThat(machine.server().reachable()).isTrue();
    }

    @Test
    void rebootsFromTheConsole() {
        String before = machine.server().bootId().orElseThrow();
        logIn();
        terminal.type("reboot");
        shows("mailhost login: ");
        assertThat(machine.server().bootId()).isNotEmpty().get().isNotEqualTo(before);
    }

    @Test
    void controlCEndsWhatRunsAndControlDWhatReads() {
        logIn();
        terminal.type("sleep 100000");
        await().until(() -> machine.server().kernel().orElseThrow().processes().size() == 2);
        terminal.press(Key.CONTROL_C);
        shows("mailhost:~# ");
        terminal.type("cat >/root/note");
        terminal.type("a line");
        terminal.press(Key.CONTROL_D);
        shows("mailhost:~# ");
        terminal.type("cat note");
        shows("cat note\na line\nmailhost:~# ");
    }

    @Test
    void aFileSystemThatFailsItsCheckIsRepairedAtTheConsole() {
        logIn();
        terminal.type("cp /etc/fstab /root/fstab; sed -e 's:^/dev/sda1:/dev/sdc1:' /root/fstab >/etc/fstab");
        shows("mailhost:~# ");
        terminal.type("reboot");
        shows("fsck failed.  Please repair manually.");
        shows("continue): ");
        assertThat(machine.server().failure()).contains(BootFailure.CHECK_FAILED);
        terminal.password(PASSWORD);
        shows("mailhost:~# ");
        terminal.type("cp /root/fstab /etc/fstab");
        shows("mailhost:~# ");
        terminal.type("exit");
        shows("mailhost login: ");
        assertThat(machine.server().reachable()).isTrue();
        logIn();
        terminal.type("cat /boot/../proc/mounts");
        shows("/dev/sda1 /boot ext3");
    }

    @Test
    void tellsWhatStandsThere() {
        assertThat(machine.cabinet().on()).isTrue();
        machine.faults().pull("pie");
        assertThat(machine.cabinet().bays())
                .containsExactly(
                        new Bay("apple", "scsi/host0/bus0/target0/lun0", true),
                        new Bay("pie", "scsi/host0/bus0/target1/lun0", false));
        machine.plug("pie", "scsi/host0/bus0/target1/lun0");
        assertThat(machine.cabinet().bays()).allMatch(Bay::plugged);
        machine.powerOff();
        assertThat(machine.cabinet().on()).isFalse();
        terminal.type("nothing comes of it");
        assertThat(terminal.screen()).endsWith("nothing comes of it\n");
    }
}
