package org.applepie.app.safety;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.sarge.SargeMachine;
import org.applepie.agent.simulated.sarge.SargeServer;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.SimulatedTime;
import org.applepie.domain.inventory.LegacyChange;

/** One of the two machines with Debian 3.1. */
record SargeWorld(SargeMachine machine, SimulatedTime time) implements World {

    private SargeServer server() {
        return machine.server();
    }

    @Override
    public Machine hardware() {
        return server().machine();
    }

    @Override
    public Optional<Kernel> kernel() {
        return server().kernel();
    }

    @Override
    public Optional<View> files() {
        return server().files();
    }

    @Override
    public boolean alive() {
        return server().reachable()
                && server().files().filter(files -> files.exists("/bin/bash")).isPresent();
    }

    @Override
    public boolean serving() {
        return server().services().contains("exim4");
    }

    @Override
    public boolean onArrays() {
        return server().rootOnArray();
    }

    @Override
    public String bootId() {
        return server().bootId().orElse("");
    }

    @Override
    public void watch(BiConsumer<Boolean, List<String>> by) {
        machine.watch((ran, words) -> by.accept(ran == server(), words));
    }

    @Override
    public void removeOther() {
        machine.removeOther();
    }

    @Override
    public boolean otherAnswers() {
        return machine.answering() != server();
    }

    @Override
    public Optional<String> fails(Map<Position, SimulatedDrive> drives, Position first) {
        Machine box = new Machine();
        drives.forEach((position, drive) -> box.plug(position, drive.copied()));
        box.bootOrder(List.of(first));
        SargeServer trial = new SargeServer(box, new Still(time.now()), new Random(1), 1);
        trial.powerOn();
        String screen = screen(trial);
        boolean up = trial.reachable();
        trial.powerOff();
        return up ? Optional.empty() : Optional.of(screen);
    }

    @Override
    public String screen() {
        return screen(server());
    }

    private static String screen(SargeServer of) {
        List<String> lines = of.console().lines().toList();
        return of.failure().map(Enum::name).orElse("up") + ": "
                + String.join(" / ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    @Override
    public List<String> mayChange() {
        return List.of(
                "/etc/fstab",
                "/etc/mtab",
                "/etc/modules",
                "/etc/mkinitrd/",
                "/etc/lilo.conf",
                "/etc/mdadm/",
                "/etc/default/",
                "/var/lib/",
                "/var/log/",
                "/var/run/",
                "/var/cache/",
                "/boot/initrd",
                "/boot/map",
                "/boot/boot.",
                "/initrd",
                "/map",
                "/boot.",
                "/dev/");
    }

    @Override
    public LegacyChange legacy() {
        return new LegacyChange.Allow("Debian 3.1");
    }

    /** For a trial that takes no time. */
    private record Still(Instant now) implements SimulatedTime {
        @Override
        public void sleep(Duration duration) throws InterruptedException {
            throw new InterruptedException("a trial takes no time");
        }
    }
}
