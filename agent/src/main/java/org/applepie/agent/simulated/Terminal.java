package org.applepie.agent.simulated;

import java.util.function.Supplier;
import org.applepie.domain.remote.Secret;

/** Screen and keyboard of a simulated machine, for whoever stands in front of it. Safe for many threads. */
public interface Terminal {

    /** A machine without screen and keyboard. */
    Terminal NONE = showing(() -> "");

    /** A screen of a machine that has no keyboard: what is typed goes nowhere. */
    static Terminal showing(Supplier<String> screen) {
        return new Terminal() {
            @Override
            public String screen() {
                return screen.get();
            }

            @Override
            public boolean hides() {
                return false;
            }

            @Override
            public void type(String line) {}

            @Override
            public void password(Secret password) {}

            @Override
            public void press(Key key) {}
        };
    }

    /** Keys held together with Ctrl. */
    enum Key {
        /** Interrupts what runs in the foreground. */
        CONTROL_C,
        /** The end of the input; at the maintenance prompt: go on. */
        CONTROL_D
    }

    /** What was printed since the machine was made, up to some hundred thousand characters. One char stands for a byte. */
    String screen();

    /** Whether what is typed now is not shown, because a password is asked for. */
    boolean hides();

    /** Types a line and Enter, to whatever waits for it. Where nothing does, nothing comes of it. Does not wait. */
    void type(String line);

    /** Types a password and Enter; nothing is typed where no password is asked for. */
    void password(Secret password);

    void press(Key key);
}
