package org.applepie.app.safety;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.applepie.agent.simulated.SimulatedMachine;
import org.applepie.agent.simulated.files.View;
import org.applepie.agent.simulated.hardware.Machine;
import org.applepie.agent.simulated.hardware.Position;
import org.applepie.agent.simulated.hardware.SimulatedDrive;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.domain.inventory.LegacyChange;

/** A simulated machine of some platform, as people and measuring instruments see it who stand around it. */
interface World {

    SimulatedMachine machine();

    Machine hardware();

    /** Of the machine itself, not of another one that answers in its place. */
    Optional<Kernel> kernel();

    Optional<View> files();

    /** Whether it has come up so far that it can be reached, and can read its own programs. */
    boolean alive();

    /** Whether the service runs that takes in new data. */
    boolean serving();

    /** Whether its root lies on an array at the moment. */
    boolean onArrays();

    /** Changes with every boot. */
    String bootId();

    /** Which machine it is that answers at the moment. */
    Identity answering();

    /** @param machineId as readings of a machine of this kind have it */
    record Identity(String bootId, String machineId) {}

    /** Tells of each program that is run: whether by this machine itself, and its words. */
    void watch(BiConsumer<Boolean, List<String>> by);

    /** Takes away another machine that answers in its place. */
    void removeOther();

    /** Whether another machine answers in its place. */
    boolean otherAnswers();

    /** Why a machine of this kind with these drives does not come up by itself if its BIOS tries {@code first} first; empty if it does. */
    Optional<String> fails(Map<Position, SimulatedDrive> drives, Position first);

    /** The last lines on its screen, and why it did not come up. */
    String screen();

    /** Files of the original that the console or the system itself may change, by the beginning of their path. */
    List<String> mayChange();

    /** What a person must say about old algorithms when the server is registered. */
    LegacyChange legacy();
}
