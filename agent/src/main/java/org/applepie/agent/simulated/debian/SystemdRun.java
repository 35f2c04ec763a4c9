package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.applepie.agent.simulated.files.Access;
import org.applepie.agent.simulated.files.ErrnoException;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Descriptor;
import org.applepie.agent.simulated.shell.Kernel;
import org.applepie.agent.simulated.shell.Launch;
import org.applepie.agent.simulated.shell.SimulatedProcess;

/** systemd-run of systemd 252: a command as a transient service, a child of nobody who could end it by ending. */
final class SystemdRun extends Tool {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin";

    SystemdRun(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        String unit = "run-r" + "%032x".formatted(running().random().nextLong());
        String description = "";
        int at = 0;
        for (; at < words.size() && words.get(at).startsWith("-"); at++) {
            String word = words.get(at);
            if (word.startsWith("--unit=")) {
                unit = word.substring("--unit=".length());
            } else if (word.startsWith("--description=")) {
                description = word.substring("--description=".length());
            } else if (word.equals("-p")) {
                at++;
            } else if (!List.of("--quiet", "--no-block", "--no-ask-password", "--collect")
                    .contains(word)) {
                String name = word.replaceFirst("=.*", "");
                call.warn("systemd-run: unrecognized option '" + name + "'\n");
                return 1;
            }
        }
        if (at >= words.size()) {
            call.warn("Command line to execute required.\n");
            return 1;
        }
        List<String> command = words.subList(at, words.size());
        return start(call, unit.contains(".") ? unit : unit + ".service", description, command);
    }

    private int start(Call call, String unit, String description, List<String> command) throws IOException {
        if (running().units().known(unit)) {
            call.warn("Failed to start transient service unit: Unit " + unit
                    + " was already loaded or has a fragment file.\n");
            return 1;
        }
        Kernel kernel = running().kernel().orElseThrow(() -> new IOException("Failed to connect to bus"));
        running()
                .units()
                .add(new Units.Unit(unit, "running", description.isEmpty() ? String.join(" ", command) : description));
        running().units().start(unit);
        SimulatedProcess process;
        try {
            process = launch(call, kernel, command);
        } catch (ErrnoException refused) {
            running().units().forget(unit);
            call.warn("Failed to find executable " + command.getFirst() + ": "
                    + refused.errno().text() + "\n");
            return 1;
        }
        Thread.ofVirtual().name(unit).start(() -> collect(unit, process));
        return 0;
    }

    private SimulatedProcess launch(Call call, Kernel kernel, List<String> command) throws ErrnoException {
        Descriptor in = call.process().open("/dev/null", Access.READ);
        Descriptor out = call.process().open("/dev/null", Access.WRITE);
        try {
            return kernel.start(new Launch(
                    command, Map.of("PATH", PATH, "LANG", "C.UTF-8"), running().view(), in, out, out, true));
        } finally {
            in.release();
            out.release();
        }
    }

    private void collect(String unit, SimulatedProcess process) {
        try {
            process.waitFor();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        running().units().forget(unit);
    }
}
