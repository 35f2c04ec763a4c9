package org.applepie.agent.simulated.shell;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.files.Errno;
import org.jspecify.annotations.Nullable;

/** kill(1) and the shell's own. */
final class Kill {

    interface Complaint {
        void say(String message) throws IOException;
    }

    private Kill() {}

    static int run(SimulatedProcess process, List<String> arguments, Complaint complaint) throws IOException {
        int at = 0;
        boolean probe = false;
        Signal signal = Signal.TERM;
        if (!arguments.isEmpty() && arguments.getFirst().startsWith("-") && arguments.size() > 1) {
            boolean separate = arguments.getFirst().equals("-s");
            String name = separate ? arguments.get(1) : arguments.getFirst().substring(1);
            at = separate ? 2 : 1;
            probe = name.equals("0");
            Signal found = Signal.named(name);
            if (found == null && !probe && !name.equals("-")) {
                complaint.say("Illegal option -" + name.charAt(0));
                return 2;
            }
            signal = found == null ? signal : found;
        }
        int code = 0;
        for (String word : arguments.subList(at, arguments.size())) {
            code |= word.equals("--") ? 0 : one(process, word, probe ? null : signal, complaint);
        }
        return code;
    }

    private static int one(SimulatedProcess process, String word, @Nullable Signal signal, Complaint complaint)
            throws IOException {
        if (!word.matches("-?[0-9]{1,9}")) {
            complaint.say("Illegal number: " + word);
            return 2;
        }
        int pid = Integer.parseInt(word);
        boolean found =
                pid > 0 ? toOne(process, pid, signal) : toGroup(process, pid == 0 ? process.group() : -pid, signal);
        if (!found) {
            complaint.say(Errno.ESRCH.text());
            return 1;
        }
        process.checkpoint();
        return 0;
    }

    private static boolean toOne(SimulatedProcess process, int pid, @Nullable Signal signal) {
        SimulatedProcess target = process.kernel().process(pid);
        if (target != null && signal != null) {
            target.signal(signal);
        }
        return target != null || pid == 1;
    }

    private static boolean toGroup(SimulatedProcess process, int group, @Nullable Signal signal) {
        List<SimulatedProcess> members = process.kernel().processes().stream()
                .filter(member -> member.group() == group)
                .toList();
        if (signal != null) {
            members.forEach(member -> member.signal(signal));
        }
        return !members.isEmpty();
    }
}
