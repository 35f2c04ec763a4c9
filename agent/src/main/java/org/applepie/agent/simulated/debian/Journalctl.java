package org.applepie.agent.simulated.debian;

import java.io.IOException;
import java.util.List;
import org.applepie.agent.simulated.shell.Call;

/** journalctl of systemd 252: where the journal is kept, and the kernel's lines of it. */
final class Journalctl extends Tool {

    Journalctl(Running running) {
        super(running);
    }

    @Override
    public int run(Call call) throws IOException {
        List<String> words = call.arguments();
        if (words.equals(List.of("--relinquish-var")) || words.equals(List.of("--flush"))) {
            return 0;
        }
        if (words.stream().allMatch(List.of("-k", "-b", "-xb", "--no-pager", "--dmesg")::contains)) {
            for (String line : drivers().log()) {
                call.print(running().host() + " kernel: " + line.replaceFirst("^\\[.*?] ", "") + "\n");
            }
            return 0;
        }
        String option =
                words.stream().filter(word -> word.startsWith("-")).findFirst().orElse("");
        call.warn(
                option.isEmpty()
                        ? "Failed to add match '" + words.getFirst() + "': Invalid argument\n"
                        : "journalctl: unrecognized option '" + option + "'\n");
        return 1;
    }
}
