package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.applepie.agent.simulated.machine.MdUnits;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** reboot, halt, poweroff, shutdown, init and telinit of sysvinit 2.86. */
final class Shutdown implements Program {

    /** What is to happen to the machine. */
    enum Wish {
        REBOOT,
        HALT,
        SINGLE,
        /** Run level 2. */
        NORMAL
    }

    /** Makes it happen, after the program has ended. */
    interface Power {
        void become(Wish wish);

        Instant now();
    }

    private final Power power;

    Shutdown(Power power) {
        this.power = power;
    }

    @Override
    public int run(Call call) throws IOException {
        String name = call.name().replaceFirst(".*/", "");
        List<String> words = call.arguments();
        return switch (name) {
            case "reboot" -> go(call, Wish.REBOOT);
            case "halt", "poweroff" -> go(call, Wish.HALT);
            case "shutdown" ->
                go(call, words.contains("-r") ? Wish.REBOOT : words.contains("-h") ? Wish.HALT : Wish.SINGLE);
            default -> level(call, words.isEmpty() ? "" : words.getFirst());
        };
    }

    private int level(Call call, String level) throws IOException {
        return switch (level) {
            case "6" -> go(call, Wish.REBOOT);
            case "0" -> go(call, Wish.HALT);
            case "1", "S", "s" -> go(call, Wish.SINGLE);
            case "2", "3", "4", "5" -> {
                power.become(Wish.NORMAL);
                yield 0;
            }
            case "q", "Q" -> 0;
            default -> {
                call.warn("Usage: init 0123456SsQqAaBbCcUu\n");
                yield 1;
            }
        };
    }

    private int go(Call call, Wish wish) throws IOException {
        String how = switch (wish) {
            case REBOOT -> "for reboot NOW!";
            case HALT -> "for system halt NOW!";
            case SINGLE -> "to maintenance mode NOW!";
            case NORMAL -> "";
        };
        call.print("\nBroadcast message from root (pts/0) (" + MdUnits.ctime(power.now())
                + "):\n\nThe system is going down " + how + "\n");
        power.become(wish);
        return 0;
    }
}
