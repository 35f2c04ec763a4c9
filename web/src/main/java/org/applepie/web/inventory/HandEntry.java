package org.applepie.web.inventory;

import org.applepie.domain.inventory.HandsOn;
import org.applepie.domain.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a tool wants done at a simulated machine, as told.
 *
 * @param what {@code type}, {@code password}, {@code control-c}, {@code control-d}, {@code on}, {@code off}, {@code reset},
 *     {@code unplug} or {@code plug}
 * @param line what is typed
 * @param drive which drive
 */
public record HandEntry(
        @Nullable String what,
        @Nullable String line,
        @Nullable String drive) {

    /** Accepts every thing that can be done with hands; whether it can be done now, the machine knows. */
    public Verdict<HandsOn> parse() {
        String named = drive == null ? "" : drive;
        return switch (what == null ? "" : what) {
            case "type" -> Verdict.accepted(new HandsOn.Type(line == null ? "" : line));
            case "password" -> Verdict.accepted(new HandsOn.TypePassword());
            case "control-c" -> Verdict.accepted(new HandsOn.ControlC());
            case "control-d" -> Verdict.accepted(new HandsOn.ControlD());
            case "on" -> Verdict.accepted(new HandsOn.SwitchOn());
            case "off" -> Verdict.accepted(new HandsOn.SwitchOff());
            case "reset" -> Verdict.accepted(new HandsOn.Reset());
            case "unplug" -> Verdict.accepted(new HandsOn.Unplug(named));
            case "plug" -> Verdict.accepted(new HandsOn.Plug(named));
            default ->
                Verdict.refused(
                        Verdict.Kind.INVALID,
                        "nothing-to-do",
                        "What is to be done with hands is missing or not known.",
                        "Say type, password, control-c, control-d, on, off, reset, unplug or plug.");
        };
    }
}
