package org.applepie.agent.simulated.terminal;

import java.io.OutputStream;
import java.util.Optional;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.domain.remote.Secret;

/** What a terminal asks of the machine it belongs to; called with the lock of both. */
public interface TtyMachine {

    /** Of this boot, whether it succeeded or not; empty while nothing runs. */
    Optional<Kernel> kernel();

    /** What {@code getty} greets with, the prompt {@code login:} at its end. */
    String greeting();

    Secret rootPassword();

    /** The maintenance shell has ended, or Ctrl-D was pressed at its prompt. */
    void goOn();

    /** A label was typed at the boot loader's prompt. */
    void boot(String label);

    /** All that is on the screen. */
    String shown();

    /** The screen, one byte for a character. */
    OutputStream glass();
}
