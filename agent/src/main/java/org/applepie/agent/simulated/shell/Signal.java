package org.applepie.agent.simulated.shell;

import org.jspecify.annotations.Nullable;

/** The signals that are modelled; all of them end a process that neither ignores nor traps them. */
public enum Signal {
    HUP(1, "Hangup"),
    INT(2, ""),
    QUIT(3, "Quit"),
    KILL(9, "Killed"),
    USR1(10, "User defined signal 1"),
    USR2(12, "User defined signal 2"),
    PIPE(13, "Broken pipe"),
    ALRM(14, "Alarm clock"),
    TERM(15, "Terminated");

    private final int number;
    private final String words;

    Signal(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** By name, with or without SIG, or by number; null for one that is not modelled. */
    public static @Nullable Signal named(String name) {
        for (Signal signal : values()) {
            if (name.equals(signal.name()) || name.equals("SIG" + signal) || name.equals("" + signal.number)) {
                return signal;
            }
        }
        return null;
    }

    public int number() {
        return number;
    }

    /** What a shell says when a child ends by it. */
    public String words() {
        return words;
    }
}
