package org.applepie.app.simulated;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.applepie.agent.simulated.Cabinet;
import org.applepie.agent.simulated.Controls;
import org.applepie.agent.simulated.SimulatedServer;
import org.applepie.agent.simulated.Terminal;
import org.applepie.app.inventory.SimulatedBook;
import org.applepie.domain.inventory.HandsOn;
import org.applepie.domain.inventory.MachineAtHand;
import org.applepie.domain.inventory.MachineAtHand.Bay;
import org.applepie.domain.inventory.Server;
import org.applepie.domain.remote.Secret;
import org.applepie.domain.verdict.Verdict;
import org.applepie.domain.verdict.Verdict.Kind;

/** What people do at a simulated machine with their hands, recorded first. */
final class Handled {

    private static final String TYPED = "simulated-machine-typed";
    private static final String HANDLED = "simulated-machine-handled";

    private final SimulatedBook book;
    private final Server server;
    private final Controls controls;
    private final Secret password;
    private final String actor;

    private Handled(SimulatedBook book, Server server, SimulatedServer machine, String actor) {
        this.book = book;
        this.server = server;
        this.controls = machine.controls();
        this.password = machine.machine().rootPassword();
        this.actor = actor;
    }

    static Verdict<MachineAtHand> by(
            SimulatedBook book, Server server, SimulatedServer machine, HandsOn what, String actor) {
        return new Handled(book, server, machine, actor).done(what);
    }

    static MachineAtHand seen(Controls controls) {
        Cabinet cabinet = controls.cabinet();
        return new MachineAtHand(
                text(controls.console().screen()),
                controls.console().hides(),
                cabinet.on(),
                cabinet.bays().stream()
                        .map(bay -> new Bay(bay.drive(), bay.position(), bay.plugged()))
                        .toList());
    }

    /** A char of the screen is a byte, and bytes are whatever the machine's programs print. */
    private static String text(String screen) {
        return new String(screen.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private Verdict<MachineAtHand> done(HandsOn what) {
        Terminal console = controls.console();
        return switch (what) {
            case HandsOn.Type(String line) -> typed(line);
            case HandsOn.TypePassword word ->
                console.hides()
                        ? typing("Typed root's password at", () -> console.password(password))
                        : refused("nobody-asks", "No password is asked for.", "Look at the screen.");
            case HandsOn.ControlC key -> typing("Pressed Ctrl-C at", () -> console.press(Terminal.Key.CONTROL_C));
            case HandsOn.ControlD key -> typing("Pressed Ctrl-D at", () -> console.press(Terminal.Key.CONTROL_D));
            case HandsOn.SwitchOn on -> power(false, "Switched on", controls::powerOn);
            case HandsOn.SwitchOff off -> power(true, "Pulled the plug of", controls::powerOff);
            case HandsOn.Reset reset -> power(true, "Pressed the reset button of", controls::reset);
            case HandsOn.Unplug(String drive) -> unplugged(drive);
            case HandsOn.Plug(String drive) -> plugged(drive);
        };
    }

    private Verdict<MachineAtHand> typed(String line) {
        if (line.length() > HandsOn.Type.LONGEST) {
            return refused("line-too-long", "A terminal takes no line as long as that.", "Type less at a time.");
        }
        boolean hidden = controls.console().hides();
        return typing(
                hidden ? "Typed what is not shown at" : "Typed “" + line + "” at",
                () -> controls.console().type(line));
    }

    private Verdict<MachineAtHand> typing(String words, Runnable deed) {
        book.handled(server, TYPED, words + " the console of the simulated server " + server.name(), actor);
        return after(deed);
    }

    private Verdict<MachineAtHand> power(boolean whileOn, String words, Runnable deed) {
        if (controls.cabinet().on() != whileOn) {
            return refused(
                    whileOn ? "machine-off" : "machine-on",
                    whileOn ? "It is off." : "It is on already.",
                    "Look at it again.");
        }
        book.handled(server, HANDLED, words + " the simulated server " + server.name(), actor);
        return after(deed);
    }

    private Verdict<MachineAtHand> unplugged(String drive) {
        return bay(drive).filter(Cabinet.Bay::plugged).isEmpty()
                ? noSuch(drive)
                : drive("Took drive " + drive + " out of", () -> controls.unplug(drive));
    }

    private Verdict<MachineAtHand> plugged(String drive) {
        Optional<Cabinet.Bay> bay = bay(drive).filter(it -> !it.plugged());
        return bay.isEmpty()
                ? noSuch(drive)
                : drive(
                        "Put drive " + drive + " into",
                        () -> controls.plug(drive, bay.get().position()));
    }

    private Verdict<MachineAtHand> drive(String words, Runnable deed) {
        book.handled(server, HANDLED, words + " the simulated server " + server.name(), actor);
        return after(deed);
    }

    private Optional<Cabinet.Bay> bay(String drive) {
        List<Cabinet.Bay> bays = controls.cabinet().bays();
        return bays.stream().filter(bay -> bay.drive().equals(drive)).findFirst();
    }

    private static Verdict<MachineAtHand> noSuch(String drive) {
        return refused("drive-not-there", "Drive " + drive + " is not there.", "Look at it again.");
    }

    private Verdict<MachineAtHand> after(Runnable deed) {
        deed.run();
        Stillness.of(controls.console()::screen).await();
        return Verdict.accepted(seen(controls));
    }

    private static Verdict<MachineAtHand> refused(String code, String cause, String remedy) {
        return Verdict.refused(Kind.CONFLICT, code, cause, remedy);
    }
}
