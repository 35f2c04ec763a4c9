package org.applepie.agent.simulated.sarge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.applepie.agent.simulated.machine.DpkgStatus;
import org.applepie.agent.simulated.shell.Call;
import org.applepie.agent.simulated.shell.Program;

/** apt-get 0.5.28.6 with an archive that has what a migration needs. debconf's questions are answered by their defaults. */
final class AptGet implements Program {

    private final Running running;

    AptGet(Running running) {
        this.running = running;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        List<String> words =
                call.arguments().stream().filter(word -> !word.startsWith("-")).toList();
        String action = words.isEmpty() ? "" : words.getFirst();
        return switch (action) {
            case "install" -> install(call, words.subList(1, words.size()));
            case "update", "clean", "check" -> {
                call.print("Reading Package Lists...\nBuilding Dependency Tree...\n");
                yield 0;
            }
            default -> {
                call.warn("E: Invalid operation " + action + "\n");
                yield 100;
            }
        };
    }

    private int install(Call call, List<String> names) throws IOException, InterruptedException {
        call.print("Reading Package Lists...\nBuilding Dependency Tree...\n");
        List<String> fresh = new ArrayList<>();
        for (String name : names) {
            if (DpkgStatus.stanza(call.files(), name).isPresent()) {
                call.print(name + " is already the newest version.\n");
            } else if (!Packages.VERSIONS.containsKey(name)) {
                call.warn("E: Couldn't find package " + name + "\n");
                return 100;
            } else {
                fresh.add(name);
            }
        }
        if (!fresh.isEmpty()) {
            call.print("The following NEW packages will be installed:\n  " + String.join(" ", fresh) + "\n");
        }
        call.print("0 upgraded, " + fresh.size() + " newly installed, 0 to remove and 0 not upgraded.\n");
        boolean simulated = call.arguments().contains("-s") || call.arguments().contains("--simulate");
        boolean fetched = call.arguments().contains("-d") || call.arguments().contains("--download-only");
        for (String name : fresh) {
            if (!simulated && !fetched) {
                Packages.install(running, call, name);
            }
        }
        return 0;
    }
}
