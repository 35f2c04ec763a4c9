package org.applepie.agent.simulated.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.applepie.agent.simulated.ssh.FakeTarget;
import org.junit.jupiter.api.Test;

/** Faults strike once, at their moment. */
class ScheduleTest {

    private static final Fault DROP = new Fault.DropConnection();
    private static final Fault PULL = new Fault.PullDrive("apple");

    private Instant now = Instant.parse("2005-06-06T12:00:00Z");
    private final Schedule schedule = new Schedule(() -> now);

    @Test
    void countsCommandsFromWhenItWasSet() {
        schedule.command("one");
        schedule.set(DROP, new Moment.AtCommand(2));

        assertThat(schedule.command("two")).isEmpty();
        assertThat(schedule.command("three")).containsExactly(DROP);
        assertThat(schedule.command("four")).isEmpty();
    }

    @Test
    void strikesTheFirstCommandThatMatches() {
        schedule.set(PULL, new Moment.AtMatch("mdadm .*--add"));

        assertThat(schedule.command("mdadm /dev/md0 --fail x")).isEmpty();
        assertThat(schedule.command("exec sh -c 'mdadm /dev/md0 --add x'")).containsExactly(PULL);
        assertThat(schedule.command("mdadm /dev/md0 --add x")).isEmpty();
    }

    @Test
    void goesByTheClockOfTheMachine() {
        schedule.set(DROP, new Moment.After(Duration.ofMinutes(5)));
        schedule.set(PULL, new Moment.After(Duration.ofMinutes(6)));

        now = now.plusSeconds(299);
        assertThat(schedule.tick()).isEmpty();
        now = now.plusSeconds(1);
        assertThat(schedule.tick()).containsExactly(DROP);
        now = now.plusSeconds(60);
        assertThat(schedule.command("any")).containsExactly(PULL);
        assertThat(schedule.tick()).isEmpty();
    }

    @Test
    void letsOutputPassUpToTheByte() {
        assertThat(schedule.output(10)).isEqualTo(new Schedule.Passage(10, List.of()));
        schedule.set(DROP, new Moment.AtOutput(5));
        schedule.set(PULL, new Moment.AtOutput(7));

        assertThat(schedule.output(4)).isEqualTo(new Schedule.Passage(4, List.of()));
        assertThat(schedule.output(4)).isEqualTo(new Schedule.Passage(1, List.of(DROP)));
        assertThat(schedule.output(3)).isEqualTo(new Schedule.Passage(2, List.of(PULL)));
        assertThat(schedule.output(3)).isEqualTo(new Schedule.Passage(3, List.of()));
    }

    @Test
    void takesBackWhatHasNotStruck() {
        schedule.set(DROP, new Moment.AtCommand(1));
        schedule.clear();

        assertThat(schedule.command("any")).isEmpty();
        assertThat(schedule.waiting()).isEmpty();
    }

    @Test
    void refusesMomentsThatNeverCome() {
        assertThatThrownBy(() -> new Moment.AtCommand(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Moment.AtMatch("(")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Moment.AtOutput(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void choosesTheSameFaultsForTheSameSeed() {
        assertThat(chosen(42)).isEqualTo(chosen(42)).isNotEqualTo(chosen(43));
    }

    @Test
    void choosesEveryKindOfFaultSoonerOrLater() {
        Set<Class<?>> kinds = new HashSet<>();
        chosen(1).forEach(one -> kinds.add(one.fault().getClass()));

        List<Class<?>> all = new ArrayList<>(List.of(Fault.OfConnection.class.getPermittedSubclasses()));
        all.addAll(List.of(Fault.OfMachine.class.getPermittedSubclasses()));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(all);
    }

    private static List<ScheduledFault> chosen(long seed) {
        RandomFaults faults = new RandomFaults(new Random(seed), new FakeTarget());
        List<ScheduledFault> chosen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            chosen.add(faults.next());
        }
        return chosen;
    }
}
