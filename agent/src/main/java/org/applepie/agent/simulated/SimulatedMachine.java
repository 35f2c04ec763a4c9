package org.applepie.agent.simulated;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.fault.FaultTarget;
import org.applepie.agent.simulated.ssh.Accounts;
import org.applepie.agent.simulated.ssh.Dialect;
import org.applepie.agent.simulated.ssh.ExecHandler;
import org.applepie.domain.remote.Secret;

/** A machine that can stand behind an SSH port. Safe for many threads. */
public interface SimulatedMachine {

    /** Host name; differs between machines that run together. */
    String name();

    /** What a person should know of it, in one sentence. */
    String description();

    Dialect dialect();

    /** Who may log in; root with {@link #rootPassword()} among them. */
    Accounts accounts();

    Secret rootPassword();

    /** The public key that its SSH server has on its disk, {@code ssh-rsa AAAA...}; empty if none can be read there. */
    default Optional<String> hostKey() {
        return Optional.empty();
    }

    /** Puts the public keys that its SSH server will show on its disk, each as {@code ssh-rsa AAAA...}; while it is off. */
    default void hostKeys(List<String> keys) {}

    /** Its own clock, which may run faster than ours. */
    InstantSource clock();

    /** What its log-in shell does. */
    ExecHandler commands();

    /** What can be done to it. */
    FaultTarget faults();

    /** Switches it on: it boots, by itself and as its drives allow, and tells {@code network} when it is up. */
    void powerOn(Network network);

    /** Cuts its power. Tells the network; nothing of it runs when this returns. */
    void powerOff();

    /** Presses its reset button: it is cut off and boots again. */
    void reset();

    /** Puts a drive that was pulled back to where {@code position} names, in the machine's own words. */
    void plug(String drive, String position);

    /** Its screen and keyboard. */
    default Terminal terminal() {
        return Terminal.NONE;
    }

    /** Whether it is on, and where its drives are. */
    default Cabinet cabinet() {
        return new Cabinet(true, List.of());
    }
}
