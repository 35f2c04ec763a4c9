package org.applepie.app.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Server;
import org.applepie.agent.simulated.machine.ServerAtPort;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.SimulatedTime;

/**
 * What all simulated machines have in common for those who stand around them.
 *
 * @param <S> the machine itself
 */
abstract class ServerWorld<S extends Server<?, ?>> implements World {

    private final ServerAtPort<S> machine;
    private final SimulatedTime time;

    ServerWorld(ServerAtPort<S> machine, SimulatedTime time) {
        this.machine = machine;
        this.time = time;
    }

    /** Another machine of this kind with this hardware, switched off. */
    abstract S of(Machine hardware, SimulatedTime still);

    /** The id by which readings know a machine of this kind. */
    abstract String machineId(View files);

    final S server() {
        return machine.server();
    }

    @Override
    public final ServerAtPort<S> machine() {
        return machine;
    }

    @Override
    public final Machine hardware() {
        return server().machine();
    }

    @Override
    public final Optional<Kernel> kernel() {
        return server().kernel();
    }

    @Override
    public final Optional<View> files() {
        return server().files();
    }

    @Override
    public final boolean alive() {
        return server().reachable()
                && server().files().filter(files -> files.exists("/bin/bash")).isPresent();
    }

    @Override
    public final boolean onArrays() {
        return server().rootOnArray();
    }

    @Override
    public final String bootId() {
        return server().bootId().orElse("");
    }

    @Override
    public final Identity answering() {
        S answers = machine.answering();
        return new Identity(
                answers.bootId().orElseThrow(), machineId(answers.files().orElseThrow()));
    }

    @Override
    public final void watch(BiConsumer<Boolean, List<String>> by) {
        machine.watch((ran, words) -> by.accept(ran == server(), words));
    }

    @Override
    public final void removeOther() {
        machine.removeOther();
    }

    @Override
    public final boolean otherAnswers() {
        return machine.answering() != server();
    }

    @Override
    public final Optional<String> fails(Map<Position, SimulatedDrive> drives, Position first) {
        Machine box = new Machine();
        drives.forEach((position, drive) -> box.plug(position, drive.copied()));
        box.bootOrder(List.of(first));
        S trial = of(box, new Still(time.now()));
        trial.powerOn();
        String screen = screen(trial);
        boolean up = trial.reachable();
        trial.powerOff();
        return up ? Optional.empty() : Optional.of(screen);
    }

    @Override
    public final String screen() {
        return screen(server());
    }

    private static String screen(Server<?, ?> of) {
        List<String> lines = of.console().lines().toList();
        return of.failure().map(String::valueOf).orElse("up") + ": "
                + String.join(" / ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    /** For a trial that takes no time. */
    private record Still(Instant now) implements SimulatedTime {
        @Override
        public void sleep(Duration duration) throws InterruptedException {
            throw new InterruptedException("a trial takes no time");
        }
    }
}
