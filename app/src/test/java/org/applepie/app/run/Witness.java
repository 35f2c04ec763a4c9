package org.applepie.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.debian.DebianMachine;
import org.applepie.agent.simulated.hardware.Copies;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.MdArray;
import org.applepie.agent.simulated.hardware.MdDriver;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.machine.Server;
import org.applepie.agent.simulated.sarge.SargeMachine;

/** Stands beside a machine with two SCSI drives from before it is made a mirror, and sees what became of its mail. */
final class Witness {

    private static final String MAIL = "/var/mail/user01/cur/1145900000.M1P0.mailhost:2,S";

    private final SimulatedMachine simulated;
    private final Server<?, ?> server;
    private final BooleanSupplier reachable;
    private final Runnable halt;
    private final Supplier<Optional<MdDriver>> arrays;
    private final List<SimulatedDrive> drives;
    private final String mail;

    private Witness(
            SimulatedMachine simulated,
            Server<?, ?> server,
            BooleanSupplier reachable,
            Runnable halt,
            Supplier<Optional<MdDriver>> arrays) {
        this.simulated = simulated;
        this.server = server;
        this.reachable = reachable;
        this.halt = halt;
        this.arrays = arrays;
        this.drives = List.copyOf(server.machine().drives().values());
        this.mail = Copies.everyCopyOf(MAIL, drives).getFirst().digest();
    }

    static Witness of(SargeMachine machine) {
        var server = machine.server();
        return new Witness(machine, server, server::reachable, server::halt, server::arrays);
    }

    static Witness of(DebianMachine machine) {
        var server = machine.server();
        return new Witness(machine, server, server::reachable, server::halt, server::arrays);
    }

    SimulatedMachine simulated() {
        return simulated;
    }

    Machine hardware() {
        return server.machine();
    }

    void halt() {
        halt.run();
    }

    List<MdArray> arrays() {
        return arrays.get().orElseThrow().arrays();
    }

    /** It runs and can be reached; else its screen tells why not. */
    void isUp() {
        assertThat(reachable.getAsBoolean()).as(server.console()).isTrue();
    }

    /** Three arrays, none of them degraded, and the mail as it was on both drives. */
    void isWhole() {
        assertThat(arrays())
                .hasSize(3)
                .allSatisfy(array -> assertThat(array.degraded()).isFalse());
        assertThat(Copies.everyCopyOf(MAIL, drives))
                .hasSize(2)
                .extracting(Copies.Copy::digest)
                .containsOnly(mail);
    }

    /** First without the second drive, then with that one alone, and in its place. */
    void eachDriveStartsAlone() {
        halt();
        SimulatedDrive pie = hardware().pull(Position.scsi(1)).orElseThrow();
        server.powerOn();
        isUp();
        halt();
        hardware().pull(Position.scsi(0));
        hardware().plug(Position.scsi(1), pie);
        server.powerOn();
        isUp();
    }

    /** The first drive still starts it after the second one was pulled. */
    void startsWithoutTheSecond() {
        halt();
        hardware().pull(Position.scsi(1));
        server.powerOn();
        isUp();
    }

    /** A file as it is on the drives before anything was done. */
    String file(String path) throws Exception {
        server.powerOn();
        String text = server.files().orElseThrow().text(path);
        server.powerOff();
        return text;
    }
}
