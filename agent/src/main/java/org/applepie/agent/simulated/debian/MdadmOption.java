package org.applepie.agent.simulated.debian;

import static org.applepie.agent.simulated.debian.MdadmOption.Mode.ASSEMBLE;
import static org.applepie.agent.simulated.debian.MdadmOption.Mode.CREATE;
import static org.applepie.agent.simulated.debian.MdadmOption.Mode.GROW;
import static org.applepie.agent.simulated.debian.MdadmOption.Mode.INCREMENTAL;
import static org.applepie.agent.simulated.debian.MdadmOption.Mode.MANAGE;
import static org.applepie.agent.simulated.debian.MdadmOption.Mode.MISC;
import static org.applepie.agent.simulated.debian.MdadmOption.Mode.MONITOR;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An option of mdadm 4.2 that does something here.
 *
 * @param name the long form
 * @param letter the short form, a blank for none
 * @param valued whether a value follows
 * @param sets the mode that it sets where none is set
 * @param forces whether it refuses another mode that is set already
 * @param modes in which it is valid
 */
record MdadmOption(String name, char letter, boolean valued, Optional<Mode> sets, boolean forces, Set<Mode> modes) {

    /** What mdadm is to do at large. */
    enum Mode {
        ASSEMBLE,
        CREATE,
        MANAGE,
        MISC,
        MONITOR,
        GROW,
        INCREMENTAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Set<Mode> EVERY = EnumSet.allOf(Mode.class);

    static final List<MdadmOption> ALL = List.of(
            mode("assemble", 'A', ASSEMBLE),
            mode("create", 'C', CREATE),
            mode("manage", ' ', MANAGE),
            mode("misc", ' ', MISC),
            mode("incremental", 'I', INCREMENTAL),
            mode("grow", 'G', GROW),
            mode("monitor", 'F', MONITOR),
            mode("follow", 'F', MONITOR),
            mode("detail", 'D', MISC),
            mode("examine", 'E', MISC),
            mode("query", 'Q', MISC),
            new MdadmOption("action", ' ', true, Optional.of(MISC), true, Set.of(MISC)),
            soft("stop", 'S', MISC),
            soft("readwrite", 'w', MISC),
            soft("wait", 'W', MISC),
            soft("zero-superblock", ' ', MISC),
            soft("add", 'a', MANAGE),
            soft("add-spare", ' ', MANAGE),
            soft("re-add", ' ', MANAGE),
            soft("remove", 'r', MANAGE),
            soft("fail", 'f', MANAGE, INCREMENTAL),
            soft("set-faulty", 'f', MANAGE),
            new MdadmOption(
                    "run", 'R', false, Optional.of(MISC), false, Set.of(CREATE, ASSEMBLE, INCREMENTAL, MISC, MANAGE)),
            valued("level", 'l', CREATE),
            valued("raid-devices", 'n', CREATE),
            valued("raid-disks", 'n', CREATE),
            valued("metadata", 'e', CREATE, ASSEMBLE),
            valued("bitmap", 'b', CREATE, GROW),
            valued("uuid", 'u', CREATE, ASSEMBLE),
            valued("name", 'N', CREATE, ASSEMBLE),
            valued("homehost", ' ', CREATE, ASSEMBLE, INCREMENTAL, MISC),
            valued("config", 'c', ASSEMBLE, INCREMENTAL, MISC, MONITOR),
            flag("no-degraded", ' ', ASSEMBLE),
            flag("force", 'f', CREATE, ASSEMBLE, MISC),
            flag("scan", 's', ASSEMBLE, INCREMENTAL, MISC, MONITOR),
            flag("brief", 'b', MISC),
            flag("export", 'Y', MISC, INCREMENTAL),
            flag("no-devices", ' ', MISC),
            flag("test", 't', MISC, MANAGE, MONITOR),
            flag("oneshot", '1', MONITOR),
            valued("delay", 'd', MONITOR),
            valued("mail", 'm', MONITOR),
            new MdadmOption("verbose", 'v', false, Optional.empty(), false, EVERY),
            new MdadmOption("quiet", 'q', false, Optional.empty(), false, EVERY),
            new MdadmOption("version", 'V', false, Optional.empty(), false, EVERY),
            new MdadmOption("help", 'h', false, Optional.empty(), false, EVERY));

    private static MdadmOption mode(String name, char letter, Mode mode) {
        return new MdadmOption(name, letter, false, Optional.of(mode), true, EVERY);
    }

    private static MdadmOption soft(String name, char letter, Mode mode, Mode... others) {
        return new MdadmOption(name, letter, false, Optional.of(mode), false, EnumSet.of(mode, others));
    }

    private static MdadmOption flag(String name, char letter, Mode mode, Mode... others) {
        return new MdadmOption(name, letter, false, Optional.empty(), false, EnumSet.of(mode, others));
    }

    private static MdadmOption valued(String name, char letter, Mode mode, Mode... others) {
        return new MdadmOption(name, letter, true, Optional.empty(), false, EnumSet.of(mode, others));
    }

    /** The same thing under one word, whichever of two long names was given. */
    String key() {
        return switch (name) {
            case "raid-disks" -> "raid-devices";
            case "set-faulty" -> "fail";
            case "follow" -> "monitor";
            default -> name;
        };
    }

    /** Whether it says what is to be done with the devices that follow. */
    boolean acts() {
        return switch (key()) {
            case "detail",
                    "examine",
                    "query",
                    "action",
                    "stop",
                    "readwrite",
                    "wait",
                    "zero-superblock",
                    "add",
                    "add-spare",
                    "re-add",
                    "remove" -> true;
            default -> false;
        };
    }
}
