package org.applepie.agent.simulated.sarge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.fault.Fault;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.remote.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What faults do to a machine, and what they leave alone. */
class SargeFaultsTest {

    private final SargeMachine machine = SargeMachine.idehost(
            SimulatedTime.scaled(Instant.parse("2006-04-24T17:33:20Z"), 1000), 7, 200_000, new Secret("pie"));

    @BeforeEach
    void start() {
        machine.server().powerOn();
    }

    @AfterEach
    void end() {
        machine.powerOff();
    }

    private void strike(Fault.OfMachine fault) {
        fault.strike(machine.faults());
    }

    private View files() {
        return machine.server().files().orElseThrow();
    }

    @Test
    void aFullFileSystemCanBeReadAndTakesNothingNew() throws Exception {
        strike(new Fault.FullDisk("/"));

        assertThat(files().text("/etc/hostname")).isEqualTo("idehost\n");
        assertThatThrownBy(() -> files().write("/root/new", "x")).isInstanceOf(ErrnoException.class);

        files().fileSystem("/").full(false);
        files().write("/root/new", "x");
        assertThat(files().text("/root/new")).isEqualTo("x");
    }

    @Test
    void badSectorsHitWhatLiesThereAndNothingElse() throws Exception {
        SimulatedDrive apple = machine.server().machine().bootOrder().getFirst();
        strike(new Fault.IoError("apple", 20_000_000, 2_048, false));

        assertThat(apple.dead()).isFalse();
        assertThat(apple.failsInPart()).isTrue();
        assertThat(unreadable()).hasSizeBetween(1, 2);

        apple.mend();
        assertThat(unreadable()).isEmpty();
    }

    private List<String> unreadable() throws ErrnoException {
        List<String> found = new ArrayList<>();
        collect("", found);
        return found;
    }

    private void collect(String directory, List<String> found) throws ErrnoException {
        for (String name : files().list(directory.isEmpty() ? "/" : directory)) {
            String path = directory + "/" + name;
            if (path.equals("/proc") || path.equals("/dev")) {
                continue;
            }
            if (files().lstat(path).isDirectory()) {
                collect(path, found);
            } else if (files().lstat(path).isRegular() && fails(path)) {
                found.add(path);
            }
        }
    }

    private boolean fails(String path) {
        try {
            files().read(path);
            return false;
        } catch (ErrnoException failed) {
            return true;
        }
    }

    @Test
    void whatIsMountedFromAPulledDriveFailsUntilTheNextBoot() throws Exception {
        strike(new Fault.PullDrive("apple"));
        assertThatThrownBy(() -> files().text("/etc/hostname")).isInstanceOf(ErrnoException.class);

        strike(new Fault.StaleDriveBack("apple"));
        assertThatThrownBy(() -> files().text("/etc/hostname")).isInstanceOf(ErrnoException.class);

        machine.reset();
        assertThat(files().text("/etc/hostname")).isEqualTo("idehost\n");
    }

    @Test
    void theOtherMachineIsSwitchedOffWhenItGoes() {
        machine.faults().answerAsAnother();
        SargeServer other = machine.answering();
        assertThat(other).isNotSameAs(machine.server());
        assertThat(other.reachable()).isTrue();

        machine.removeOther();

        assertThat(machine.answering()).isSameAs(machine.server());
        assertThat(other.machine().powered()).isFalse();
    }
}
