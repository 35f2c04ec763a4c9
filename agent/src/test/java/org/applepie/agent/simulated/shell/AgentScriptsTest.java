package org.applepie.agent.simulated.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.applepie.agent.job.SimulatedScripts;
import org.applepie.agent.simulated.shell.SmallMachine.Running;
import org.applepie.agent.simulated.shell.SmallMachine.Said;
import org.applepie.agent.simulated.shell.tools.Tools;
import org.applepie.domain.inventory.Reading;
import org.applepie.domain.remote.Job;
import org.applepie.domain.remote.JobId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The very scripts that the agent sends, on a machine that exists only in memory. */
class AgentScriptsTest {

    private static final String MARK = "Applepie-0123456789abcdef";

    private static SmallMachine machine(Dialect dialect) throws IOException {
        Map<String, Program> tools = new HashMap<>(dialect == Dialect.DASH ? Tools.current() : Tools.sarge());
        return new SmallMachine(dialect, tools, 50);
    }

    private static Job job(String script) {
        return SimulatedScripts.job(
                new JobId("test-" + UUID.randomUUID()), SmallMachine.BOOT_ID, SmallMachine.MACHINE_ID, script);
    }

    private static Running launch(SmallMachine machine, Job job) throws IOException {
        return machine.start(SimulatedScripts.launch(job, MARK).toArray(String[]::new));
    }

    private static Said status(SmallMachine machine, Job job) throws IOException, InterruptedException {
        return machine.start(SimulatedScripts.status(job, MARK).toArray(String[]::new))
                .finish();
    }

    @ParameterizedTest
    @EnumSource
    void runsAJobOnceAndTellsTheSameForEver(Dialect dialect) throws Exception {
        SmallMachine machine = machine(dialect);
        Job job = job("echo trace >>/tmp/traces; echo hello; exit 3");

        Said first = launch(machine, job).finish();
        Said again = launch(machine, job).finish();

        assertThat(first.stderr()).contains(MARK + " EXITED 3 ");
        assertThat(first.stdout()).startsWith(MARK + "\n").contains("hello\n");
        assertThat(again).isEqualTo(first);
        assertThat(status(machine, job).stderr()).contains(MARK + " EXITED 3 ");
        assertThat(machine.files.text("/tmp/traces")).isEqualTo("trace\n");
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhenItsReaderIsKilled(Dialect dialect) throws Exception {
        SmallMachine machine = machine(dialect);
        Job job =
                job("echo trace >>/tmp/traces; echo one; until [ -e /tmp/go ]; do sleep 0.05; done; echo two; exit 5");
        Running first = launch(machine, job);
        byte[] head = first.stdout().readNBytes(MARK.length() + 1);
        first.process().signal(Signal.KILL);
        first.stdout().close();
        first.stderr().close();

        Running second = launch(machine, job);
        machine.files.write("/tmp/go", "");
        Said told = second.finish();

        assertThat(new String(head, StandardCharsets.ISO_8859_1)).isEqualTo(MARK + "\n");
        assertThat(told.stderr()).contains(MARK + " EXITED 5 ");
        assertThat(told.stdout()).contains("one\ntwo\n");
        assertThat(machine.files.text("/tmp/traces")).isEqualTo("trace\n");
    }

    @ParameterizedTest
    @EnumSource
    void runsAJobOnceWhenManyLaunchIt(Dialect dialect) throws Exception {
        SmallMachine machine = machine(dialect);
        Job job = job("echo trace >>/tmp/traces");
        List<Running> launches = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            launches.add(launch(machine, job));
        }
        for (Running launch : launches) {
            assertThat(launch.finish().stderr()).contains(MARK + " EXITED 0 ");
        }
        assertThat(machine.files.text("/tmp/traces")).isEqualTo("trace\n");
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingAnyMoreAfterItsStop(Dialect dialect) throws Exception {
        SmallMachine machine = machine(dialect);
        Job job = job("while :; do echo x >>/tmp/traces; done");
        Running launch = launch(machine, job);
        while (!machine.files.exists("/tmp/traces")) {
            Thread.onSpinWait();
        }

        machine.kernel.stop();
        String after = machine.files.text("/tmp/traces");

        assertThat(launch.process().isAlive()).isFalse();
        assertThat(machine.kernel.processes()).isEmpty();
        assertThat(machine.files.text("/tmp/traces")).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource
    void answersTheReading(Dialect dialect) throws Exception {
        Said said = machine(dialect)
                .start("/bin/sh", "-c", reading(), "applepie", "word")
                .finish();

        assertThat(said.exitCode()).isZero();
        assertThat(said.stderr()).isEmpty();
        assertThat(said.stdout())
                .endsWith("word done\n")
                .contains("word begin hostname\nsmall\nword end hostname 0 \n")
                .contains("word begin machine-id\n" + SmallMachine.MACHINE_ID + "\n")
                .contains("word end firmware 1 /sys is not mounted\n")
                .contains("word begin uid\n0\nword end uid 0 \n");
    }

    private static String reading() throws IOException {
        try (InputStream in = Reading.class.getResourceAsStream("reading.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
