package org.applepie.domain.inventory;

/** Something that a person at a simulated server does to it with their hands. */
public sealed interface HandsOn {

    /** Types a line and Enter. */
    record Type(String line) implements HandsOn {
        /** A terminal takes no longer line. */
        public static final int LONGEST = 2000;
    }

    /** Types root's password and Enter, where a password is asked for. */
    record TypePassword() implements HandsOn {}

    /** Holds Ctrl and presses C, which interrupts what runs. */
    record ControlC() implements HandsOn {}

    /** Holds Ctrl and presses D, which ends the input. */
    record ControlD() implements HandsOn {}

    record SwitchOn() implements HandsOn {}

    /** Pulls the plug. */
    record SwitchOff() implements HandsOn {}

    record Reset() implements HandsOn {}

    /** Takes a drive out. */
    record Unplug(String drive) implements HandsOn {}

    /** Puts a drive back where it was. */
    record Plug(String drive) implements HandsOn {}
}
